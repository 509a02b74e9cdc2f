import { and, asc, desc, eq, inArray, ne } from 'drizzle-orm';
import type { DocumentKind } from '#app/domain/documents/kinds.ts';
import { takesEntries, takesPapers } from '#app/domain/registration/eligibility.ts';
import { showCharacters } from '#app/domain/registration/entry-reference.ts';
import { entryRulesSchema, photoFor } from '#app/domain/registration/entry-rules.ts';
import { isProofAccepted, takesProof } from '#app/domain/registration/proof.ts';
import type { EntryState } from '#app/domain/registration/states.ts';
import { journeyOf, type MilestoneView } from '#app/domain/registration/timeline.ts';
import type { Money } from '#app/domain/shared/money.ts';
import { type Following, loadFollowing } from '#app/queries/rounds/load-following.server.ts';
import type { Db } from '#db/client.ts';
import { findReleased } from '#db/released.ts';
import { document } from '#db/schema/document.ts';
import { invoice, payment } from '#db/schema/fees.ts';
import { publishedResult } from '#db/schema/publication.ts';
import { candidate, correctionRequest, entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { listPapers } from './list-papers.server.ts';

export type OwnDocument = { readonly id: string; readonly kind: DocumentKind; readonly number: string };

export type HomeEntry = {
  readonly id: string;
  readonly sittingName: { readonly fr: string; readonly en: string };
  readonly number: string | null;
  readonly state: EntryState;
  readonly returnReason: string | null;
  readonly due: Money | null;
  readonly documents: readonly OwnDocument[];
  /** Reference and code, with their groups of four. */
  readonly keys: { readonly reference: string; readonly code: string } | null;
  /** Where its proof sheet stands; null before it is sent. */
  readonly proof: 'later' | 'toCheck' | 'waiting' | 'accepted' | 'closed' | null;
  readonly closesAt: Date;
  /** Papers the office still needs and that can be given now. */
  readonly missing: readonly { readonly fr: string; readonly en: string }[];
  readonly photoMissing: boolean;
  readonly journey: readonly MilestoneView[];
  /** What follows its results. */
  readonly following: Following;
};

/** The entries of one person with their way, the latest first. Withdrawn ones are left out. */
export async function loadHome(db: Db, userId: string, now: Date): Promise<HomeEntry[]> {
  const rows = await db
    .select({ entry, sitting })
    .from(entry)
    .innerJoin(candidate, eq(candidate.id, entry.candidateId))
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .where(and(eq(candidate.userId, userId), ne(entry.state, 'withdrawn')))
    .orderBy(desc(sitting.year), desc(entry.createdAt))
    .limit(20);
  return Promise.all(rows.map((row) => homeEntry(db, row, now)));
}

type Row = { readonly entry: typeof entry.$inferSelect; readonly sitting: typeof sitting.$inferSelect };

async function homeEntry(db: Db, { entry: row, sitting: at }: Row, now: Date): Promise<HomeEntry> {
  const documents = await issuedDocuments(db, row.id);
  const has = (...kinds: DocumentKind[]) => documents.some(({ kind }) => kinds.includes(kind));
  const { due, underWay } = await moneyOf(db, row.id);
  const journey = journeyOf(
    {
      state: row.state,
      sitting: at.state,
      takesEntries: takesEntries(at, now).ok,
      entriesCloseAt: at.entriesCloseAt,
      examStartsOn: at.examStartsOn,
      resultsExpectedOn: at.resultsExpectedOn,
      paymentUnderWay: underWay,
      convocation: has('convocation'),
      decision: await publishedDecision(db, row),
      transcript: has('transcript'),
      diploma: has('passCertificate', 'diploma'),
    },
    now,
  );
  const { id, number, state, returnReason } = row;
  const standing = { id, sittingName: at.name, number, state, returnReason, due, documents, journey };
  return {
    ...standing,
    keys:
      row.reference === null || row.accessCode === null
        ? null
        : { reference: showCharacters(row.reference), code: showCharacters(row.accessCode) },
    proof: await proofOf(db, { entry: row, sitting: at }, now),
    closesAt: at.entriesCloseAt,
    following: await loadFollowing(db, { sittingId: at.id, entryId: row.id }, now),
    ...(await missingPapers(db, { entry: row, sitting: at }, now)),
  };
}

async function proofOf(db: Db, { entry: row, sitting: at }: Row, now: Date): Promise<HomeEntry['proof']> {
  if (row.state === 'draft' || row.state === 'rejected') return null;
  const open = and(eq(correctionRequest.entryId, row.id), eq(correctionRequest.state, 'open'));
  if ((await db.$count(correctionRequest, open)) > 0) return 'waiting';
  if (isProofAccepted(row)) return 'accepted';
  const taken = takesProof(row, at, now);
  if (taken.ok) return 'toCheck';
  return taken.reason === 'proof.notYet' ? 'later' : 'closed';
}

/** A draft asks for its papers on its own pages. */
async function missingPapers(
  db: Db,
  { entry: row, sitting: at }: Row,
  now: Date,
): Promise<Pick<HomeEntry, 'missing' | 'photoMissing'>> {
  const sent = row.state === 'submitted' || row.state === 'paid';
  if (!sent || !takesPapers(row, at, now).ok) return { missing: [], photoMissing: false };
  const rules = entryRulesSchema.parse(at.entryRules);
  const papers = await listPapers(db, { entry: row, rules });
  return {
    missing: papers.filter(({ given }) => given === null).map(({ label }) => label),
    photoMissing: row.photoKey === null && photoFor(rules, row.kind) !== undefined,
  };
}

/** The latest edition of each kind, issued. */
async function issuedDocuments(db: Db, entryId: string): Promise<OwnDocument[]> {
  const rows = await db
    .select({ id: document.id, kind: document.kind, number: document.number })
    .from(document)
    .where(and(eq(document.entryId, entryId), eq(document.state, 'issued')))
    .orderBy(asc(document.createdAt), asc(document.edition));
  return [...new Map(rows.map((row) => [row.kind, row])).values()];
}

async function moneyOf(db: Db, entryId: string): Promise<{ due: Money | null; underWay: boolean }> {
  const [bill] = await db
    .select({ id: invoice.id, minor: invoice.total, currency: invoice.currency })
    .from(invoice)
    .where(and(eq(invoice.entryId, entryId), eq(invoice.state, 'open')));
  if (!bill) return { due: null, underWay: false };
  const begun = await db.$count(
    payment,
    and(eq(payment.invoiceId, bill.id), inArray(payment.state, ['pending'])),
  );
  return { due: { minor: bill.minor, currency: bill.currency }, underWay: begun > 0 };
}

/** The decision in the version everyone reads. */
async function publishedDecision(db: Db, row: typeof entry.$inferSelect): Promise<string | null> {
  const read = await findReleased(db, row.sittingId);
  if (!read) return null;
  const [result] = await db
    .select({ decision: publishedResult.decision })
    .from(publishedResult)
    .where(and(eq(publishedResult.publicationId, read.id), eq(publishedResult.entryId, row.id)));
  return result?.decision ?? null;
}
