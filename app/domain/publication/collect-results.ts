import { byTableNumber } from './build-snapshot.ts';
import type { PublishedResult } from './published-result.ts';
import { codeDigest } from './result-access.ts';
import type { SnapshotCentre, SnapshotHead, SnapshotResult } from './snapshot-file.ts';

/** The lists a snapshot file's head holds once for all its results. */
export type SnapshotLists = Pick<SnapshotHead, 'centres' | 'juries' | 'schools'>;

export type ResultCollector = {
  add(result: PublishedResult, code: string): void;
  lists(): SnapshotLists;
  /** In the order of table numbers, one at a time. */
  results(): Iterable<SnapshotResult>;
};

/**
 * Results on their way into a snapshot file, in whatever order juries give them. Each is kept as text, about a third of
 * what it takes as an object: this is the one copy of them all that is in memory.
 */
export function collectResults(salt: string): ResultCollector {
  const held: { readonly tableNumber: string; readonly text: string }[] = [];
  const centres = new Map<string, SnapshotCentre>();
  const juries = new Map<number, string>();
  const schools = new Set<string>();
  return {
    add(result, code) {
      const known = centres.get(result.centre.id);
      centres.set(result.centre.id, { ...result.centre, candidates: (known?.candidates ?? 0) + 1 });
      juries.set(result.jury.number, result.jury.name);
      if (result.school !== null) schools.add(result.school);
      held.push({
        tableNumber: result.tableNumber,
        text: JSON.stringify(named(result, codeDigest(salt, result.tableNumber, code))),
      });
    },
    lists: () => ({
      centres: [...centres.values()].sort(
        (a, b) => byTableNumber(a.name, b.name) || byTableNumber(a.id, b.id),
      ),
      juries: [...juries].map(([number, name]) => ({ number, name })).sort((a, b) => a.number - b.number),
      schools: [...schools].sort(byTableNumber),
    }),
    *results() {
      const { centres: sorted, juries: seated, schools: listed } = this.lists();
      const centreAt = new Map(sorted.map(({ id }, i) => [id, i]));
      const juryAt = new Map(seated.map(({ number }, i) => [number, i]));
      const schoolAt = new Map(listed.map((name, i) => [name, i]));
      held.sort((a, b) => byTableNumber(a.tableNumber, b.tableNumber));
      for (const { text } of held) {
        const { centreId, juryNumber, schoolName, ...rest } = JSON.parse(text) as Named;
        const school = schoolName === null ? null : place(schoolAt, schoolName);
        yield { ...rest, school, centre: place(centreAt, centreId), jury: place(juryAt, juryNumber) };
      }
    },
  };
}

/** A result whose centre, jury and school are still named: their places are known once all results are. */
type Named = Omit<SnapshotResult, 'centre' | 'jury' | 'school'> & {
  readonly centreId: string;
  readonly juryNumber: number;
  readonly schoolName: string | null;
};

function named(result: PublishedResult, code: string): Named {
  const { centre, jury, school, outcome, trace: _trace, rank = null, post = null, ...rest } = result;
  return {
    ...rest,
    code,
    centreId: centre.id,
    juryNumber: jury.number,
    schoolName: school,
    average: outcome.average,
    total: outcome.total,
    rank,
    post,
  };
}

function place<Key>(places: ReadonlyMap<Key, number>, key: Key): number {
  const found = places.get(key);
  if (found === undefined) throw new Error(`${String(key)} is in no list of the head`);
  return found;
}
