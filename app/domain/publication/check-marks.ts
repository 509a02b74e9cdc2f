import type { Snapshot } from '../regulation/snapshot.ts';
import type { MarkState, MarkValue } from '../shared/mark.ts';
import type { Difference } from './check-publication.ts';

/** What people keyed for one script: the last entry of each pass, counted by the database. Marks in hundredths. */
export type KeyedScript = {
  readonly paper: string;
  readonly low: number | null;
  readonly high: number | null;
  readonly states: readonly MarkState[];
  /** The mark a moderation left. */
  readonly moderated: number | null;
};

/**
 * What of a snapshot nobody keyed. However marks are settled, an agreed mark lies between the lowest and the highest that
 * people keyed for that script, or is the one a moderation left; where all keyed the same it is that mark. A mark without a
 * script and a script without a mark are found too.
 */
export function findForeignMarks(
  dossier: string,
  snapshot: Snapshot,
  scripts: readonly KeyedScript[],
): readonly Difference[] {
  const found: Difference[] = [];
  const named = new Set<string>();
  for (const marks of [snapshot.marks, snapshot.reviewed ?? {}, snapshot.resat ?? {}])
    for (const [paper, value] of Object.entries(marks)) {
      named.add(paper);
      const own = scripts.filter((script) => script.paper === paper);
      if (!isKeyed(value, own))
        found.push({
          dossier,
          field: 'mark',
          paper,
          stored: textOf(value),
          recomputed: own.map(keyedText).join(' / '),
        });
    }
  for (const script of scripts)
    if (!named.has(script.paper))
      found.push({ dossier, field: 'mark', paper: script.paper, stored: '', recomputed: keyedText(script) });
  return found;
}

function isKeyed(value: MarkValue, scripts: readonly KeyedScript[]): boolean {
  if (value.state !== 'mark')
    return scripts.length === 0 || scripts.some(({ states }) => states.includes(value.state));
  return scripts.some(
    ({ low, high, moderated }) =>
      value.value === moderated ||
      (low !== null && high !== null && low <= value.value && value.value <= high),
  );
}

const textOf = (value: MarkValue) => (value.state === 'mark' ? String(value.value) : value.state);

function keyedText({ low, high, states, moderated }: KeyedScript): string {
  if (moderated !== null) return String(moderated);
  if (low === null) return states.join(' ');
  return low === high ? String(low) : `${low}–${high}`;
}
