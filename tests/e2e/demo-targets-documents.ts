import { createHash } from 'node:crypto';
import { expect } from '@playwright/test';
import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';

export type DocumentTargets = {
  /** In force and not collected, in the region of the paid entry. */
  readonly uncollected: string;
  readonly uncollectedNumber: string;
  /** A link to the published entry's document that is open, as its holder would have given it. */
  readonly shareToken: string;
};

const TOKEN = 'matrice-matrice-matrice-matrice0';

/** The demonstration's documents, once its worker has issued them, and a link to one of them. */
export async function loadDocumentTargets(
  db: Db,
  { document, paidEntry, publishedSitting }: Record<'document' | 'paidEntry' | 'publishedSitting', string>,
): Promise<DocumentTargets> {
  const find = async () => {
    const [row] = await db.execute<{ id: string; number: string }>(
      sql`select d.id, d.number from document d join entry e on e.id = d.entry_id
      where e.sitting_id = ${publishedSitting} and d.state = 'issued' and d.kind = 'transcript'
        and e.region_id = (select region_id from entry where id = ${paidEntry})
        and not exists (select 1 from document_status s where s.document_id = d.id)
        and not exists (select 1 from document_hand_over h where h.document_id = d.id)
      order by d.number limit 1`,
    );
    return row;
  };
  await expect.poll(find, { timeout: 120_000 }).toBeDefined();
  const row = await find();
  if (!row) throw new Error('The demonstration has no document to collect');
  const hash = createHash('sha256').update(TOKEN).digest('hex');
  await db.execute(
    sql`insert into document_share (document_id, token_hash, created_by, created_at, expires_at)
      select ${document}, ${hash}, u.id, now(), now() + interval '1 day' from user_account u order by u.id limit 1
      on conflict (token_hash) do nothing`,
  );
  return { uncollected: row.id, uncollectedNumber: row.number, shareToken: TOKEN };
}
