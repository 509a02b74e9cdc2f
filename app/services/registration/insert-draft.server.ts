import type { Ctx } from '#app/services/context.ts';
import { entry } from '#db/schema/registration.ts';
import type { sitting } from '#db/schema/sitting.ts';
import type { Tx } from '#db/tx.ts';
import { drawEntryKeys } from './entry-keys.server.ts';

type Draft = Pick<typeof entry.$inferInsert, 'candidateId'> & Partial<typeof entry.$inferInsert>;

/** Writes a draft with the reference and code that open it on another phone. Returns its id. */
export async function insertDraft(
  ctx: Pick<Ctx, 'adapters'>,
  tx: Tx,
  { id: sittingId, organisationId }: typeof sitting.$inferSelect,
  draft: Draft,
): Promise<string> {
  const [row] = await tx.db
    .insert(entry)
    .values({
      ...draft,
      ...(await drawEntryKeys(tx.db, ctx.adapters.random)),
      organisationId,
      sittingId,
      state: 'draft',
      createdAt: tx.now,
      updatedAt: tx.now,
    })
    .returning({ id: entry.id });
  if (!row) throw new Error('the draft was not written');
  tx.audit({
    organisationId,
    action: 'entry.start',
    subject: { type: 'entry', id: row.id },
    detail: { sittingId },
  });
  return row.id;
}
