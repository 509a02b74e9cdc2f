import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';

export type ScriptTargets = {
  /** Closed, and asked to be opened again. */
  readonly closedBundle: string;
  readonly reopening: string;
  /** Proposed, not decided. */
  readonly moderation: string;
  /** Labels one person of the office asked for. */
  readonly labelTask: string;
  /** Of `closedBundle`. */
  readonly closedPaper: string;
};

/** @param sittingId the sitting in marking */
export async function loadScriptTargets(db: Db, sittingId: string): Promise<ScriptTargets> {
  const one = async (query: ReturnType<typeof sql>) => {
    const [row] = await db.execute<Record<string, string>>(query);
    if (!row) throw new Error('The demonstration lacks packets, a reopening, a moderation or labels');
    return row;
  };
  const closed = await one(sql`
    select b.id, b.paper_code, r.id as reopening from bundle b join bundle_reopening r on r.bundle_id = b.id
    where b.sitting_id = ${sittingId} and r.state = 'requested' limit 1`);
  const moderation = await one(
    sql`select id from moderation where sitting_id = ${sittingId} and state = 'proposed' limit 1`,
  );
  const task = await one(
    sql`select id from task where kind = 'print-labels' and subject ->> 'sittingId' = ${sittingId} limit 1`,
  );
  return {
    closedBundle: closed.id ?? '',
    closedPaper: closed.paper_code ?? '',
    reopening: closed.reopening ?? '',
    moderation: moderation.id ?? '',
    labelTask: task.id ?? '',
  };
}
