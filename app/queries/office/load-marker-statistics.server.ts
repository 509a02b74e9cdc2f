import { and, asc, desc, eq, sql } from 'drizzle-orm';
import {
  type KeyedGroup,
  type MarkerStatistics,
  markerStatistics,
} from '#app/domain/marking/marker-statistics.ts';
import { markingPolicyOf } from '#app/domain/marking/resolve.ts';
import { type Bilingual, regulationSchema } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';
import { bundle } from '#db/schema/marking.ts';
import { regulationVersion, sitting } from '#db/schema/sitting.ts';

export type PaperOf = { readonly sittingId: string; readonly paperCode: string; readonly round: number };

/** The papers that have bundles, a line for each round. */
export type MarkedPaper = { readonly code: string; readonly round: number; readonly name: Bilingual };

export type MarkedSitting = {
  readonly organisationId: string;
  readonly sitting: { readonly id: string; readonly name: Bilingual };
  /** Hundredths: two entries further apart differ. */
  readonly tolerance: number;
  readonly papers: readonly MarkedPaper[];
};

/** A sitting with the papers that are marked. The caller checks the organisation against the actor. */
export async function loadMarkedSitting(db: Db, sittingId: string): Promise<MarkedSitting | undefined> {
  const [row] = await db
    .select({ sitting, body: regulationVersion.body })
    .from(sitting)
    .innerJoin(regulationVersion, eq(regulationVersion.id, sitting.regulationVersionId))
    .where(eq(sitting.id, sittingId));
  if (!row) return undefined;
  const regulation = regulationSchema.parse(row.body);
  const papers = await db
    .selectDistinct({ code: bundle.paperCode, round: bundle.round })
    .from(bundle)
    .where(eq(bundle.sittingId, sittingId))
    .orderBy(asc(bundle.round), asc(bundle.paperCode));
  return {
    organisationId: row.sitting.organisationId,
    sitting: { id: sittingId, name: row.sitting.name },
    tolerance: markingPolicyOf(regulation.marking).tolerance,
    papers: papers.map(({ code, round }) => ({
      ...{ code, round },
      name: regulation.papers[code]?.name ?? { fr: code, en: code },
    })),
  };
}

export type NamedStatistics = MarkerStatistics & { readonly name: string };
/** Two entries of one script, in hundredths. */
export type WideGap = {
  readonly code: string;
  readonly bundle: number;
  readonly first: number;
  readonly second: number;
};

/** The latest entry of each blind pass of a paper's scripts; work in progress is none yet. */
const latestEntries = ({ sittingId, paperCode, round }: PaperOf) => sql`
  select distinct on (m.script_code, m.pass) m.script_code, m.pass, m.user_id, m.state, m.value, b.number
  from mark_entry m join script s on s.code = m.script_code join bundle b on b.id = s.bundle_id
  where b.sitting_id = ${sittingId} and b.paper_code = ${paperCode} and b.round = ${round} and m.pass in (1, 2)
  order by m.script_code, m.pass, m.id desc`;

type Row = {
  user_id: string;
  number: number;
  keyed: number;
  absent: number;
  differing: number;
  n: number;
  sum: string;
  squares: string;
};

/** What each marker of a paper keyed in its two blind passes, by bundle; sums come exact from the database. */
export async function loadMarkerStatistics(
  db: Db,
  of: PaperOf,
  tolerance: number,
): Promise<readonly NamedStatistics[]> {
  const rows = await db.execute<Row>(sql`
    with entries as materialized (${latestEntries(of)}), said as (select * from entries where state <> 'awaited')
    select one.user_id, one.number, count(*)::int as keyed,
      (count(*) filter (where one.state = 'absent'))::int as absent,
      (count(*) filter (where other.script_code is not null and (other.state <> one.state
        or abs(other.value - one.value) > ${tolerance})))::int as differing,
      (count(*) filter (where one.state = 'mark'))::int as n,
      coalesce(sum(one.value), 0)::text as sum,
      coalesce(sum(one.value::bigint * one.value), 0)::text as squares
    from said one left join said other on other.script_code = one.script_code and other.pass = 3 - one.pass
    group by one.user_id, one.number order by one.user_id, one.number`);
  const names = await db
    .select({ id: userAccount.id, name: userAccount.displayName })
    .from(userAccount)
    .where(
      sql`${userAccount.id} in (select jsonb_array_elements_text(${JSON.stringify([
        ...new Set(rows.map(({ user_id }) => user_id)),
      ])}::jsonb)::uuid)`,
    );
  return markerStatistics(rows.map(groupOf))
    .map((one) => ({ ...one, name: names.find(({ id }) => id === one.userId)?.name ?? '' }))
    .sort((a, b) => a.name.localeCompare(b.name, 'fr'));
}

function groupOf({ user_id: userId, number, keyed, absent, differing, n, sum, squares }: Row): KeyedGroup {
  const moments = { n, sum: BigInt(sum), squares: BigInt(squares) };
  return { userId, bundle: number, keyed, absent, differing, moments };
}

/** The scripts whose two entries are furthest apart, by code: what a coordinator reads again first. */
export async function listWideGaps(db: Db, of: PaperOf, tolerance: number): Promise<readonly WideGap[]> {
  return db.execute<WideGap>(sql`
    with entries as materialized (${latestEntries(of)})
    select one.script_code as code, one.number as bundle, one.value as first, two.value as second
    from entries one join entries two on two.script_code = one.script_code and two.pass = 2
    where one.pass = 1 and abs(one.value - two.value) > ${tolerance}
    order by abs(one.value - two.value) desc, one.script_code limit 20`);
}

export type BundleNumber = { readonly id: string; readonly number: number; readonly state: string };

/** The bundles of one paper, by number. */
export async function listBundleNumbers(
  db: Db,
  { sittingId, paperCode, round }: PaperOf,
): Promise<BundleNumber[]> {
  return db
    .select({ id: bundle.id, number: bundle.number, state: bundle.state })
    .from(bundle)
    .where(and(eq(bundle.sittingId, sittingId), eq(bundle.paperCode, paperCode), eq(bundle.round, round)))
    .orderBy(asc(bundle.number), desc(bundle.id));
}
