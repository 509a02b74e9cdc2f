import { and, asc, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { document } from '#db/schema/document.ts';

/** The first certificate the demonstration issued, for visitors to check. */
export async function findExampleDocument(db: Db): Promise<{ number: string; token: string } | undefined> {
  const [row] = await db
    .select({ number: document.number, token: document.token })
    .from(document)
    .where(and(eq(document.kind, 'passCertificate'), eq(document.state, 'issued')))
    .orderBy(asc(document.number))
    .limit(1);
  return row?.token ? { number: row.number, token: row.token } : undefined;
}
