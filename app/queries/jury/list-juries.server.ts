import { sql } from 'drizzle-orm';
import type { Grant } from '#app/domain/access/actor.ts';
import type { RoundKind } from '#app/domain/deliberation/round-states.ts';
import type { DeliberationState } from '#app/domain/deliberation/states.ts';
import type { Bilingual } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';

/** A jury in a round: its deliberation, or the one it may open next. */
export type JuryLine = {
  readonly id: string;
  readonly sitting: Bilingual;
  readonly number: number;
  readonly name: string;
  readonly round: number;
  /** Null for round 1, the sitting itself. */
  readonly kind: RoundKind | null;
  readonly dossiers: number;
  /** Bundles of the round with scripts of this jury that are not closed; 0 once it deliberates. */
  readonly openBundles: number;
  readonly deliberationId: string | null;
  readonly state: DeliberationState | null;
  readonly signed: boolean;
};

/**
 * The juries that somebody's grants of `deliberation.conduct` name, each with every deliberation it has held and the one
 * that comes next: the sitting's own, or that of the round under way when candidates of the jury take part in it.
 */
export async function listJuries(db: Db, grants: readonly Grant[]): Promise<JuryLine[]> {
  const ids = grants.flatMap(({ juryId }) => (juryId === null ? [] : [juryId]));
  if (ids.length === 0) return [];
  const rows = await db.execute<JuryLine>(sql`
    with mine as (
      select j.id, j.number, j.name, j.sitting_id, s.name as sitting, s.year,
        coalesce((select max(r.number) from round r where r.sitting_id = j.sitting_id
          and r.state in ('preparing', 'marking', 'deliberating')), 1) as current
      from jury j join sitting s on s.id = j.sitting_id
      where j.id in ${ids}
    ), held as (
      select m.id, l.round, l.id as "deliberationId", l.state, n.deliberation_id is not null as signed,
        (select count(*)::int from deliberation_result d where d.deliberation_id = l.id) as dossiers,
        0 as "openBundles"
      from mine m join deliberation l on l.jury_id = m.id
      left join minutes n on n.deliberation_id = l.id
    ), next as (
      select m.id, m.current as round, null::uuid as "deliberationId", null::text as state, false as signed,
        case when m.current = 1 then (select count(*)::int from dossier d where d.jury_id = m.id)
          else (select count(distinct s.dossier)::int from script s join dossier d on d.code = s.dossier
            where d.jury_id = m.id and s.round = m.current) end as dossiers,
        (select count(distinct b.id)::int from bundle b join script s on s.bundle_id = b.id
          join dossier d on d.code = s.dossier
          where d.jury_id = m.id and s.round = m.current and b.state <> 'closed') as "openBundles"
      from mine m
      where not exists (select 1 from deliberation l where l.jury_id = m.id and l.round = m.current)
    )
    select m.id, m.sitting, m.number, m.name, x.round, r.kind, x.dossiers, x."openBundles", x."deliberationId",
      x.state, x.signed
    from (select * from held union all select * from next where round = 1 or dossiers > 0) x
    join mine m on m.id = x.id
    left join round r on r.sitting_id = m.sitting_id and r.number = x.round
    order by m.year desc, m.sitting_id, m.number, x.round`);
  return [...rows];
}
