import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { regulationSchema } from '#app/domain/regulation/schema.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { regulationDraft } from '#db/schema/regulation.ts';
import { regulationVersion } from '#db/schema/sitting.ts';
import { withTx } from '#db/tx.ts';
import { draftLock, findDraft } from './hold-draft.server.ts';

/**
 * Begins a draft from a version: the same text, to be changed. A draft of the same regulation that is there already is
 * given back as it stands. Who: `regulation.manage`. `regulation.notFound` for an unknown version or another office's.
 */
export async function startDraft(
  ctx: Ctx,
  { versionId }: { readonly versionId: string },
): Promise<Verdict<{ draftId: string; isNew: boolean }, 'regulation.notFound'>> {
  const [from] = await ctx.db.select().from(regulationVersion).where(eq(regulationVersion.id, versionId));
  const { actor } = ctx;
  if (!from || actor.kind !== 'user') return refuse('regulation.notFound');
  const { organisationId, code } = from;
  if (!authorise(actor, 'regulation.manage', { organisationId }).ok) return refuse('regulation.notFound');
  return withTx(ctx, 'startDraft', { lock: [draftLock(organisationId, code)] }, async (tx) => {
    const there = await findDraft(tx, organisationId, code);
    if (there) return accept({ draftId: there.id, isNew: false });
    // The database keeps keys in an order of its own; the schema's is the one to read.
    const text = `${JSON.stringify(regulationSchema.parse(from.body), null, 2)}\n`;
    const [row] = await tx.db
      .insert(regulationDraft)
      .values({ organisationId, code, text, revision: 1, updatedBy: actor.id, updatedAt: tx.now })
      .returning({ id: regulationDraft.id });
    if (!row) throw new Error('the draft was not written');
    tx.audit({
      organisationId,
      action: 'regulation.startDraft',
      subject: { type: 'regulation', id: row.id },
      detail: { code, from: from.version },
    });
    return accept({ draftId: row.id, isNew: true });
  });
}
