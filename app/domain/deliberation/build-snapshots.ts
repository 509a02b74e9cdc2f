import type { Resolution } from '../marking/resolve.ts';
import type { Regulation } from '../regulation/schema.ts';
import { checkSnapshot, type Snapshot } from '../regulation/snapshot.ts';
import { digestOf } from '../shared/digest.ts';
import type { MarkValue } from '../shared/mark.ts';

export type DossierToJudge = { readonly code: string; readonly series: string; readonly fit: boolean };
export type ScriptToJudge = {
  readonly dossier: string;
  readonly paper: string;
  readonly resolution: Resolution;
};

/** What a deliberation is opened on, frozen: codes and marks, nothing that says who. */
export type FrozenSnapshot = {
  readonly regulationHash: string;
  readonly dossiers: Readonly<Record<string, Snapshot>>;
};

/**
 * Each dossier's marks as they were agreed. A sport paper that left no script is one the candidate is exempt from.
 * @throws RangeError for a script that isn't agreed, or marks that the regulation can't be applied to: closing a bundle
 * makes both impossible.
 */
export function buildSnapshots(
  dossiers: readonly DossierToJudge[],
  scripts: readonly ScriptToJudge[],
  regulation: Regulation,
): Readonly<Record<string, Snapshot>> {
  const marks = new Map<string, Record<string, MarkValue>>();
  for (const { code, series, fit } of dossiers) marks.set(code, exemptions(series, fit, regulation));
  for (const { dossier, paper, resolution } of scripts) {
    if (resolution.status !== 'agreed') throw new RangeError(`a script of ${dossier} has no agreed mark`);
    const mine = marks.get(dossier);
    if (mine) mine[paper] = resolution.value;
  }
  return Object.fromEntries(
    dossiers.map(({ code, series, fit }) => {
      const snapshot: Snapshot = { series, fit, marks: marks.get(code) ?? {} };
      const [problem] = checkSnapshot(snapshot, regulation);
      if (problem) throw new RangeError(`dossier ${code}: ${problem.reason} at ${problem.place}`);
      return [code, snapshot];
    }),
  );
}

function exemptions(series: string, fit: boolean, regulation: Regulation): Record<string, MarkValue> {
  if (fit) return {};
  const sport = (regulation.series[series]?.papers ?? []).filter(
    ({ paper, coefficientWhenUnfit }) =>
      regulation.papers[paper]?.kind === 'sport' && coefficientWhenUnfit === undefined,
  );
  return Object.fromEntries(sport.map(({ paper }) => [paper, { state: 'exempt' as const }]));
}

/** SHA-256 of a frozen snapshot, whatever the order of its dossiers and papers. */
export function hashFrozen(frozen: FrozenSnapshot): string {
  return digestOf(frozen);
}
