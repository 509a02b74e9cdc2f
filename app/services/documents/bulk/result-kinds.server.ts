import { and, asc, eq, gt, inArray, notExists, sql } from 'drizzle-orm';
import type { BulkKind } from '#app/domain/documents/bulk-kinds.ts';
import { diplomaDraft } from '#app/domain/documents/diploma-document.ts';
import { originalSource, replacementSource } from '#app/domain/documents/document-source.ts';
import {
  passCertificateDraft,
  type ResultFacts,
  resultClaims,
  transcriptDraft,
} from '#app/domain/documents/result-document.ts';
import type { StoredModel } from '#app/domain/documents/stored-model.ts';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import { digestOf } from '#app/domain/shared/digest.ts';
import { countryName } from '#app/services/documents/load-sitting-facts.server.ts';
import type { Numbering } from '#app/services/documents/request-document.server.ts';
import { findReleased } from '#db/released.ts';
import { document } from '#db/schema/document.ts';
import { publication, publishedResult } from '#db/schema/publication.ts';
import { entry } from '#db/schema/registration.ts';
import type { Tx } from '#db/tx.ts';
import type { BulkKindRules, Candidates, DueDocument, EarlierDocument, Slice } from './bulk-kind.ts';

/** The publication that a document was made from. A return to an earlier version makes another document of the same. */
const sourceOf = (publicationId: string, edition: number) =>
  edition === 1 ? `publication:${publicationId}` : replacementSource(`publication:${publicationId}`, edition);
const publicationOf = (source: string) => originalSource(source).split(':')[1] ?? '';

type ResultKind = Exclude<BulkKind, 'convocation'>;
type Row = { readonly entryId: string; readonly result: PublishedResult };

type Made = {
  readonly dueTo: (result: PublishedResult) => boolean;
  readonly write: (facts: ResultFacts, numbering: Numbering) => StoredModel;
};

const hasAverage = ({ outcome }: PublishedResult) => outcome.average !== null;

/** What of each kind is made of a published result, and for whom. */
const MADE: Readonly<Record<ResultKind, Made>> = {
  transcript: {
    dueTo: (result) => hasAverage(result) && (result.decision === 'passed' || result.decision === 'failed'),
    write: (facts, numbering) => ({
      draft: transcriptDraft(facts, numbering),
      claims: resultClaims(facts, numbering, 'transcript'),
    }),
  },
  passCertificate: {
    dueTo: (result) => hasAverage(result) && result.decision === 'passed',
    write: (facts, numbering) => ({
      draft: passCertificateDraft(facts, numbering),
      claims: resultClaims(facts, numbering, 'passCertificate'),
    }),
  },
  diploma: {
    dueTo: (result) => hasAverage(result) && result.decision === 'passed',
    write: (facts, numbering) => ({
      draft: diplomaDraft(facts, numbering),
      claims: resultClaims(facts, numbering, 'diploma'),
    }),
  },
};

/**
 * Documents of a published result, of the version everyone reads and no other. A candidate whose result is what their
 * document was made from keeps it; one whose result changed gets the next edition; a document that the result gives no
 * right to is revoked.
 */
