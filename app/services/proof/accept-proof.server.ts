import { and, eq } from 'drizzle-orm';
import type { WindowRefusal } from '#app/domain/registration/eligibility.ts';
import { isProofAccepted, takesProof } from '#app/domain/registration/proof.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { type EntryRow, loadOwnEntry } from '#app/services/registration/load-own-entry.server.ts';
import { correctionRequest, entry } from '#db/schema/registration.ts';
import { withTx } from '#db/tx.ts';

export type AcceptProof = { readonly entryId: string; readonly version: number };
export type ProofRefusal =
  | 'entry.notFound'
  | 'entry.changedElsewhere'
  | 'proof.notYet'
  | 'correction.alreadyOpen'
  | WindowRefusal;

/**
 * The candidate, and nobody for them, accepts the details as the proof sheet shows them. Once, twice is the same;
 * `correction.alreadyOpen` while a correction they asked for waits.
 */
export async function acceptProof(
  ctx: Ctx,
  { entryId, version }: AcceptProof,
): Promise<Verdict<true, ProofRefusal>> {
  return withTx(ctx, 'acceptProof', { lock: [`entry:${entryId}`] }, async (tx) => {
    const own = await loadOwnEntry(tx.db, ctx.actor, entryId);
    if (!own.ok) return own;
    const { entry: row, sitting, by } = own.value;
    if (by === 'schoolHead') return refuse('entry.notFound');
    const taken = takesProof(row, sitting, tx.now);
    if (!taken.ok) return taken;
    if (isProofAccepted(row)) return accept();
    if (row.version !== version) return refuse('entry.changedElsewhere');
    const open = and(eq(correctionRequest.entryId, entryId), eq(correctionRequest.state, 'open'));
    const waiting = await tx.db.select({ id: correctionRequest.id }).from(correctionRequest).where(open);
    if (waiting.length > 0) return refuse('correction.alreadyOpen');
    await tx.db
      .update(entry)
      .set({ proofVersion: version, proofAcceptedAt: tx.now, updatedAt: tx.now })
      .where(eq(entry.id, entryId));
    tx.audit({
      organisationId: row.organisationId,
      action: 'entry.acceptProof',
      subject: { type: 'entry', id: entryId },
      after: detailsOf(row),
      detail: { version },
    });
    return accept();
  });
}

/** What the sheet says and the candidate agrees to. */
function detailsOf(row: EntryRow) {
  const { surname, givenNames, sex, birthDate, birthPlace, nationality, nationalId } = row;
  const { kind, schoolId, regionId, series, options, fit, earlierDiploma, attempt, photoKey } = row;
  const person = { surname, givenNames, sex, birthDate, birthPlace, nationality, nationalId };
  return { ...person, kind, schoolId, regionId, series, options, fit, earlierDiploma, attempt, photoKey };
}
