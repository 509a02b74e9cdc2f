import { desc, eq } from 'drizzle-orm';
import { type DocumentStyle, documentStyleSchema } from '#app/domain/documents/style.ts';
import type { Db } from '#db/client.ts';
import { documentStyle } from '#db/schema/document.ts';

/** The latest style of an organisation; `undefined` where it never chose one, and its profile and the house's colours serve. */
export async function loadDocumentStyle(
  db: Pick<Db, 'select'>,
  organisationId: string,
): Promise<DocumentStyle | undefined> {
  const [row] = await db
    .select({ body: documentStyle.body })
    .from(documentStyle)
    .where(eq(documentStyle.organisationId, organisationId))
    .orderBy(desc(documentStyle.version))
    .limit(1);
  return row && documentStyleSchema.parse(row.body);
}
