import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import {
  passCertificateDraft,
  type ResultFacts,
  resultClaims,
  transcriptDraft,
} from '#app/domain/documents/result-document.ts';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import type { Ctx } from '#app/services/context.ts';
import { document, documentStatus } from '#db/schema/document.ts';
import { publication, publishedResult } from '#db/schema/publication.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { currentStatus } from './change-document-status.server.ts';
import { countryName, loadSittingFacts, type SittingFacts } from './load-sitting-facts.server.ts';
import { type Numbering, requestDocument } from './request-document.server.ts';

const BATCH = 50;
type Kind = 'transcript' | 'passCertificate';

/**
 * Gives every published candidate with a final result and an average a transcript, and a certificate to those who
 * passed. Runs in batches, each its own transaction: killed and run again, it goes on where it stopped. A candidate whose
 * result is the same as in the earlier version keeps their documents; one whose result changed gets the next edition,
 * and the old one is superseded.
 */
export async function issueResultDocuments(
  ctx: Ctx,
  { publicationId }: { publicationId: string },
): Promise<{ requested: number }> {
  const [version] = await ctx.db.select().from(publication).where(eq(publication.id, publicationId));
  const facts = version && (await loadSittingFacts(ctx.db, version.sittingId));
  if (!version || !facts) throw new Error(`no publication ${publicationId}`);
  const ids = await ctx.db
    .select({ entryId: publishedResult.entryId })
    .from(publishedResult)
    .where(eq(publishedResult.publicationId, publicationId))
    .orderBy(publishedResult.tableNumber);
  let requested = 0;
  for (let start = 0; start < ids.length; start += BATCH) {
    const batch = ids.slice(start, start + BATCH).map(({ entryId }) => entryId);
    requested += await withTx(
      ctx,
      'issueResultDocuments',
      { lock: [`result-documents:${version.sittingId}`] },
      (tx) => requestBatch(ctx, tx, { facts, version, entryIds: batch }),
    );
  }
  return { requested };
}

type Batch = { facts: SittingFacts; version: typeof publication.$inferSelect; entryIds: readonly string[] };

async function requestBatch(ctx: Ctx, tx: Tx, { facts, version, entryIds }: Batch): Promise<number> {
  const rows = await tx.db
    .select({ body: publishedResult.body })
    .from(publishedResult)
    .where(
      and(eq(publishedResult.publicationId, version.id), inArray(publishedResult.entryId, [...entryIds])),
    );
  let requested = 0;
  for (const { body } of rows) {
    const result = body as PublishedResult;
    for (const kind of kindsFor(result))
      requested += await requestOne(ctx, tx, { facts, version, result, kind });
  }
  return requested;
}

function kindsFor({ outcome, decision }: PublishedResult): Kind[] {
  if (outcome.average === null || (decision !== 'passed' && decision !== 'failed')) return [];
  return decision === 'passed' ? ['transcript', 'passCertificate'] : ['transcript'];
}

async function requestOne(
  ctx: Ctx,
  tx: Tx,
  { facts, version, result, kind }: Omit<Batch, 'entryIds'> & { result: PublishedResult; kind: Kind },
): Promise<number> {
  const earlier = await latestDocument(tx, result.entryId, kind);
  if (earlier && (await sameResult(tx, version, result))) return 0;
  const { organisation, exam, sitting, regulation } = facts;
  const written: ResultFacts = {
    organisation,
    exam,
    sitting,
    regulation,
    result,
    nationality: countryName(result.identity.nationality),
    host: ctx.settings.officialHost,
  };
  const asked = await requestDocument(ctx, tx, {
    organisationId: organisation.id,
    entryId: result.entryId,
    kind,
    source: `publication:${version.id}`,
    prefix: `${kind === 'transcript' ? 'RN' : 'AR'}-${sitting.year}-${exam.code}`,
    ...(earlier ? { replaces: { number: earlier.number, edition: earlier.edition } } : {}),
    write: (numbering: Numbering) => ({
      draft:
        kind === 'transcript'
          ? transcriptDraft(written, numbering)
          : passCertificateDraft(written, numbering),
      claims: resultClaims(written, numbering, kind),
    }),
  });
  if (!asked.ok) {
    ctx.log.error(
      { entryId: result.entryId, kind, reason: asked.reason, ...asked.detail },
      'document refused',
    );
    return 0;
  }
  if (earlier && earlier.id !== asked.value.documentId)
    await supersede(tx, facts.organisation.id, earlier.id, version.version);
  return 1;
}

async function latestDocument(tx: Tx, entryId: string, kind: Kind) {
  const [row] = await tx.db
    .select({ id: document.id, number: document.number, edition: document.edition })
    .from(document)
    .where(and(eq(document.entryId, entryId), eq(document.kind, kind)))
    .orderBy(desc(document.edition))
    .limit(1);
  return row;
}

/** Whether the version before says of this candidate exactly what this one says. */
async function sameResult(
  tx: Tx,
  version: typeof publication.$inferSelect,
  result: PublishedResult,
): Promise<boolean> {
  const [before] = await tx.db
    .select({ body: publishedResult.body })
    .from(publishedResult)
    .innerJoin(publication, eq(publication.id, publishedResult.publicationId))
    .where(
      and(
        eq(publication.sittingId, version.sittingId),
        lt(publication.version, version.version),
        eq(publishedResult.entryId, result.entryId),
      ),
    )
    .orderBy(desc(publication.version))
    .limit(1);
  return before !== undefined && JSON.stringify(before.body) === JSON.stringify(result);
}

async function supersede(tx: Tx, organisationId: string, documentId: string, version: number): Promise<void> {
  const from = await currentStatus(tx, documentId);
  if (from === 'revoked' || from === 'superseded') return;
  const reason = `publication version ${version}`;
  await tx.db.insert(documentStatus).values({ documentId, status: 'superseded', reason, at: tx.now });
  tx.audit({
    organisationId,
    action: 'document.superseded',
    subject: { type: 'document', id: documentId },
    before: from,
    after: 'superseded',
    detail: { reason },
  });
}
