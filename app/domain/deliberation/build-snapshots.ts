import type { Resolution } from '../marking/resolve.ts';
import type { ScriptOrigin } from '../marking/states.ts';
import type { Regulation } from '../regulation/schema.ts';
import { checkSnapshot, type DossierFacts, type Snapshot } from '../regulation/snapshot.ts';
import { digestOf } from '../shared/digest.ts';
import type { MarkValue } from '../shared/mark.ts';

export type DossierToJudge = {
  readonly code: string;
  readonly series: string;
  readonly fit: boolean;
  readonly facts?: DossierFacts | null;
  /** The second-group stage a jury called the candidate to against the regulation's own decision. */
  readonly calledTo?: string;
};
export type ScriptToJudge = {
  readonly dossier: string;
  readonly paper: string;
  readonly round: number;
  readonly origin: ScriptOrigin;
  readonly resolution: Resolution;
};

/** What a deliberation is opened on, frozen: codes and marks, nothing that says who. */
export type FrozenSnapshot = {
  readonly regulationHash: string;
  readonly dossiers: Readonly<Record<string, Snapshot>>;
};

type Marks = Record<string, MarkValue>;
type Found = { readonly marks: Marks; readonly reviewed: Marks; readonly resat: Marks };

/**
 * Each dossier's marks as they were agreed. A sport paper that left no script is one the candidate is exempt from. Marks
 * found on review and marks of a paper sat again after publication stand beside the first ones, and the regulation says
 * which counts; a paper sat again within round 1 was annulled before the jury met, and its first mark never counts.
 * @throws RangeError for a script that isn't agreed, or marks that the regulation can't be applied to: closing a bundle
 * makes both impossible.
 */
export function buildSnapshots(
  dossiers: readonly DossierToJudge[],
  scripts: readonly ScriptToJudge[],
  regulation: Regulation,
): Readonly<Record<string, Snapshot>> {
  const found = new Map<string, Found>();
  for (const { code, series, fit } of dossiers)
    found.set(code, { marks: exemptions(series, fit, regulation), reviewed: {}, resat: {} });
  for (const script of standingScripts(scripts)) {
    const { dossier, paper, resolution } = script;
    const mine = found.get(dossier);
    if (!mine) continue;
    if (resolution.status !== 'agreed') throw new RangeError(`a script of ${dossier} has no agreed mark`);
    mine[placeOf(script)][paper] = resolution.value;
  }
  return Object.fromEntries(
    dossiers.map((dossier) => {
      const snapshot = snapshotOf(dossier, found.get(dossier.code));
      const [problem] = checkSnapshot(snapshot, regulation);
      if (problem) throw new RangeError(`dossier ${dossier.code}: ${problem.reason} at ${problem.place}`);
      return [dossier.code, snapshot];
    }),
  );
}

/** Oldest round first, without the annulled scripts that another of round 1 took the place of. */
export function standingScripts<Script extends Omit<ScriptToJudge, 'resolution'>>(
  scripts: readonly Script[],
): readonly Script[] {
  const annulled = new Set(
    scripts.filter(replacesInRoundOne).map(({ dossier, paper }) => `${dossier} ${paper}`),
  );
  return scripts
    .filter(
      ({ dossier, paper, round, origin }) =>
        round > 1 || origin === 'resit' || !annulled.has(`${dossier} ${paper}`),
    )
    .sort((a, b) => a.round - b.round);
}

function replacesInRoundOne({ round, origin }: Pick<ScriptToJudge, 'round' | 'origin'>): boolean {
  return round === 1 && origin === 'resit';
}

function placeOf(script: ScriptToJudge): keyof Found {
  if (script.origin === 'sitting' || replacesInRoundOne(script)) return 'marks';
  return script.origin === 'review' ? 'reviewed' : 'resat';
}

/** Keys that say nothing are left out, so that what was frozen before they existed keeps its digest. */
function snapshotOf({ series, fit, facts, calledTo }: DossierToJudge, found: Found | undefined): Snapshot {
  const { marks = {}, reviewed = {}, resat = {} } = found ?? {};
  return {
    series,
    fit,
    marks,
    ...facts,
    ...(calledTo === undefined ? {} : { calledTo }),
    ...(Object.keys(reviewed).length === 0 ? {} : { reviewed }),
    ...(Object.keys(resat).length === 0 ? {} : { resat }),
  };
}

function exemptions(series: string, fit: boolean, regulation: Regulation): Marks {
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
