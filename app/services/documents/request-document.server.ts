import { and, eq, sql } from 'drizzle-orm';
import type { DocumentKind } from '#app/domain/documents/kinds.ts';
import { type PrepareRefusal, prepareDocument } from '#app/domain/documents/prepare-document.ts';
import type { StoredModel } from '#app/domain/documents/stored-model.ts';
import { digestOf } from '#app/domain/shared/digest.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { documentClaimsSchema } from '#app/domain/verification/document-claims.ts';
import { STATUS_LIST_SIZE } from '#app/domain/verification/status-places.ts';
import { documentNumberKey, formatTypedCode, makeTypedCode } from '#app/domain/verification/typed-code.ts';
import type { Ctx } from '#app/services/context.ts';
import { document, documentCounter } from '#db/schema/document.ts';
import type { Tx } from '#db/tx.ts';

/** What the counter, the clock and chance decide; everything else the caller knows. */
export type Numbering = {
  readonly number: string;
  readonly edition: number;
  readonly statusIndex: number;
  /** As printed, "XXXX-XXXX-XXX". */
  readonly typedCode: string;
  readonly issuedAt: Date;
};

export type DocumentRequest = {
  readonly organisationId: string;
  readonly entryId: string;
  readonly kind: DocumentKind;
  /** What it is made from, such as "payment:<id>"; a second request for the same source is the same document. */
  readonly source: string;
  /** The series of numbers it belongs to, such as "RN-2026-BAC". */
  readonly prefix: string;
  /** Set when it replaces an earlier document: its number goes on with the next edition. */
  /** One of many: made after what somebody is waiting for. */
  readonly bulk?: boolean;
  readonly replaces?: { readonly number: string; readonly edition: number };
  readonly write: (numbering: Numbering) => StoredModel;
};

/**
 * Gives a document its number (gapless per prefix: the counter's row stays locked until commit, and a rollback gives the
 * number back), freezes its model and queues its signing. Refused, the number given back, when a character can't be
 * printed (`document.unprintable`) or the model or what is signed is wrong (`document.malformed`).
 */
export async function requestDocument(
  ctx: Pick<Ctx, 'adapters'>,
  tx: Tx,
  request: DocumentRequest,
): Promise<Verdict<{ documentId: string; number: string }>> {
  const { organisationId, entryId, kind, source } = request;
  const same = and(eq(document.entryId, entryId), eq(document.kind, kind), eq(document.source, source));
  const [known] = await tx.db
    .select({ documentId: document.id, number: document.number })
    .from(document)
    .where(same);
  if (known) return accept(known);

  const number = request.replaces?.number ?? (await takeNumber(tx, organisationId, request.prefix));
  const secret =
    BigInt(`0x${Buffer.from(ctx.adapters.random.bytes(7)).toString('hex')}`) & ((1n << 50n) - 1n);
  const numbering: Numbering = {
    number,
    edition: (request.replaces?.edition ?? 0) + 1,
    statusIndex: await takeStatusIndex(ctx, tx, organisationId),
    typedCode: formatTypedCode(makeTypedCode(number, secret)),
    issuedAt: tx.now,
  };
  const prepared = prepare(request.write(numbering));
  if (!prepared.ok) {
    if (!request.replaces) await giveNumberBack(tx, organisationId, request.prefix);
    return prepared;
  }
  const model = prepared.value;
  const modelHash = digestOf(model);
  const [row] = await tx.db
    .insert(document)
    .values({
      organisationId,
      entryId,
      kind,
      number,
      numberKey: documentNumberKey(number),
      edition: numbering.edition,
      state: 'pending',
      source,
      model,
      modelHash,
      typedCode: numbering.typedCode,
      statusIndex: numbering.statusIndex,
      createdAt: tx.now,
    })
    .returning({ documentId: document.id });
  if (!row) throw new Error('no document row');
  tx.audit({
    organisationId,
    action: 'document.request',
    subject: { type: 'document', id: row.documentId },
    after: model,
    detail: { number, edition: numbering.edition, kind },
  });
  await tx.enqueue('issue-document', row, {
    key: `issue-document:${row.documentId}`,
    priority: request.bulk ? 10 : 0,
  });
  return accept({ documentId: row.documentId, number });
}

/** Both halves are checked before they are frozen: what could not be signed later would keep its number for nothing. */
function prepare({ draft, claims }: StoredModel): Verdict<StoredModel, PrepareRefusal> {
  const prepared = prepareDocument(draft);
  if (!prepared.ok) return prepared;
  const signed = documentClaimsSchema.safeParse(claims);
  if (!signed.success)
    return refuse('document.malformed', { path: `claims.${signed.error.issues[0]?.path.join('.') ?? ''}` });
  return accept({ draft: prepared.value, claims: signed.data });
}

async function takeNumber(tx: Tx, organisationId: string, prefix: string): Promise<string> {
  const [counter] = await tx.db
    .insert(documentCounter)
    .values({ organisationId, prefix, last: 1 })
    .onConflictDoUpdate({
      target: [documentCounter.organisationId, documentCounter.prefix],
      set: { last: sql`${documentCounter.last} + 1` },
    })
    .returning({ last: documentCounter.last });
  if (!counter) throw new Error('no document counter');
  return `${prefix}-${String(counter.last).padStart(6, '0')}`;
}

/** Nobody else can have taken a later one: the counter's row is ours until the transaction ends. */
async function giveNumberBack(tx: Tx, organisationId: string, prefix: string): Promise<void> {
  await tx.db
    .update(documentCounter)
    .set({ last: sql`${documentCounter.last} - 1` })
    .where(and(eq(documentCounter.organisationId, organisationId), eq(documentCounter.prefix, prefix)));
}

/** A random free place in the organisation's status list, so that neighbours in a list tell nothing of each other. */
async function takeStatusIndex(ctx: Pick<Ctx, 'adapters'>, tx: Tx, organisationId: string): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const index = Buffer.from(ctx.adapters.random.bytes(4)).readUInt32BE() % STATUS_LIST_SIZE;
    const [taken] = await tx.db
      .select({ id: document.id })
      .from(document)
      .where(and(eq(document.organisationId, organisationId), eq(document.statusIndex, index)));
    if (!taken) return index;
  }
  throw new Error('the status list is full');
}
