import { and, eq, inArray, sql } from 'drizzle-orm';
import { numberInSeries, seriesPrefix } from '#app/domain/documents/bulk-kinds.ts';
import { digestOf } from '#app/domain/shared/digest.ts';
import { type Refused, refuse } from '#app/domain/shared/verdict.ts';
import { documentNumberKey, formatTypedCode, makeTypedCode } from '#app/domain/verification/typed-code.ts';
import type { Ctx } from '#app/services/context.ts';
import { endDocument } from '#app/services/documents/end-document.server.ts';
import type { SittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { prepareModel, typedCodeSecret } from '#app/services/documents/request-document.server.ts';
import { document, documentCounter, documentRefusal } from '#db/schema/document.ts';
import type { Tx } from '#db/tx.ts';
import { drawStatusIndexes } from '../draw-status-indexes.server.ts';
import type { BulkKindRules, DueDocument, Judged } from './bulk-kind.ts';

export type NumberedBatch = {
  readonly facts: SittingFacts;
  readonly rules: Pick<BulkKindRules, 'kind'>;
  /** Everybody who was judged, so that who is no longer refused leaves the list. */
  readonly entryIds: readonly string[];
  readonly judged: Judged;
  /** Why earlier documents end. */
  readonly reason: string;
};

/** Why somebody has no next edition while people decide about the one they have. */
export const HELD = 'document.heldByOffice';

type Written = typeof document.$inferInsert & { readonly due: DueDocument };
type Refusal = { readonly entryId: string; readonly refused: Refused };

/**
 * Freezes the documents a batch of candidates is due, in one go: one step of the counter, one insert, one line in the log.
 * What can't be printed or signed takes no number and is noted with its reason. Returns how many were numbered.
 */
export async function numberBatch(ctx: Ctx, tx: Tx, batch: NumberedBatch): Promise<number> {
  const { facts, rules, judged } = batch;
  const { organisation, exam, sitting } = facts;
  for (const one of judged.undue)
    await endDocument(tx, {
      organisationId: organisation.id,
      documentId: one.id,
      status: 'revoked',
      reason: batch.reason,
    });
  const prefix = seriesPrefix(rules.kind, sitting.year, exam.code);
  const { written, refusals } = await writeModels(ctx, tx, batch, prefix);
  const held = judged.held.map(({ entryId }) => ({ entryId, refused: refuse(HELD) }));
  await noteRefusals(tx, batch, [...refusals, ...held]);
  if (written.length === 0) return 0;
  await tx.db.insert(document).values(written.map(({ due: _, ...row }) => row));
  for (const { due } of written)
    if (due.earlier)
      await endDocument(tx, {
        organisationId: organisation.id,
        documentId: due.earlier.id,
        status: 'superseded',
        reason: batch.reason,
      });
  tx.audit({
    organisationId: organisation.id,
    action: 'document.request',
    subject: { type: 'sitting', id: sitting.id },
    after: written.map(({ number, edition, modelHash }) => [number, edition, modelHash]),
    detail: { kind: rules.kind, count: written.length, ...span(written) },
  });
  return written.length;
}

/** The first and the last number that the batch took from the series; nothing when all are later editions. */
function span(written: readonly Written[]): Record<string, string> {
  const taken = written.filter(({ due }) => !due.earlier).map(({ number }) => number);
  return taken.length === 0 ? {} : { first: taken[0] ?? '', last: taken.at(-1) ?? '' };
}

async function writeModels(
  ctx: Ctx,
  tx: Tx,
  { facts: { organisation }, rules: { kind }, judged: { due } }: NumberedBatch,
  prefix: string,
): Promise<{ written: Written[]; refusals: Refusal[] }> {
  const organisationId = organisation.id;
  const wanted = due.filter(({ earlier }) => !earlier).length;
  const last = await takeNumbers(tx, organisationId, prefix, wanted);
  const indexes = await drawStatusIndexes(ctx, tx, organisationId, due.length);
  const written: Written[] = [];
  const refusals: Refusal[] = [];
  let next = last - wanted + 1;
  for (const [at, one] of due.entries()) {
    const number = one.earlier?.number ?? numberInSeries(prefix, next);
    const edition = (one.earlier?.edition ?? 0) + 1;
    const statusIndex = indexes[at] ?? 0;
    const typedCode = formatTypedCode(makeTypedCode(number, typedCodeSecret(ctx)));
    const model = prepareModel(one.write({ number, edition, statusIndex, typedCode, issuedAt: tx.now }));
    if (!model.ok) {
      refusals.push({ entryId: one.entryId, refused: model });
      continue;
    }
    if (!one.earlier) next += 1;
    const { entryId, source } = one;
    const frozen = { model: model.value, modelHash: digestOf(model.value) };
    const named = { number, numberKey: documentNumberKey(number), edition, typedCode, statusIndex };
    const row = { organisationId, entryId, kind, source, state: 'pending' as const, createdAt: tx.now };
    written.push({ ...row, ...named, ...frozen, due: one });
  }
  await giveBack(tx, organisationId, prefix, last - next + 1);
  return { written, refusals };
}

/** Takes `count` numbers of a series at once and returns the last; the counter stays ours until the transaction ends. */
async function takeNumbers(tx: Tx, organisationId: string, prefix: string, count: number): Promise<number> {
  if (count === 0) return 0;
  const [counter] = await tx.db
    .insert(documentCounter)
    .values({ organisationId, prefix, last: count })
    .onConflictDoUpdate({
      target: [documentCounter.organisationId, documentCounter.prefix],
      set: { last: sql`${documentCounter.last} + ${count}` },
    })
    .returning({ last: documentCounter.last });
  if (!counter) throw new Error('no document counter');
  return counter.last;
}

/** The last of those taken, that nobody was given. */
async function giveBack(tx: Tx, organisationId: string, prefix: string, count: number): Promise<void> {
  if (count === 0) return;
  await tx.db
    .update(documentCounter)
    .set({ last: sql`${documentCounter.last} - ${count}` })
    .where(and(eq(documentCounter.organisationId, organisationId), eq(documentCounter.prefix, prefix)));
}

async function noteRefusals(
  tx: Tx,
  { facts: { sitting }, rules: { kind }, entryIds }: NumberedBatch,
  refusals: readonly Refusal[],
): Promise<void> {
  if (entryIds.length > 0)
    await tx.db
      .delete(documentRefusal)
      .where(and(eq(documentRefusal.kind, kind), inArray(documentRefusal.entryId, [...entryIds])));
  if (refusals.length === 0) return;
  await tx.db.insert(documentRefusal).values(
    refusals.map(({ entryId, refused: { reason, detail = {} } }) => ({
      entryId,
      kind,
      sittingId: sitting.id,
      reason,
      detail: Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, String(value)])),
      at: tx.now,
    })),
  );
}
