import { rankTied } from '#app/domain/regulation/rank.ts';
import type { Outcome } from '#app/domain/regulation/trace.ts';
import { formatMark, type Hundredths } from '#app/domain/shared/mark.ts';

/** What is kept of each candidate until all are known: a few numbers. Average and rank are kept once for each average. */
export type Results = {
  add(id: string, outcome: Outcome): void;
  count(): number;
  /** CSV, a header first, in the order the candidates came. */
  csv(): Iterable<string>;
  /** Ranks by exact average, ties shared (1, 2, 2, 4); `null` without an average. In the order they came. */
  ranks(): Iterable<number | null>;
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

export function keepResults(): Results {
  const ids: string[] = [];
  const totals = numbers(new Float64Array(1024));
  /** Exact averages, each with the number of candidates who have it; '' is none. */
  const averages = numbered();
  const counts = numbers(new Uint32Array(1024));
  const averageOf = numbers(new Uint32Array(1024));
  const shownAverages: string[] = [];
  const words = numbered();
  const wordsOf = numbers(new Uint32Array(1024));
  const rankOf = () => {
    const exact = [...averages.places.keys()];
    return rankTied(exact.map((text, i) => ({ exact: text, count: counts.array[i] ?? 0 })));
  };
  return {
    add(id, { total, average, exact, decision, honours }) {
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
    },
    count: () => ids.length,
    *csv() {
      yield 'id,total,average,decision,honours,rank\n';
      const ranks = rankOf();
      const said = [...words.places.keys()];
      for (const [i, id] of ids.entries()) {
        const total = totals.array[i] ?? NO_TOTAL;
        const place = averageOf.array[i] ?? 0;
        const sum = Number.isNaN(total) ? '' : shown(total);
        yield `${csvCell(id)},${sum},${shownAverages[place]},${said[wordsOf.array[i] ?? 0]},${ranks[place] ?? ''}\n`;
      }
    },
    *ranks() {
      const ranks = rankOf();
      for (let i = 0; i < ids.length; i += 1) yield ranks[averageOf.array[i] ?? 0] ?? null;
    },
  };
}

function shown(value: Hundredths | null): string {
  if (value === null) return '';
  return value < 0 ? `-${formatMark(-value, '.')}` : formatMark(value, '.');
}

const csvCell = (text: string): string => (/[",;\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
