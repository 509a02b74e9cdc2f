import { and, eq } from 'drizzle-orm';
import { checkClaim } from '#app/domain/deliberation/claim-rules.ts';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import { accept, type Refused, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadOwnEntry } from '#app/services/registration/load-own-entry.server.ts';
import { findStandingPublication } from '#app/services/rounds/load-standings.server.ts';
import { publishedResult } from '#db/schema/publication.ts';
import { claim } from '#db/schema/round.ts';
import { withTx } from '#db/tx.ts';

export type FileClaim = { readonly entryId: string; readonly paper: string; readonly reason: string };
export type FileClaimRefusal =
  | 'entry.notFound'
  | 'claim.notPublished'
  | 'claim.already'
  | Extract<ReturnType<typeof checkClaim>, Refused>['reason'];

/**
 * A candidate asks for a review of one of their published marks, with a reason. Who: the entry's own candidate.
 * `entry.notFound`, `claim.notPublished`, `claim.already` for a paper already claimed, and the refusals of `checkClaim`.
 */
export async function fileClaim(
  ctx: Ctx,
  { entryId, paper, reason }: FileClaim,
): Promise<Verdict<{ claimId: string }, FileClaimRefusal>> {
  return withTx(ctx, 'fileClaim', {}, async (tx) => {
    const own = await loadOwnEntry(tx.db, ctx.actor, entryId);
    const { actor } = ctx;
    if (!own.ok || own.value.by !== 'candidate' || actor.kind !== 'user') return refuse('entry.notFound');
    const { entry, regulation } = own.value;
    const standing = await findStandingPublication(tx.db, entry.sittingId);
    const [row] = standing
      ? await tx.db
          .select({ body: publishedResult.body })
          .from(publishedResult)
          .where(and(eq(publishedResult.publicationId, standing.id), eq(publishedResult.entryId, entryId)))
      : [];
    if (!standing || !row) return refuse('claim.notPublished');
    const why = reason.normalize('NFC').trim();
    const when = { publishedAt: standing.publishedAt, now: tx.now };
    const checked = checkClaim({ paper, reason: why }, row.body as PublishedResult, regulation, when);
    if (!checked.ok) return checked;
    const [filed] = await tx.db
      .insert(claim)
      .values({
        organisationId: entry.organisationId,
        sittingId: entry.sittingId,
        entryId,
        publicationId: standing.id,
        paperCode: paper,
        reason: why,
        state: 'filed',
        filedBy: actor.id,
        filedAt: tx.now,
      })
      .onConflictDoNothing()
      .returning({ id: claim.id });
    if (!filed) return refuse('claim.already');
    tx.audit({
      organisationId: entry.organisationId,
      action: 'claim.file',
      subject: { type: 'claim', id: filed.id },
      after: { entryId, paper, reason: why },
      detail: { entry: entryId, paper },
    });
    return accept({ claimId: filed.id });
  });
}
