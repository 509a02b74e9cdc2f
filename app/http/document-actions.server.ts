import { z } from 'zod';
import { replacementSchema } from '#app/domain/documents/hand-over.ts';
import { ASKABLE_STATUSES } from '#app/domain/documents/status-change.ts';
import { accept, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { decideDocumentChange } from '#app/services/documents/decide-document-change.server.ts';
import { replaceDocument } from '#app/services/documents/replace-document.server.ts';
import { requestDocumentChange } from '#app/services/documents/request-document-change.server.ts';
import { withdrawDocumentChange } from '#app/services/documents/withdraw-document-change.server.ts';

/** Everything the page of a document can be asked to do. */
export const documentActionSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('ask'),
    status: z.enum(ASKABLE_STATUSES),
    reason: z.string().max(600).default(''),
  }),
  z.object({ intent: z.enum(['confirm', 'refuse']), changeId: z.uuid() }),
  z.object({ intent: z.literal('withdraw'), changeId: z.uuid() }),
  z.object({ intent: z.literal('replace'), ...replacementSchema.shape }),
]);
export type DocumentAction = z.infer<typeof documentActionSchema>;

export const DOCUMENT_DONE = ['asked', 'suspended', 'confirmed', 'refused', 'withdrawn', 'replaced'] as const;
type Done = { readonly done: (typeof DOCUMENT_DONE)[number]; readonly documentId: string };

/** Does what was asked; accepted, it says what happened and on which document's page to say so. */
export async function runDocumentAction(
  ctx: Ctx,
  documentId: string,
  action: DocumentAction,
): Promise<Verdict<Done>> {
  switch (action.intent) {
    case 'ask': {
      const asked = await requestDocumentChange(ctx, { documentId, ...action });
      return asked.ok ? accept({ done: asked.value.changed ? 'suspended' : 'asked', documentId }) : asked;
    }
    case 'confirm':
    case 'refuse': {
      const { changeId, intent: decision } = action;
      const decided = await decideDocumentChange(ctx, { documentId, changeId, decision });
      return decided.ok
        ? accept({ done: decision === 'confirm' ? 'confirmed' : 'refused', documentId })
        : decided;
    }
    case 'withdraw': {
      const taken = await withdrawDocumentChange(ctx, { documentId, changeId: action.changeId });
      return taken.ok ? accept({ done: 'withdrawn', documentId }) : taken;
    }
    case 'replace': {
      const made = await replaceDocument(ctx, { documentId, ...action });
      return made.ok ? accept({ done: 'replaced', documentId: made.value.documentId }) : made;
    }
  }
}
