import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { authorise } from '#app/domain/access/actor.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { regulationDraft } from '#db/schema/regulation.ts';
import { regulationVersion } from '#db/schema/sitting.ts';
import { withTx } from '#db/tx.ts';
import { draftLock } from './hold-draft.server.ts';
import { LONGEST_TEXT } from './save-draft.server.ts';

const named = z.object({ code: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,23}$/) });

/**
 * Begins a regulation the office doesn't have yet, from a file's text: it may still be wrong, but names its code. Who:
 * `regulation.manage`. `regulation.codeMissing`; `regulation.codeTaken` when a version or a draft has that code.
 */
export async function newDraft(
  ctx: Ctx,
  { organisationId, text }: { readonly organisationId: string; readonly text: string },
): Promise<
  Verdict<
    { draftId: string },
    'access.denied' | 'regulation.codeMissing' | 'regulation.codeTaken' | 'regulation.tooLong'
  >
> {
  const { actor } = ctx;
  if (actor.kind !== 'user' || !authorise(actor, 'regulation.manage', { organisationId }).ok)
    return refuse('access.denied');
  if (text.length > LONGEST_TEXT) return refuse('regulation.tooLong', { maximum: LONGEST_TEXT });
  const code = codeOf(text);
  if (code === undefined) return refuse('regulation.codeMissing');
  return withTx(ctx, 'newDraft', { lock: [draftLock(organisationId, code)] }, async (tx) => {
    const versions = await tx.db
      .select({ id: regulationVersion.id })
      .from(regulationVersion)
      .where(and(eq(regulationVersion.organisationId, organisationId), eq(regulationVersion.code, code)))
      .limit(1);
    if (versions.length > 0) return refuse('regulation.codeTaken', { code });
    const [row] = await tx.db
      .insert(regulationDraft)
      .values({ organisationId, code, text, revision: 1, updatedBy: actor.id, updatedAt: tx.now })
      .onConflictDoNothing()
      .returning({ id: regulationDraft.id });
    if (!row) return refuse('regulation.codeTaken', { code });
    tx.audit({
      organisationId,
      action: 'regulation.startDraft',
      subject: { type: 'regulation', id: row.id },
      detail: { code },
    });
    return accept({ draftId: row.id });
  });
}

function codeOf(text: string): string | undefined {
  try {
    const read = named.safeParse(JSON.parse(text));
    return read.success ? read.data.code : undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}
