import { type Allocation, allocatePosts } from './competition/allocate-posts.ts';
import { competitorOf } from './competition/order-of-merit.ts';
import { evaluatePrepared } from './evaluate.ts';
import { compare, parseDecimal, parseExact } from './fraction.ts';
import { type PreparedRegulation, prepareRegulation } from './prepare-regulation.ts';
import { rankByAverage } from './rank.ts';
import { snapshotOfCase } from './read-case.ts';
import type { Decision, Regulation } from './schema.ts';
import type { WorkedCase } from './schema-cases.ts';
import { checkSnapshot, type Snapshot } from './snapshot.ts';
import type { Outcome } from './trace.ts';

export type CaseDifference = { readonly what: string; readonly expected: string; readonly found: string };

export type CaseRun = {
  readonly name: string;
  /** Where the case is in the file. */
  readonly place: string;
  readonly passed: boolean;
  readonly outcome: Outcome | null;
  readonly rank: number | null;
  readonly post: string | null;
  /** Why the case can't be evaluated, or what was published doesn't follow. */
  readonly refused: string | null;
  readonly differences: readonly CaseDifference[];
};

type Figures = {
  readonly decision?: Decision | undefined;
  readonly total?: string | undefined;
  readonly average?: string | undefined;
  readonly honours?: string | null | undefined;
  readonly rank?: number | undefined;
  readonly post?: string | null | undefined;
  readonly rescuable?: readonly Decision[] | undefined;
};
type Found = { readonly outcome: Outcome; readonly rank: number | null; readonly post: string | null };

/** Runs the worked cases of a regulation file. Ranks and posts are those among the cases themselves. */
export function runCases(regulation: Regulation): readonly CaseRun[] {
  const prepared = prepareRegulation(regulation);
  const read = (regulation.cases ?? []).map((one) => {
    const snapshot = snapshotOfCase(one);
    return { one, snapshot, refused: checkSnapshot(snapshot, regulation)[0]?.reason ?? null };
  });
  const sound = read.filter(({ refused }) => refused === null);
  const outcomes = new Map(sound.map(({ one, snapshot }) => [one, evaluatePrepared(snapshot, prepared)]));
  const places = placesOf(sound, outcomes, prepared);
  return read.map(({ one, refused }, i) => {
    const outcome = outcomes.get(one);
    const place = `cases[${i}]`;
    if (!outcome) return judge(one, place, undefined, refused);
    return judge(one, place, { outcome, ...(places.get(one) ?? { rank: null, post: null }) }, refused);
  });
}

type Place = { readonly rank: number | null; readonly post: string | null };

function placesOf(
  sound: readonly { readonly one: WorkedCase; readonly snapshot: Snapshot }[],
  outcomes: ReadonlyMap<WorkedCase, Outcome>,
  prepared: PreparedRegulation,
): ReadonlyMap<WorkedCase, Place> {
  const { competition, scale } = prepared.source;
  if (!competition) {
    const ranks = rankByAverage(
      sound.flatMap(({ one }) => outcomes.get(one) ?? []),
      scale.better,
    );
    return new Map(sound.map(({ one }, i) => [one, { rank: ranks[i] ?? null, post: null }]));
  }
  const ids = sound.map((_, i) => String(i).padStart(4, '0'));
  const competitors = sound.map(({ snapshot }, i) => competitorOf(ids[i] ?? '', snapshot, prepared));
  const { order }: Allocation = allocatePosts(competitors, competition);
  const found = new Map(order.map(({ id, rank, post }) => [id, { rank, post }]));
  return new Map(sound.map(({ one }, i) => [one, found.get(ids[i] ?? '') ?? { rank: null, post: null }]));
}

function judge(one: WorkedCase, place: string, found: Found | undefined, unsound: string | null): CaseRun {
  const wrong = found && one.published ? differences(one.published, found) : [];
  const refused = unsound ?? (wrong.length > 0 ? 'case.publishedDiffers' : null);
  const differing = differencesOf(one, found, refused);
  return {
    name: one.name,
    place,
    passed: differing.length === 0,
    outcome: found?.outcome ?? null,
    rank: found?.rank ?? null,
    post: found?.post ?? null,
    refused,
    differences: differing,
  };
}

function differencesOf(
  { expect }: WorkedCase,
  found: Found | undefined,
  refused: string | null,
): readonly CaseDifference[] {
  if ('refused' in expect)
    return expect.refused === refused
      ? []
      : [{ what: 'refused', expected: expect.refused, found: refused ?? '' }];
  if (refused !== null || !found) return [{ what: 'refused', expected: '', found: refused ?? '' }];
  return differences(expect, found);
}

function differences(expected: Figures, { outcome, rank, post }: Found): readonly CaseDifference[] {
  const shown: readonly (readonly [string, unknown, unknown])[] = [
    ['decision', expected.decision, outcome.decision],
    ['honours', expected.honours, outcome.honours],
    ['rank', expected.rank, rank],
    ['post', expected.post, post],
    ['rescuable', expected.rescuable?.join(' '), outcome.rescuable.join(' ')],
  ];
  return [
    ...shown.flatMap(([what, wanted, is]) =>
      wanted === undefined || wanted === is ? [] : [{ what, expected: String(wanted), found: String(is) }],
    ),
    ...(['total', 'average'] as const).flatMap((what) => {
      const wanted = expected[what];
      const exact = outcome.exact?.[what];
      const hundredths = outcome[what];
      if (wanted === undefined || agrees(wanted, exact, hundredths)) return [];
      return [{ what, expected: wanted, found: exact ?? '' }];
    }),
  ];
}

/** "68/5" is compared exactly; "13.47" with the value shown, cut off to hundredths. */
function agrees(wanted: string, exact: string | undefined, shown: number | null): boolean {
  if (exact === undefined || shown === null) return false;
  if (wanted.includes('/')) return compare(parseExact(wanted), parseExact(exact)) === 0;
  return compare(parseDecimal(wanted), { n: BigInt(shown), d: 100n }) === 0;
}
