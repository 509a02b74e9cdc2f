import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { BulkKind } from '#app/domain/documents/bulk-kinds.ts';
import { document } from '#db/schema/document.ts';
import type { Tx } from '#db/tx.ts';
import type { EarlierDocument } from './bulk-kind.ts';

/** The latest document of a kind that each of some entries has, with the last line of its status. */
export async function loadEarlier(
  tx: Tx,
  kind: BulkKind,
  entryIds: readonly string[],
): Promise<Map<string, EarlierDocument>> {
  if (entryIds.length === 0) return new Map();
  const lastLine = (column: 'status' | 'user_id') =>
    sql<string | null>`(select s.${sql.raw(column)}::text from document_status s
      where s.document_id = "document"."id" order by s.id desc limit 1)`;
  const rows = await tx.db
    .selectDistinctOn([document.entryId], {
      id: document.id,
      entryId: document.entryId,
      number: document.number,
      edition: document.edition,
      source: document.source,
      status: lastLine('status'),
      statusBy: lastLine('user_id'),
      isHeld: sql<boolean>`coalesce((select s.status in ('revoked', 'suspended') from document_status s
        where s.document_id = "document"."id" and s.user_id is not null order by s.id desc limit 1), false)
        or exists (select from document_change c where c.document_id = "document"."id" and c.state = 'requested')`,
    })
    .from(document)
    .where(and(inArray(document.entryId, [...entryIds]), eq(document.kind, kind)))
    .orderBy(document.entryId, desc(document.edition));
  return new Map(rows.map((row) => [row.entryId, row]));
}
