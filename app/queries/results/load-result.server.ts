import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { DocumentKind } from '#app/domain/documents/kinds.ts';
import { type MarkRow, markRows } from '#app/domain/publication/mark-rows.ts';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import { isSameCode } from '#app/domain/publication/result-access.ts';
import { type ExplainLine, explain } from '#app/domain/regulation/explain.ts';
import { type Bilingual, type Decision, regulationSchema } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { isReleased } from '#db/released.ts';
import { document } from '#db/schema/document.ts';
import { publication, publishedResult } from '#db/schema/publication.ts';
import { candidate, entry } from '#db/schema/registration.ts';
import { seat } from '#db/schema/seating.ts';
import { exam, regulationVersion, sitting } from '#db/schema/sitting.ts';

const RESULT_KINDS = ['transcript', 'passCertificate'] as const satisfies readonly DocumentKind[];

export type ResultDocument = {
  readonly id: string;
  readonly kind: (typeof RESULT_KINDS)[number];
  readonly number: string;
  readonly fileKey: string;
};

/** All that a result page shows of one candidate, from what was published. */
export type ResultView = {
  readonly exam: Bilingual;
  readonly sitting: Bilingual;
  readonly series: Bilingual;
  /** "20". */
  readonly scale: string;
  readonly honours: Bilingual | null;
  readonly regulationHash: string;
  readonly result: Omit<PublishedResult, 'trace' | 'snapshot'>;
  readonly marks: readonly MarkRow[];
  readonly steps: readonly ExplainLine[];
  /** Whether documents are made for such a result. */
  readonly hasDocuments: boolean;
  readonly documents: readonly ResultDocument[];
};

/** The decision alone, for whoever has the table number. `undefined` for an unknown one. */
export async function findDecision(
  db: Db,
  publicationId: string,
  tableNumber: string,
): Promise<{ readonly decision: Decision } | undefined> {
  const [row] = await db
    .select({ decision: publishedResult.decision })
    .from(publishedResult)
    .where(
      and(eq(publishedResult.publicationId, publicationId), eq(publishedResult.tableNumber, tableNumber)),
    );
  return row && { decision: row.decision as Decision };
}

/** Name, marks and explanation for whoever has the number and its code; an unknown number and a wrong code are alike. */
export async function openResult(
  db: Db,
  publicationId: string,
  { tableNumber, code }: { readonly tableNumber: string; readonly code: string },
): Promise<ResultView | undefined> {
  const [row] = await db
    .select({ entryId: publishedResult.entryId, code: seat.resultCode })
    .from(publishedResult)
    .innerJoin(seat, eq(seat.entryId, publishedResult.entryId))
    .where(
      and(eq(publishedResult.publicationId, publicationId), eq(publishedResult.tableNumber, tableNumber)),
    );
  if (!isSameCode(code, row?.code ?? '') || !row) return undefined;
  return loadView(db, publicationId, row.entryId);
}

/** The result of one's own entry. `undefined` until it is published, and for somebody else's. */
export async function loadOwnResult(
  db: Db,
  userId: string,
  entryId: string,
): Promise<ResultView | undefined> {
  const [row] = await db
    .select({ publicationId: publication.id })
    .from(publishedResult)
    .innerJoin(publication, eq(publication.id, publishedResult.publicationId))
    .innerJoin(entry, eq(entry.id, publishedResult.entryId))
    .innerJoin(candidate, and(eq(candidate.id, entry.candidateId), eq(candidate.userId, userId)))
    .where(and(eq(publishedResult.entryId, entryId), isReleased));
  return row && loadView(db, row.publicationId, entryId);
}

async function loadView(db: Db, publicationId: string, entryId: string): Promise<ResultView | undefined> {
  const [row] = await db
    .select({
      body: publishedResult.body,
      exam: exam.name,
      sitting: sitting.name,
      regulation: regulationVersion.body,
      regulationHash: regulationVersion.hash,
    })
    .from(publishedResult)
    .innerJoin(publication, eq(publication.id, publishedResult.publicationId))
    .innerJoin(sitting, eq(sitting.id, publication.sittingId))
    .innerJoin(exam, eq(exam.id, sitting.examId))
    .innerJoin(regulationVersion, eq(regulationVersion.id, sitting.regulationVersionId))
    .where(and(eq(publishedResult.publicationId, publicationId), eq(publishedResult.entryId, entryId)));
  if (!row) return undefined;
  const regulation = regulationSchema.parse(row.regulation);
  const { trace, snapshot, ...result } = row.body as PublishedResult;
  const { series } = snapshot;
  const settled = result.decision === 'passed' || result.decision === 'failed';
  return {
    exam: row.exam,
    sitting: row.sitting,
    series: regulation.series[series]?.name ?? { fr: series, en: series },
    scale: String(regulation.scale.maximum),
    honours: regulation.honours.find(({ code }) => code === result.honours)?.name ?? null,
    regulationHash: row.regulationHash,
    result,
    marks: markRows(trace, regulation),
    steps: explain({ outcome: result.outcome, trace }, regulation),
    hasDocuments: settled && result.outcome.average !== null,
    documents: await listDocuments(db, entryId),
  };
}

/** The latest edition of each, once issued and as long as it is valid. */
async function listDocuments(db: Db, entryId: string): Promise<ResultDocument[]> {
  const status = sql<string | null>`(select s.status from document_status s
    where s.document_id = "document"."id" order by s.id desc limit 1)`;
  const rows = await db
    .select({
      id: document.id,
      kind: document.kind,
      number: document.number,
      state: document.state,
      fileKey: document.fileKey,
      status,
    })
    .from(document)
    .where(and(eq(document.entryId, entryId), inArray(document.kind, [...RESULT_KINDS])))
    .orderBy(desc(document.edition));
  return RESULT_KINDS.flatMap((kind) => {
    const latest = rows.find((row) => row.kind === kind);
    if (latest?.state !== 'issued' || latest.fileKey === null) return [];
    const { id, number, fileKey } = latest;
    return (latest.status ?? 'valid') === 'valid' ? [{ id, kind, number, fileKey }] : [];
  });
}
