import { type Allocation, allocatePosts } from '#app/domain/regulation/competition/allocate-posts.ts';
import { type Competitor, competitorOf } from '#app/domain/regulation/competition/order-of-merit.ts';
import type { PreparedRegulation } from '#app/domain/regulation/prepare-regulation.ts';
import { rankTied } from '#app/domain/regulation/rank.ts';
import type { Snapshot } from '#app/domain/regulation/snapshot.ts';
import type { Outcome } from '#app/domain/regulation/trace.ts';
import { formatMark, type Hundredths } from '#app/domain/shared/mark.ts';

/** What is kept of each candidate until all are known: a few numbers. Average and rank are kept once for each average. */
export type Results = {
  add(id: string, snapshot: Snapshot, outcome: Outcome): void;
  /** Once all are there. */
  rank(): Ranking;
  /** CSV, a header first, in the order the candidates came. */
  csv(): Iterable<string>;
};

export type Ranking = {
  /** By exact average, or by merit in a competition, in the order the candidates came; `null` for those without one. */
  readonly of: (index: number) => number | null;
  /** Posts, waiting lists and ties of a competition. */
  readonly allocation: Allocation | undefined;
};

type Numbers = { array: Float64Array | Uint32Array; push(value: number): void };

/** A list of numbers that grows by doubling. Whole numbers up to 2^53. */
function numbers(start: Float64Array | Uint32Array): Numbers {
  let used = 0;
  const list: Numbers = {
    array: start,
    push(value) {
      if (used === list.array.length) {
        const bigger =
          list.array instanceof Uint32Array ? new Uint32Array(used * 2) : new Float64Array(used * 2);
        bigger.set(list.array);
        list.array = bigger;
      }
      list.array[used] = value;
      used += 1;
    },
  };
  return list;
}

/** Texts that come back, by number. */
function numbered() {
  const places = new Map<string, number>();
  return {
    places,
    of(text: string): number {
      const known = places.get(text);
      if (known !== undefined) return known;
      places.set(text, places.size);
      return places.size - 1;
    },
  };
}

/** A total is kept in hundredths; this is what stands for none. */
const NO_TOTAL = Number.NaN;

/** A competition keeps more of each candidate: what the order of merit is made of. */
export function keepResults(regulation: PreparedRegulation): Results {
  const { competition, scale } = regulation.source;
  const ids: string[] = [];
  const totals = numbers(new Float64Array(1024));
  /** Exact averages, each with the number of candidates who have it; '' is none. */
  const averages = numbered();
  const counts = numbers(new Uint32Array(1024));
  const averageOf = numbers(new Uint32Array(1024));
  const shownAverages: string[] = [];
  const words = numbered();
  const wordsOf = numbers(new Uint32Array(1024));
  const competitors: Competitor[] = [];
  const rank = (): Ranking => {
    if (competition) return rankByMerit(ids, allocatePosts(competitors, competition));
    const tied = [...averages.places.keys()].map((exact, i) => ({ exact, count: counts.array[i] ?? 0 }));
    const ranks = rankTied(tied, scale.better);
    return { of: (index) => ranks[averageOf.array[index] ?? 0] ?? null, allocation: undefined };
  };
  return {
    rank,
    add(id, snapshot, { total, average, exact, decision, honours }) {
      ids.push(id);
      totals.push(total ?? NO_TOTAL);
      const place = averages.of(exact?.average ?? '');
      if (place === shownAverages.length) {
        shownAverages.push(shown(average));
        counts.push(0);
      }
      counts.array[place] = (counts.array[place] ?? 0) + 1;
      averageOf.push(place);
      wordsOf.push(words.of(`${decision},${honours ?? ''}`));
      if (competition) competitors.push(competitorOf(id, snapshot, regulation));
    },
    *csv() {
      yield 'id,total,average,decision,honours,rank\n';
      const ranking = rank();
      const said = [...words.places.keys()];
      for (const [i, id] of ids.entries()) {
        const total = totals.array[i] ?? NO_TOTAL;
        const sum = Number.isNaN(total) ? '' : shown(total);
        const average = shownAverages[averageOf.array[i] ?? 0];
        yield `${csvCell(id)},${sum},${average},${said[wordsOf.array[i] ?? 0]},${ranking.of(i) ?? ''}\n`;
      }
    },
  };
}

function rankByMerit(ids: readonly string[], allocation: Allocation): Ranking {
  const ranks = new Map(allocation.order.map(({ id, rank }) => [id, rank] as const));
  return { of: (index) => ranks.get(ids[index] ?? '') ?? null, allocation };
}

function shown(value: Hundredths | null): string {
  if (value === null) return '';
  return value < 0 ? `-${formatMark(-value, '.')}` : formatMark(value, '.');
}

const csvCell = (text: string): string => (/[",;\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
