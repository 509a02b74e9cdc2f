import { and, asc, eq, notExists } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { document, documentStatus } from '#db/schema/document.ts';

/** The first certificate the demonstration issued and nobody has ended since, for visitors to check. */
export async function findExampleDocument(db: Db): Promise<{ number: string; token: string } | undefined> {
  const changed = db.select().from(documentStatus).where(eq(documentStatus.documentId, document.id));
  const [row] = await db
    .select({ number: document.number, token: document.token })
    .from(document)
    .where(and(eq(document.kind, 'passCertificate'), eq(document.state, 'issued'), notExists(changed)))
    .orderBy(asc(document.number))
    .limit(1);
  return row?.token ? { number: row.number, token: row.token } : undefined;
}
