import { and, asc, desc, eq, ilike, isNotNull, like, or, type SQL, sql } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import type { DocumentKind, DocumentStatus } from '#app/domain/documents/kinds.ts';
import { documentNumberKey } from '#app/domain/verification/typed-code.ts';
import type { Db } from '#db/client.ts';
import { document, documentStatus } from '#db/schema/document.ts';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { containing, withinReach } from './within-reach.ts';

export type DocumentFilter = {
  /** Part of a number, however it is typed, or of a surname. */
  readonly text?: string | undefined;
  readonly kind?: DocumentKind | undefined;
  readonly page: number;
};

export const DOCUMENTS_PER_PAGE = 50;

/** The latest line of a document's history; none yet means valid. */
const status = sql<DocumentStatus>`coalesce((select s.status from ${documentStatus} s
  where s.document_id = ${document.id} order by s.id desc limit 1), 'valid')`;

export async function searchDocuments(db: Db, reach: Reach, { text, kind, page }: DocumentFilter) {
  const where = and(
    withinReach(reach, document.organisationId),
    kind === undefined ? undefined : eq(document.kind, kind),
    text === undefined ? undefined : matching(text),
  );
  const [counted] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(document)
    .innerJoin(entry, eq(entry.id, document.entryId))
    .where(where);
  const rows = await db
    .select({
      id: document.id,
      kind: document.kind,
      number: document.number,
      edition: document.edition,
      state: document.state,
      surname: entry.surname,
      givenNames: entry.givenNames,
      issuedAt: document.issuedAt,
      status,
    })
    .from(document)
    .innerJoin(entry, eq(entry.id, document.entryId))
    .where(where)
    .orderBy(desc(document.createdAt), asc(document.id))
    .limit(DOCUMENTS_PER_PAGE)
    .offset((page - 1) * DOCUMENTS_PER_PAGE);
  return { rows, total: counted?.total ?? 0 };
}

function matching(text: string): SQL | undefined {
  return or(
    like(document.numberKey, containing(documentNumberKey(text))),
    ilike(entry.surname, containing(text)),
  );
}

/** One document; `undefined` for an unknown one and for one of another organisation. */
export async function loadDocument(db: Db, reach: Reach, documentId: string) {
  const [row] = await db
    .select({
      id: document.id,
      kind: document.kind,
      number: document.number,
      edition: document.edition,
      state: document.state,
      typedCode: document.typedCode,
      token: document.token,
      kid: document.kid,
      modelHash: document.modelHash,
      createdAt: document.createdAt,
      issuedAt: document.issuedAt,
      status,
      holder: {
        entryId: entry.id,
        surname: entry.surname,
        givenNames: entry.givenNames,
        number: entry.number,
      },
      sittingName: sitting.name,
      organisationId: document.organisationId,
    })
    .from(document)
    .innerJoin(entry, eq(entry.id, document.entryId))
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .where(and(eq(document.id, documentId), withinReach(reach, document.organisationId)));
  return row;
}

/** Where a document's file is kept, and what to call it. */
export async function findDocumentFile(db: Db, reach: Reach, documentId: string) {
  const [row] = await db
    .select({
      fileKey: document.fileKey,
      fileOffset: document.fileOffset,
      fileLength: document.fileLength,
      number: document.number,
      edition: document.edition,
    })
    .from(document)
    .where(
      and(
        eq(document.id, documentId),
        withinReach(reach, document.organisationId),
        isNotNull(document.fileKey),
      ),
    );
  return row && row.fileKey !== null ? { ...row, fileKey: row.fileKey } : undefined;
}

/** The register's own row of an issued document, for its other formats. */
export async function findDocumentRow(db: Db, reach: Reach, documentId: string) {
  const [row] = await db
    .select()
    .from(document)
    .where(
      and(
        eq(document.id, documentId),
        eq(document.state, 'issued'),
        withinReach(reach, document.organisationId),
      ),
    );
  return row;
}