export function resultKind(kind: ResultKind): BulkKindRules<Row> {
  const made = MADE[kind];
  return {
    kind,
    basis: async (tx, sittingId) => (await findReleased(tx.db, sittingId))?.id,
    load: loadResults,
    loadAbsent: (tx, sittingId, basis) => loadAbsent(tx, { kind, sittingId, basis }),
    async judge(ctx, tx, { facts, basis, rows, earlier }) {
      const unchanged = await findUnchanged(tx, rows, earlier);
      const due: DueDocument[] = [];
      const undue: EarlierDocument[] = [];
      const held: EarlierDocument[] = [];
      for (const { entryId, result } of rows) {
        const known = earlier.get(entryId);
        if (!made.dueTo(result)) {
          // What people have suspended says nothing good of itself, and stays theirs to decide about.
          if (known) (known.status === 'suspended' ? held : undue).push(known);
          continue;
        }
        if (known && unchanged.has(entryId) && !endedByPublication(known)) continue;
        if (known?.isHeld) {
          held.push(known);
          continue;
        }
        const { organisation, exam, sitting, regulation, style } = facts;
        const nationality = countryName(result.identity.nationality);
        const host = ctx.settings.officialHost;
        const about: ResultFacts = {
          organisation,
          exam,
          sitting,
          regulation,
          result,
          nationality,
          host,
          style,
        };
        due.push({
          entryId,
          source: sourceOf(basis, (known?.edition ?? 0) + 1),
          earlier: known,
          write: (numbering) => made.write(about, numbering),
        });
      }
      return { due, undue, held };
    },
    async reason(tx, basis) {
      const [row] = await tx.db
        .select({ version: publication.version })
        .from(publication)
        .where(eq(publication.id, basis));
      return `publication version ${row?.version ?? '?'}`;
    },
  };
}

async function loadResults(tx: Tx, { basis, after, limit }: Slice): Promise<Candidates<Row>> {
  const found = await tx.db
    .select({
      entryId: publishedResult.entryId,
      tableNumber: publishedResult.tableNumber,
      body: publishedResult.body,
    })
    .from(publishedResult)
    .where(and(eq(publishedResult.publicationId, basis), gt(publishedResult.tableNumber, after)))
    .orderBy(asc(publishedResult.tableNumber))
    .limit(limit);
  return {
    rows: found.map(({ entryId, body }) => ({ entryId, result: body as PublishedResult })),
    entryIds: found.map(({ entryId }) => entryId),
    last: found.at(-1)?.tableNumber,
  };
}

/** Valid, of candidates whom this version leaves out: withdrawn since, or put aside. */
async function loadAbsent(
  tx: Tx,
  { kind, sittingId, basis }: { kind: ResultKind; sittingId: string; basis: string },
): Promise<string[]> {
  const last = sql`coalesce((select s.status from document_status s where s.document_id = "document"."id"
    order by s.id desc limit 1), 'valid')`;
  const rows = await tx.db
    .select({ id: document.id })
    .from(document)
    .innerJoin(entry, eq(entry.id, document.entryId))
    .where(
      and(
        ...[eq(entry.sittingId, sittingId), eq(document.kind, kind)],
        notExists(
          tx.db
            .select({ one: sql`1` })
            .from(publishedResult)
            .where(
              and(eq(publishedResult.publicationId, basis), eq(publishedResult.entryId, document.entryId)),
            ),
        ),
        sql`${last} = 'valid'`,
      ),
    )
    .orderBy(document.id);
  return rows.map(({ id }) => id);
}

/** Whether an earlier version took the document back. What a person has revoked is not given again by itself. */
function endedByPublication({ status, statusBy }: EarlierDocument): boolean {
  return status === 'revoked' && statusBy === null;
}

/** Entries whose latest document was made from exactly what this version says of them. */
async function findUnchanged(
  tx: Tx,
  rows: readonly Row[],
  earlier: ReadonlyMap<string, EarlierDocument>,
): Promise<Set<string>> {
  const madeFrom = new Map(
    [...earlier.values()].map(({ entryId, source }) => [entryId, publicationOf(source)]),
  );
  if (madeFrom.size === 0) return new Set();
  const before = await tx.db
    .select({
      entryId: publishedResult.entryId,
      publicationId: publishedResult.publicationId,
      body: publishedResult.body,
    })
    .from(publishedResult)
    .where(
      and(
        inArray(publishedResult.entryId, [...madeFrom.keys()]),
        inArray(publishedResult.publicationId, [...new Set(madeFrom.values())]),
      ),
    );
  const digests = new Map(
    before
      .filter(({ entryId, publicationId }) => madeFrom.get(entryId) === publicationId)
      .map(({ entryId, body }) => [entryId, digestOf(body)]),
  );
  return new Set(
    rows
      .filter(({ entryId, result }) => digests.get(entryId) === digestOf(result))
      .map(({ entryId }) => entryId),
  );
}
