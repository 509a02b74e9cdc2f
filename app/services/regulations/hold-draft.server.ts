import { and, eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { regulationDraft } from '#db/schema/regulation.ts';
import type { Tx } from '#db/tx.ts';

export type DraftRow = typeof regulationDraft.$inferSelect;

export const draftLock = (organisationId: string, code: string): string =>
  `regulation:${organisationId}:${code}`;

/** A draft about to be changed. `regulation.notFound` for an unknown one and for another organisation's. */
export async function holdDraft(
  ctx: Ctx,
  tx: Tx,
  draftId: string,
): Promise<Verdict<DraftRow, 'regulation.notFound'>> {
  const [row] = await tx.db
    .select()
    .from(regulationDraft)
    .where(eq(regulationDraft.id, draftId))
    .for('update');
  if (!row || !authorise(ctx.actor, 'regulation.manage', { organisationId: row.organisationId }).ok)
    return refuse('regulation.notFound');
  return accept(row);
}

export async function findDraft(tx: Tx, organisationId: string, code: string): Promise<DraftRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(regulationDraft)
    .where(and(eq(regulationDraft.organisationId, organisationId), eq(regulationDraft.code, code)));
  return row;
}
