import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { DocumentKind, DocumentStatus } from '#app/domain/documents/kinds.ts';
import type { Db } from '#db/client.ts';
import { document, documentHandOver, documentShare, documentStatus } from '#db/schema/document.ts';
import { candidate, entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { documentCheckCount } from '#db/schema/verification.ts';

export type OwnDocument = {
  readonly id: string;
  readonly entryId: string;
  readonly kind: DocumentKind;
  readonly number: string;
  readonly edition: number;
  readonly status: DocumentStatus;
  readonly issuedAt: Date | null;
  readonly checks: number;
  readonly handedOverAt: Date | null;
  readonly sittingName: { readonly fr: string; readonly en: string };
};

const MOST = 60;

const columns = {
  id: document.id,
  entryId: document.entryId,
  kind: document.kind,
  number: document.number,
  edition: document.edition,
  issuedAt: document.issuedAt,
  handedOverAt: documentHandOver.at,
  sittingName: sitting.name,
  status: sql<DocumentStatus>`coalesce((select s.status from ${documentStatus} s
    where s.document_id = ${document.id} order by s.id desc limit 1), 'valid')`,
  checks: sql<number>`coalesce((select sum(c.count) from ${documentCheckCount} c
    where c.document_id = ${document.id}), 0)::int`,
};

function ownRows(db: Db) {
  return db
    .select(columns)
    .from(document)
    .innerJoin(entry, eq(entry.id, document.entryId))
    .innerJoin(candidate, eq(candidate.id, entry.candidateId))
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .leftJoin(documentHandOver, eq(documentHandOver.documentId, document.id));
}

/** Every issued document of a person's entries, the latest sitting first, a document's latest edition first. */
export function listOwnDocuments(db: Db, userId: string): Promise<OwnDocument[]> {
  return ownRows(db)
    .where(and(eq(candidate.userId, userId), eq(document.state, 'issued')))
    .orderBy(desc(sitting.year), asc(document.kind), asc(document.number), desc(document.edition))
    .limit(MOST);
}

/** One of them; `undefined` for anyone else's. */
export async function findOwnDocumentPage(
  db: Db,
  userId: string,
  documentId: string,
): Promise<OwnDocument | undefined> {
  const [row] = await ownRows(db).where(
    and(eq(document.id, documentId), eq(candidate.userId, userId), eq(document.state, 'issued')),
  );
  return row;
}

/** The register's row of one of them, for its formats. */
export async function findOwnRow(db: Db, userId: string, documentId: string) {
  const [row] = await db
    .select({ document })
    .from(document)
    .innerJoin(entry, eq(entry.id, document.entryId))
    .innerJoin(candidate, eq(candidate.id, entry.candidateId))
    .where(and(eq(document.id, documentId), eq(candidate.userId, userId), eq(document.state, 'issued')));
  return row?.document;
}

/** The links given to one document, the latest first. Their tokens are kept nowhere. */
export function listShares(db: Db, documentId: string) {
  return db
    .select({
      id: documentShare.id,
      createdAt: documentShare.createdAt,
      expiresAt: documentShare.expiresAt,
      withdrawnAt: documentShare.withdrawnAt,
    })
    .from(documentShare)
    .where(eq(documentShare.documentId, documentId))
    .orderBy(desc(documentShare.createdAt))
    .limit(MOST);
}
