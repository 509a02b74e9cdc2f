import { and, eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { replacementSource } from '#app/domain/documents/document-source.ts';
import { reissueDocument } from '#app/domain/documents/reissue-document.ts';
import { KEPT_KINDS, type ReplacementCause } from '#app/domain/documents/status-change.ts';
import { storedModelSchema } from '#app/domain/documents/stored-model.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { document, documentChange } from '#db/schema/document.ts';
import { organisation } from '#db/schema/organisation.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { changeDocumentStatus, currentStatus } from './change-document-status.server.ts';
import { requestDocument } from './request-document.server.ts';

export type ReplaceDocument = {
  readonly documentId: string;
  readonly cause: ReplacementCause;
  /** What the holder said and what was seen, kept inside. */
  readonly reason: string;
  /** Which proof of identity was shown, such as "CNI 12345". */
  readonly identityPaper: string;
};
export type ReplaceRefusal =
  | 'document.notFound'
  | 'document.notKept'
  | 'document.notInForce'
  | 'document.changeWaiting'
  | 'document.unprintable'
  | 'document.malformed';

/**
 * Gives the holder of a lost or damaged document its next edition: same number, same facts, the old one superseded. Who:
 * `document.manage`. `document.notKept`: a convocation or a receipt is printed again, not replaced.
 * `document.notInForce`: revoked, suspended, or no longer the latest edition.
 */
export async function replaceDocument(
  ctx: Ctx,
  command: ReplaceDocument,
): Promise<Verdict<{ documentId: string }, ReplaceRefusal>> {
  const { actor } = ctx;
  const { documentId, cause, identityPaper } = command;
  if (actor.kind !== 'user') return refuse('document.notFound');
  return withTx(ctx, 'replaceDocument', { lock: [`document:${documentId}`] }, async (tx) => {
    const [found] = await tx.db
      .select({ row: document, profile: organisation.profile })
      .from(document)
      .innerJoin(organisation, eq(organisation.id, document.organisationId))
      .where(eq(document.id, documentId));
    if (!found || !authorise(actor, 'document.manage', { organisationId: found.row.organisationId }).ok)
      return refuse('document.notFound');
    const { row, profile } = found;
    const ready = await checkReplaceable(tx, row);
    if (!ready.ok) return ready;
    const { timeZone } = profile;
    const next = await requestNext(ctx, tx, row, localDate(tx.now, timeZone));
    if (!next.ok) return next;
    const reason = `${command.reason} (${identityPaper})`;
    const ended = await changeDocumentStatus(tx, row, { status: 'superseded', reason, userId: actor.id });
    if (!ended.ok) return refuse('document.notInForce');
    tx.audit({
      organisationId: row.organisationId,
      action: 'document.replace',
      subject: { type: 'document', id: next.value.documentId },
      detail: { number: row.number, replaces: documentId, cause, reason: command.reason, identityPaper },
    });
    return accept({ documentId: next.value.documentId });
  });
}

type Row = typeof document.$inferSelect;

async function checkReplaceable(tx: Tx, row: Row): Promise<Verdict<true, ReplaceRefusal>> {
  if (!KEPT_KINDS.some((kind) => kind === row.kind)) return refuse('document.notKept');
  if (row.state !== 'issued' || (await currentStatus(tx, row.id)) !== 'valid')
    return refuse('document.notInForce');
  const asked = and(eq(documentChange.documentId, row.id), eq(documentChange.state, 'requested'));
  return (await tx.db.$count(documentChange, asked)) > 0 ? refuse('document.changeWaiting') : accept();
}

async function requestNext(
  ctx: Ctx,
  tx: Tx,
  row: Row,
  day: string,
): Promise<Verdict<{ documentId: string }, ReplaceRefusal>> {
  const model = storedModelSchema.parse(row.model);
  const { organisationId, entryId, kind, number, edition } = row;
  const asked = await requestDocument(ctx, tx, {
    organisationId,
    entryId,
    kind,
    source: replacementSource(row.source, edition + 1),
    prefix: number,
    replaces: { number, edition },
    write: (numbering) => reissueDocument(model, { ...numbering, day, host: ctx.settings.officialHost }),
  });
  if (asked.ok) return accept({ documentId: asked.value.documentId });
  return refuse(asked.reason === 'document.unprintable' ? asked.reason : 'document.malformed');
}
