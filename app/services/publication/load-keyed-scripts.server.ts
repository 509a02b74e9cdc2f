import { sql } from 'drizzle-orm';
import type { KeyedScript } from '#app/domain/publication/check-marks.ts';
import type { Tx } from '#db/tx.ts';

/**
 * What was keyed for each script of a jury that it has sealed, by dossier: lowest, highest and states are counted by
 * PostgreSQL from the entries themselves, by no code that settles marks elsewhere.
 */
export async function loadKeyedScripts(tx: Tx, juryId: string): Promise<ReadonlyMap<string, KeyedScript[]>> {
  const rows = await tx.db.execute<KeyedScript & { dossier: string }>(sql`
    select s.dossier, s.paper_code as paper,
      min(e.value) filter (where e.pass < 4) as low, max(e.value) filter (where e.pass < 4) as high,
      coalesce(array_agg(distinct e.state) filter (where e.pass < 4), '{}') as states,
      max(e.value) filter (where e.pass = 4) as moderated
    from script s
    join dossier d on d.code = s.dossier
    join deliberation l on l.jury_id = d.jury_id and l.round = s.round and l.state = 'sealed'
    left join lateral (select distinct on (m.pass) m.pass, m.state, m.value from mark_entry m
      where m.script_code = s.code order by m.pass, m.id desc) e on true
    where d.jury_id = ${juryId} group by s.code, s.dossier, s.paper_code order by s.dossier, s.paper_code, s.code`);
  const scripts = new Map<string, KeyedScript[]>();
  for (const { dossier, ...one } of rows) {
    const list = scripts.get(dossier);
    if (list) list.push(one);
    else scripts.set(dossier, [one]);
  }
  return scripts;
}
