import type { Decision } from '../schema.ts';
import type { Competition, Post } from '../schema-competition.ts';
import { type Filled, fillPost } from './fill-post.ts';
import { matchByChoices } from './match-by-choices.ts';
import { type Competitor, orderOfMerit, type Ranked } from './order-of-merit.ts';

export type PostResult = {
  readonly post: string;
  /** Best first. */
  readonly holders: readonly string[];
  readonly unfilled: number;
  readonly reservedUnfilled: readonly number[];
  /** Those who wait, best first; equals at the end of the list all wait. */
  readonly waiting: readonly string[];
};

export type Allocation = {
  readonly order: readonly { readonly id: string; readonly rank: number; readonly post: string | null }[];
  /** Those who aren't ranked: eliminated, failed, excluded, or not decided yet. */
  readonly unranked: readonly { readonly id: string; readonly decision: Decision }[];
  readonly posts: readonly PostResult[];
  /** Equals the regulation doesn't set apart; `post` is the one they compete for, `null` where ranks may not be shared. */
  readonly ties: readonly { readonly post: string | null; readonly candidates: readonly string[] }[];
  /** False while a tie or a reserved case may still change it. */
  readonly settled: boolean;
};

/**
 * Order of merit, posts by rank, waiting lists, and what stays empty. Candidates with choices get the best they can
 * have; the others the first post they may hold, in the order of the file. Equals between whom a seat would have to be
 * drawn get none of that post until the jury draws lots: a tie is never broken by accident.
 */
export function allocatePosts(competitors: readonly Competitor[], competition: Competition): Allocation {
  const ranked = orderOfMerit(competitors);
  const byId = new Map(ranked.map((one) => [one.competitor.id, one]));
  const posts = new Map(competition.posts.map((post) => [post.code, post]));
  const fill = (code: string, ids: readonly string[]): Filled => {
    const post = posts.get(code);
    if (!post) throw new RangeError(`post ${code} is not in the competition`);
    return fillPost(
      post,
      ids.flatMap((id) => byId.get(id) ?? []),
    );
  };
  const wanted = new Map(ranked.map(({ competitor }) => [competitor.id, wantedBy(competitor, competition)]));
  const { asked } = matchByChoices(wanted, (code, ids) => [...fill(code, ids).seats.keys()]);
  const filled = competition.posts.map((post) => ({ post, ...fill(post.code, asked.get(post.code) ?? []) }));
  const ties = [
    ...filled.flatMap(({ post, ties: split }) =>
      split.map((candidates) => ({ post: post.code, candidates })),
    ),
    ...(competition.ties === 'broken' ? sharedRanks(ranked) : []),
  ];
  const undecided = new Set(ties.flatMap(({ post, candidates }) => (post === null ? [] : candidates)));
  const held = new Map(
    filled.flatMap(({ post, seats }) =>
      [...seats.keys()].filter((id) => !undecided.has(id)).map((id) => [id, post.code] as const),
    ),
  );
  const unplaced = ranked.filter(({ competitor: { id } }) => !held.has(id) && !undecided.has(id));
  const unranked = competitors.filter(({ decision }) => decision !== 'passed');
  return {
    order: ranked.map(({ competitor: { id }, rank }) => ({ id, rank, post: held.get(id) ?? null })),
    unranked: unranked.map(({ id, decision }) => ({ id, decision })),
    posts: filled.map(({ post, seats, unfilled, reservedUnfilled }) => ({
      post: post.code,
      holders: ranked
        .map(({ competitor: { id } }) => id)
        .filter((id) => seats.has(id) && held.get(id) === post.code),
      unfilled,
      reservedUnfilled,
      waiting: waitingFor(post, unplaced, wanted, competition.waitingList),
    })),
    ties,
    settled: ties.length === 0 && !unranked.some(({ decision }) => decision === 'reserved'),
  };
}

const mayHold = ({ category, region }: Competitor, post: Post): boolean =>
  (post.category === undefined || post.category === category) &&
  (post.region === undefined || post.region === region);

function wantedBy(competitor: Competitor, { posts }: Competition): readonly string[] {
  const open = posts.filter((post) => mayHold(competitor, post)).map(({ code }) => code);
  return competitor.choices
    ? competitor.choices.filter((code, i, all) => open.includes(code) && all.indexOf(code) === i)
    : open;
}

function waitingFor(
  { code }: Post,
  unplaced: readonly Ranked[],
  wanted: ReadonlyMap<string, readonly string[]>,
  most: number,
): readonly string[] {
  if (most === 0) return [];
  const waiting = unplaced.filter(({ competitor: { id } }) => wanted.get(id)?.includes(code));
  const last = waiting[most - 1];
  const cut = last ? waiting.filter(({ rank }) => rank <= last.rank) : waiting;
  return cut.map(({ competitor: { id } }) => id);
}

/** Groups of two or more who share a rank. */
function sharedRanks(ranked: readonly Ranked[]) {
  const groups = new Map<number, string[]>();
  for (const { competitor, rank } of ranked) groups.set(rank, [...(groups.get(rank) ?? []), competitor.id]);
  return [...groups.values()].flatMap((candidates) =>
    candidates.length > 1 ? [{ post: null, candidates }] : [],
  );
}
