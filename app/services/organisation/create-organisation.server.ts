import { z } from 'zod';
import { organisationProfileSchema } from '#app/domain/access/organisation.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { centre, organisation, region, room, school } from '#db/schema/organisation.ts';
import { exam } from '#db/schema/sitting.ts';
import { violatedConstraint, withTx } from '#db/tx.ts';

const name = z.string().trim().min(1).max(200);
const code = z
  .string()
  .regex(/^[A-Z0-9][A-Z0-9-]{0,19}$/, { error: 'capital letters, digits and hyphens, at most 20' });

/** What an examining body is made of on its first day; the file `palmares seed organisation` reads. */
export const organisationFileSchema = z.strictObject({
  code,
  profile: organisationProfileSchema,
  exams: z.array(z.strictObject({ code, name: z.strictObject({ fr: name, en: name }) })).min(1),
  regions: z
    .array(
      z.strictObject({
        code,
        name,
        schools: z.array(z.strictObject({ code, name, commune: name })),
        centres: z.array(
          z.strictObject({
            code,
            name,
            commune: name,
            rooms: z.array(z.strictObject({ name, capacity: z.int().min(1).max(2000) })).min(1),
          }),
        ),
      }),
    )
    .min(1),
});

export type OrganisationFile = z.infer<typeof organisationFileSchema>;

/**
 * Creates an organisation with its exams, regions, schools, centres and rooms, all or nothing. The system's own: the
 * command line runs it. `organisation.known` when the code is taken.
 */
export async function createOrganisation(
  ctx: Ctx,
  file: OrganisationFile,
): Promise<Verdict<{ organisationId: string }, 'access.denied' | 'organisation.known'>> {
  if (ctx.actor.kind !== 'system') return refuse('access.denied');
  try {
    return await withTx(ctx, 'createOrganisation', { lock: ['organisations'] }, async (tx) => {
      const [row] = await tx.db
        .insert(organisation)
        .values({ code: file.code, profile: file.profile, createdAt: tx.now })
        .returning({ id: organisation.id });
      if (!row) throw new Error('the organisation was not written');
      const organisationId = row.id;
      await tx.db.insert(exam).values(file.exams.map((one) => ({ organisationId, ...one })));
      for (const one of file.regions) await writeRegion(tx.db, organisationId, one);
      tx.audit({
        organisationId,
        action: 'organisation.create',
        subject: { type: 'organisation', id: organisationId },
        after: file,
        detail: { code: file.code },
      });
      return accept({ organisationId });
    });
  } catch (error) {
    if (violatedConstraint(error) === 'organisation_code_unique')
      return refuse('organisation.known', { code: file.code });
    throw error;
  }
}

type Writer = Pick<Ctx['db'], 'insert'>;

async function writeRegion(
  db: Writer,
  organisationId: string,
  file: OrganisationFile['regions'][number],
): Promise<void> {
  const [row] = await db
    .insert(region)
    .values({ organisationId, code: file.code, name: file.name })
    .returning({ id: region.id });
  if (!row) throw new Error('the region was not written');
  const place = { organisationId, regionId: row.id };
  if (file.schools.length > 0)
    await db.insert(school).values(file.schools.map((one) => ({ ...place, ...one })));
  for (const { rooms, ...one } of file.centres) {
    const [written] = await db
      .insert(centre)
      .values({ ...place, ...one })
      .returning({ id: centre.id });
    if (!written) throw new Error('the centre was not written');
    await db.insert(room).values(rooms.map((listed) => ({ centreId: written.id, ...listed })));
  }
}
