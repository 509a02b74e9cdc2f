import { accept, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadOwnEntry } from '#app/services/registration/load-own-entry.server.ts';
import { gatherProofSheets } from './gather-proof-sheets.server.ts';

/** The proof sheet of one entry as a PDF, for its candidate or the head of its school. Drawn when asked for, never kept. */
export async function drawProofSheet(
  ctx: Ctx,
  { entryId }: { readonly entryId: string },
): Promise<Verdict<Uint8Array, 'entry.notFound'>> {
  const own = await loadOwnEntry(ctx.db, ctx.actor, entryId);
  if (!own.ok) return own;
  const { by, sitting } = own.value;
  const reader = by === 'schoolHead' ? 'school' : 'candidate';
  const { about, sheets } = await gatherProofSheets(ctx, sitting.id, [entryId], reader);
  return accept(await ctx.adapters.documents.proofSheets(about, sheets()));
}
