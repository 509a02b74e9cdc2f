import { and, eq } from 'drizzle-orm';
import type { WindowRefusal } from '#app/domain/registration/eligibility.ts';
import {
  LONGEST_CORRECTION,
  readWords,
  SHORTEST_CORRECTION,
  takesProof,
} from '#app/domain/registration/proof.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadOwnEntry } from '#app/services/registration/load-own-entry.server.ts';
import { correctionRequest, entry } from '#db/schema/registration.ts';
import { withTx } from '#db/tx.ts';

export type RequestCorrection = { readonly entryId: string; readonly text: string };

/**
 * The candidate says what is wrong on their proof sheet: kept in their words for the office and the school, and the sheet
 * is no longer accepted. One request at a time.
 */
export async function requestCorrection(
  ctx: Ctx,
  { entryId, text }: RequestCorrection,
): Promise<
  Verdict<
    { requestId: string },
    'entry.notFound' | 'proof.notYet' | 'proof.textMissing' | 'correction.alreadyOpen' | WindowRefusal
  >
> {
  const words = readWords(text);
  if (words === undefined)
    return refuse('proof.textMissing', { minimum: SHORTEST_CORRECTION, maximum: LONGEST_CORRECTION });
  return withTx(ctx, 'requestCorrection', { lock: [`entry:${entryId}`] }, async (tx) => {
    const own = await loadOwnEntry(tx.db, ctx.actor, entryId);
    if (!own.ok) return own;
    const { entry: row, sitting, by } = own.value;
    if (by === 'schoolHead') return refuse('entry.notFound');
    const taken = takesProof(row, sitting, tx.now);
    if (!taken.ok) return taken;
    const open = and(eq(correctionRequest.entryId, entryId), eq(correctionRequest.state, 'open'));
    const waiting = await tx.db.select().from(correctionRequest).where(open);
    if (waiting.length > 0) return refuse('correction.alreadyOpen');
    const [made] = await tx.db
      .insert(correctionRequest)
      .values({ entryId, text: words, state: 'open', createdAt: tx.now })
      .returning({ id: correctionRequest.id });
    if (!made) throw new Error('the request was not written');
    await tx.db
      .update(entry)
      .set({ proofVersion: null, proofAcceptedAt: null, updatedAt: tx.now })
      .where(eq(entry.id, entryId));
    tx.audit({
      organisationId: row.organisationId,
      action: 'entry.askCorrection',
      subject: { type: 'entry', id: entryId },
      detail: { request: made.id },
    });
    return accept({ requestId: made.id });
  });
}
