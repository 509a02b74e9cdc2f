import { and, desc, eq, inArray } from 'drizzle-orm';
import { originalSource } from '#app/domain/documents/document-source.ts';
import {
  passCertificateDraft,
  type ResultFacts,
  resultClaims,
  transcriptDraft,
} from '#app/domain/documents/result-document.ts';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import { digestOf } from '#app/domain/shared/digest.ts';
import type { Ctx } from '#app/services/context.ts';
import { findReleased } from '#db/released.ts';
import { document } from '#db/schema/document.ts';
import { publication, publishedResult } from '#db/schema/publication.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { latestStatus } from './change-document-status.server.ts';
import { endDocument } from './end-document.server.ts';
import { countryName, loadSittingFacts, type SittingFacts } from './load-sitting-facts.server.ts';
import { type Numbering, requestDocument } from './request-document.server.ts';

const BATCH = 50;
const KINDS = ['transcript', 'passCertificate'] as const;
type Kind = (typeof KINDS)[number];
/** A document's source is the publication it was made from. */
const SOURCE = 'publication:';

/**
 * Gives every published candidate with a final result and an average a transcript, and a certificate to those who
 * passed. Runs in batches, each its own transaction: killed and run again, it goes on where it stopped. A candidate whose
 * result is what their documents were made from keeps them; one whose result changed gets the next edition, and the old
 * one is superseded; a document the new result gives no right to is revoked. A version that isn't the one
 * everyone reads, because another has replaced it or it isn't released yet, makes nothing.
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
      async (tx) =>
        (await isReplaced(tx, version)) ? 0 : requestBatch(ctx, tx, { facts, version, entryIds: batch }),
    );
  }
  return { requested };
}

type Batch = { facts: SittingFacts; version: typeof publication.$inferSelect; entryIds: readonly string[] };

async function isReplaced(tx: Tx, version: typeof publication.$inferSelect): Promise<boolean> {
  return (await findReleased(tx.db, version.sittingId))?.id !== version.id;
}

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
    const due = kindsFor(result);
    for (const kind of KINDS) {
      if (due.includes(kind)) requested += await requestOne(ctx, tx, { facts, version, result, kind });
      else await revokeUndue(tx, { facts, version, result, kind });
    }
  }
  return requested;
}

function kindsFor({ outcome, decision }: PublishedResult): Kind[] {
  if (outcome.average === null || (decision !== 'passed' && decision !== 'failed')) return [];
  return decision === 'passed' ? ['transcript', 'passCertificate'] : ['transcript'];
}

type One = Omit<Batch, 'entryIds'> & { result: PublishedResult; kind: Kind };

/** Whoever passed in an earlier version and no longer does may not keep a certificate that says so. */
async function revokeUndue(tx: Tx, { facts, version, result, kind }: One): Promise<void> {
  const earlier = await latestDocument(tx, result.entryId, kind);
  if (!earlier) return;
  const reason = `publication version ${version.version}`;
  const { organisation } = facts;
  await endDocument(tx, {
    organisationId: organisation.id,
    documentId: earlier.id,
    status: 'revoked',
    reason,
  });
}

async function requestOne(ctx: Ctx, tx: Tx, { facts, version, result, kind }: One): Promise<number> {
  const earlier = await latestDocument(tx, result.entryId, kind);
  if (
    earlier &&
    (await madeFromSame(tx, earlier.source, result)) &&
    !(await endedByPublication(tx, earlier.id))
  )
    return 0;
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
    source: SOURCE + version.id,
    prefix: `${kind === 'transcript' ? 'RN' : 'AR'}-${sitting.year}-${exam.code}`,
    ...(earlier ? { replaces: { number: earlier.number, edition: earlier.edition } } : {}),
    bulk: true,
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
    await endDocument(tx, {
      organisationId: organisation.id,
      documentId: earlier.id,
      status: 'superseded',
      reason: `publication version ${version.version}`,
    });
  return 1;
}

async function latestDocument(tx: Tx, entryId: string, kind: Kind) {
  const [row] = await tx.db
    .select({ id: document.id, number: document.number, edition: document.edition, source: document.source })
    .from(document)
    .where(and(eq(document.entryId, entryId), eq(document.kind, kind)))
    .orderBy(desc(document.edition))
    .limit(1);
  return row;
}

/** Whether an earlier version took the document back. What a person has revoked is not given again by itself. */
async function endedByPublication(tx: Tx, documentId: string): Promise<boolean> {
  const last = await latestStatus(tx, documentId);
  return last?.status === 'revoked' && last.userId === null;
}

/** Whether the document was made from exactly what this version says of the candidate. */
async function madeFromSame(tx: Tx, source: string, result: PublishedResult): Promise<boolean> {
  const publicationId = originalSource(source).slice(SOURCE.length);
  const [before] = await tx.db
    .select({ body: publishedResult.body })
    .from(publishedResult)
    .where(
      and(eq(publishedResult.publicationId, publicationId), eq(publishedResult.entryId, result.entryId)),
    );
  return before !== undefined && digestOf(before.body) === digestOf(result);
}
