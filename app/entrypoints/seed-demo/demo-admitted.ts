import { and, asc, eq, isNull } from 'drizzle-orm';
import { userAccount } from '#db/schema/access.ts';
import { publishedResult } from '#db/schema/publication.ts';
import { candidate, entry } from '#db/schema/registration.ts';
import { withTx } from '#db/tx.ts';
import type { Carried } from './demo-results.ts';

/**
 * The account that reads a result, a transcript and a certificate is that of somebody who was admitted: which of the
 * candidates were depends on anonymous codes, so it is given once they are known, and takes their name.
 */
export async function seedAdmitted({
  ctx,
  actors,
  sitting,
}: Pick<Carried, 'ctx' | 'actors'> & { readonly sitting: { readonly id: string } }): Promise<void> {
  const actor = actors.get('admise');
  if (actor?.kind !== 'user') throw new Error('no account admise');
  const [admitted] = await ctx.db
    .select({ candidateId: candidate.id, surname: entry.surname, givenNames: entry.givenNames })
    .from(publishedResult)
    .innerJoin(entry, eq(entry.id, publishedResult.entryId))
    .innerJoin(candidate, eq(candidate.id, entry.candidateId))
    .where(
      and(
        eq(entry.sittingId, sitting.id),
        eq(publishedResult.decision, 'passed'),
        eq(entry.sex, 'F'),
        isNull(candidate.userId),
      ),
    )
    .orderBy(asc(publishedResult.tableNumber))
    .limit(1);
  if (!admitted) throw new Error('nobody was admitted');
  const displayName = `${admitted.givenNames ?? ''} ${admitted.surname ?? ''}`.trim();
  await withTx(ctx, 'seedAdmitted', {}, async (tx) => {
    await tx.db.update(candidate).set({ userId: actor.id }).where(eq(candidate.id, admitted.candidateId));
    await tx.db.update(userAccount).set({ displayName }).where(eq(userAccount.id, actor.id));
  });
  actors.set('admise', { ...actor, label: displayName });
}
