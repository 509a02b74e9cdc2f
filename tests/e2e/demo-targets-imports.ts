import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';

export type ImportTargets = {
  /** A school's list, checked, with errors; and that school. */
  readonly importBatch: string;
  readonly importSchool: string;
};

/** @param code the organisation's */
export async function loadImportTargets(db: Db, code: string): Promise<ImportTargets> {
  const [row] = await db.execute<{ id: string; school_id: string }>(
    sql`select b.id, b.school_id from import_batch b join organisation o on o.id = b.organisation_id
      where o.code = ${code} and b.state = 'checked' and b.bad_rows > 0 order by b.created_at, b.id limit 1`,
  );
  if (!row) throw new Error('The demonstration has no list with errors');
  return { importBatch: row.id, importSchool: row.school_id };
}
