import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';

/** What the addresses of regulations name. */
export type RegulationTargets = {
  readonly regulationDraft: string;
  readonly regulationComparison: string;
};

/** @param code the organisation's */
export async function loadRegulationTargets(db: Db, code: string): Promise<RegulationTargets> {
  const [row] = await db.execute<{ draft: string; comparison: string }>(
    sql`select (select d.id from regulation_draft d where d.organisation_id = o.id limit 1) as draft,
      (select t.id from task t where t.organisation_id = o.id and t.kind = 'compare-regulations' and t.state = 'done'
        limit 1) as comparison
      from organisation o where o.code = ${code}`,
  );
  if (!row?.draft || !row.comparison) throw new Error('the demonstration’s regulations lack something');
  return { regulationDraft: row.draft, regulationComparison: row.comparison };
}
