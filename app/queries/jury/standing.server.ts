import { type SQL, sql } from 'drizzle-orm';

/**
 * Each dossier of a deliberation with what stands of it: the regulation's outcome (with the voided papers, if any), or the
 * jury's latest decision in its place. Traces are not touched: a page of a large jury costs what it shows.
 */
export function standing(deliberationId: string): SQL {
  return sql`
    select r.dossier, d.series,
      (o.outcome ->> 'average')::bigint as average, (o.outcome ->> 'total')::bigint as total,
      o.outcome ->> 'stage' as stage, o.outcome -> 'rescuable' as rescuable,
      case when j.kind is null or j.kind = 'undo' then r.decision else j.decision end as decision,
      case when j.kind in ('rescue', 'settle', 'exclude') then null else o.outcome ->> 'honours' end as honours,
      nullif(j.kind, 'undo') as kind, r.decision as computed, j.kind is not null as looked_at
    from deliberation_result r
    join dossier d on d.code = r.dossier
    left join lateral (select decision, kind, outcome from jury_decision
      where deliberation_id = r.deliberation_id and dossier = r.dossier order by id desc limit 1) j on true
    cross join lateral (select coalesce(nullif(j.outcome, 'null'::jsonb), r.outcome) as outcome) o
    where r.deliberation_id = ${deliberationId}`;
}

/** Of each frozen dossier: whether it sat nothing (as `isAbsent` says), and whether a mark of it says fraud. */
export function frozenStates(deliberationId: string): SQL {
  return sql`
    select f.key as dossier,
      jsonb_path_exists(f.value, '$.marks.* ? (@.state == "absent")')
        and not jsonb_path_exists(f.value,
          '$.marks.* ? (@.state == "mark" || @.state == "fraud" || @.state == "awaited")') as absent,
      jsonb_path_exists(f.value, '$.marks.* ? (@.state == "fraud")') as fraud
    from deliberation l, jsonb_each(l.snapshot -> 'dossiers') f
    where l.id = ${deliberationId}`;
}
