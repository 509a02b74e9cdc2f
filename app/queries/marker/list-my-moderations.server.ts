import { and, inArray, lt, sql } from 'drizzle-orm';
import type { Actor } from '#app/domain/access/actor.ts';
import { organisationsOf, reachOf } from '#app/domain/access/reach.ts';
import { markingPolicyOf } from '#app/domain/marking/resolve.ts';
import { resolveScripts } from '#app/domain/marking/resolve-scripts.ts';
import { type Bilingual, type Regulation, regulationSchema } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { selectKeyedMarks } from '#db/keyed-marks.ts';
import { markEntry, script } from '#db/schema/marking.ts';

export type MyModeration = {
  readonly id: string;
  readonly sitting: Bilingual;
  readonly paper: Bilingual;
  readonly shift: number;
  readonly reason: string;
  readonly appliedAt: Date;
  readonly proposedBy: string;
  readonly appliedBy: string;
  /** What it did to the scripts of this marker's bundles, by code; hundredths. */
  readonly changes: readonly MyChange[];
};
type MyChange = {
  readonly bundle: number;
  readonly code: string;
  /** The mark that stood before it. */
  readonly before: number | null;
  readonly after: number;
};

type User = Extract<Actor, { kind: 'user' }>;
type Row = {
  id: string;
  sitting: Bilingual;
  body: unknown;
  paper: string;
  shift: number;
  reason: string;
  applied_at: string;
  proposed_by: string;
  applied_by: string;
  first_entry: string | null;
  changes: Omit<MyChange, 'before'>[];
};

/** The moderations applied to bundles somebody marks or has marked, the newest first. */
export async function listMyModerations(db: Db, actor: User): Promise<MyModeration[]> {
  const organisations = JSON.stringify([...organisationsOf(reachOf(actor, 'mark.enter'))]);
  const rows = await db.execute<Row>(sql`
    with mine as materialized (
      select a.bundle_id from bundle_assignment a where a.user_id = ${actor.id}
      union select s.bundle_id from mark_entry m join script s on s.code = m.script_code
        where m.user_id = ${actor.id} and m.pass < 4),
    moved as (
      select m.moderation_id, m.id, m.script_code as code, m.value as after, b.number, s.position
      from mark_entry m join script s on s.code = m.script_code join bundle b on b.id = s.bundle_id
      where m.pass = 4 and s.bundle_id in (select bundle_id from mine))
    select d.id, t.name as sitting, r.body, d.paper_code as paper, d.shift, d.reason,
      d.decided_at as applied_at, p.display_name as proposed_by, q.display_name as applied_by,
      (select min(id)::text from moved where moderation_id = d.id) as first_entry,
      (select coalesce(jsonb_agg(jsonb_build_object('bundle', number, 'code', code, 'after', after)
        order by number, position), '[]') from moved where moderation_id = d.id) as changes
    from moderation d join sitting t on t.id = d.sitting_id
      join regulation_version r on r.id = t.regulation_version_id
      join user_account p on p.id = d.proposed_by join user_account q on q.id = d.decided_by
    where d.state = 'applied' and d.organisation_id in (
        select x::uuid from jsonb_array_elements_text(${organisations}::jsonb) x)
      and exists (select 1 from bundle b where b.id in (select bundle_id from mine)
        and b.sitting_id = d.sitting_id and b.round = d.round and b.paper_code = d.paper_code
        and (d.bundle_ids = '[]'::jsonb or d.bundle_ids @> to_jsonb(b.id::text)))
    order by d.decided_at desc limit 50`);
  return Promise.all(rows.map((row) => shownTo(db, row)));
}

async function shownTo(db: Db, row: Row): Promise<MyModeration> {
  const regulation = regulationSchema.parse(row.body);
  const { id, sitting, shift, reason } = row;
  const before = await standingBefore(db, row, regulation);
  return {
    ...{ id, sitting, shift, reason },
    paper: regulation.papers[row.paper]?.name ?? { fr: row.paper, en: row.paper },
    appliedAt: new Date(row.applied_at),
    proposedBy: row.proposed_by,
    appliedBy: row.applied_by,
    changes: row.changes.map((change) => ({ ...change, before: before(change.code) })),
  };
}

/** The mark that stood before a moderation's first entry. */
async function standingBefore(db: Db, { changes, first_entry }: Row, { marking }: Regulation) {
  const codes = changes.map(({ code }) => code);
  if (codes.length === 0 || first_entry === null) return () => null;
  const earlier = and(inArray(script.code, codes), lt(markEntry.id, BigInt(first_entry)));
  const keyed = earlier ? await selectKeyedMarks(db, earlier) : [];
  const resolved = resolveScripts(codes, keyed, markingPolicyOf(marking));
  return (code: string): number | null => {
    const one = resolved.get(code);
    return one?.status === 'agreed' && one.value.state === 'mark' ? one.value.value : null;
  };
}
