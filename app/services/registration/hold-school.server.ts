import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { school } from '#db/schema/organisation.ts';
import { sitting } from '#db/schema/sitting.ts';
import type { Tx } from '#db/tx.ts';

export type SchoolInSitting = { readonly schoolId: string; readonly sittingId: string };

/** A school and a sitting of its office, for who heads it. `access.denied` for all else. */
export async function findOwnSchool(
  ctx: Ctx,
  tx: Tx,
  { schoolId, sittingId }: SchoolInSitting,
): Promise<
  Verdict<{ school: typeof school.$inferSelect; sitting: typeof sitting.$inferSelect }, 'access.denied'>
> {
  const [own] = await tx.db.select().from(school).where(eq(school.id, schoolId));
  const [at] = await tx.db.select().from(sitting).where(eq(sitting.id, sittingId));
  if (!own || !at || own.organisationId !== at.organisationId) return refuse('access.denied');
  const { organisationId, regionId } = own;
  const allowed = authorise(ctx.actor, 'entry.school', { organisationId, regionId, schoolId });
  return allowed.ok ? accept({ school: own, sitting: at }) : allowed;
}
