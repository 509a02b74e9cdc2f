import { and, eq } from 'drizzle-orm';
import type { DocumentKind } from '#app/domain/documents/kinds.ts';
import type { Db } from '#db/client.ts';
import { document } from '#db/schema/document.ts';
import { candidate, entry, entryDocument } from '#db/schema/registration.ts';

export type OwnDocument = {
  readonly fileKey: string;
  readonly fileOffset: number | null;
  readonly fileLength: number | null;
  readonly kind: DocumentKind;
  readonly number: string;
};

/** The stored file of a document issued to one person's entry; undefined for anyone else's. */
export async function findOwnDocument(
  db: Db,
  userId: string,
  { entryId, documentId }: { entryId: string; documentId: string },
): Promise<OwnDocument | undefined> {
  const [row] = await db
    .select({
      fileKey: document.fileKey,
      fileOffset: document.fileOffset,
      fileLength: document.fileLength,
      kind: document.kind,
      number: document.number,
    })
    .from(document)
    .innerJoin(entry, eq(entry.id, document.entryId))
    .innerJoin(candidate, eq(candidate.id, entry.candidateId))
    .where(
      and(
        eq(document.id, documentId),
        eq(entry.id, entryId),
        eq(candidate.userId, userId),
        eq(document.state, 'issued'),
      ),
    );
  return row && row.fileKey !== null ? { ...row, fileKey: row.fileKey } : undefined;
}

/** Where a paper of an entry's file is kept. The caller has checked whose entry it is. */
export async function findPaper(
  db: Db,
  { entryId, documentId }: { entryId: string; documentId: string },
): Promise<{ fileKey: string; contentType: string; code: string } | undefined> {
  const [row] = await db
    .select({
      fileKey: entryDocument.fileKey,
      contentType: entryDocument.contentType,
      code: entryDocument.code,
    })
    .from(entryDocument)
    .where(and(eq(entryDocument.id, documentId), eq(entryDocument.entryId, entryId)));
  return row;
}

/** The photo of one person's entry; undefined for anyone else's. */
export async function findOwnPhoto(db: Db, userId: string, entryId: string): Promise<string | undefined> {
  const [row] = await db
    .select({ photoKey: entry.photoKey })
    .from(entry)
    .innerJoin(candidate, eq(candidate.id, entry.candidateId))
    .where(and(eq(entry.id, entryId), eq(candidate.userId, userId)));
  return row?.photoKey ?? undefined;
}
