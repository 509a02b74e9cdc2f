import { evaluatePrepared } from './evaluate.ts';
import type { PreparedRegulation } from './prepare-regulation.ts';
import { DECISIONS, type Decision } from './schema.ts';
import { checkSnapshot, type Snapshot } from './snapshot.ts';
import type { Outcome } from './trace.ts';

/** A dossier that two versions don't treat alike. Averages are hundredths. */
export type ChangedResult = {
  readonly code: string;
  readonly series: string;
  readonly before: Pick<Outcome, 'decision' | 'average' | 'honours'>;
  readonly after: Pick<Outcome, 'decision' | 'average' | 'honours'>;
};

export type VersionComparison = {
  readonly dossiers: number;
  /** Dossiers the other version can't be applied to: a series or a paper it doesn't have. */
  readonly notApplicable: number;
  readonly decisionChanged: number;
  /** Same decision, other honours. */
  readonly honoursChanged: number;
  /** Same decision and honours, another average. */
  readonly averageChanged: number;
  /** From one decision to another; only pairs that occur. */
  readonly moves: readonly { readonly from: Decision; readonly to: Decision; readonly dossiers: number }[];
  /** How many dossiers each version decides how. */
  readonly before: Readonly<Record<Decision, number>>;
  readonly after: Readonly<Record<Decision, number>>;
  /** The first ones whose decision or honours change, in the order they came. */
  readonly examples: readonly ChangedResult[];
};

const EXAMPLES = 100;

const none = (): Record<Decision, number> => ({
  passed: 0,
  secondGroup: 0,
  failed: 0,
  reserved: 0,
  excluded: 0,
});

/**
 * What changes when the same frozen marks are judged by another regulation. Both are applied as they are: what a jury
 * decided in place of the first is left out. Nothing is written.
 */
export function createComparison(before: PreparedRegulation, after: PreparedRegulation) {
  const counts = { dossiers: 0, notApplicable: 0, decisionChanged: 0, honoursChanged: 0, averageChanged: 0 };
  const decided = { before: none(), after: none() };
  const moves = new Map<string, number>();
  const examples: ChangedResult[] = [];
  return {
    add(code: string, snapshot: Snapshot): void {
      counts.dossiers += 1;
      if (
        checkSnapshot(snapshot, before.source).length > 0 ||
        checkSnapshot(snapshot, after.source).length > 0
      ) {
        counts.notApplicable += 1;
        return;
      }
      const [old, now] = [evaluatePrepared(snapshot, before), evaluatePrepared(snapshot, after)];
      decided.before[old.decision] += 1;
      decided.after[now.decision] += 1;
      if (old.decision !== now.decision) {
        counts.decisionChanged += 1;
        const move = `${old.decision} ${now.decision}`;
        moves.set(move, (moves.get(move) ?? 0) + 1);
      } else if (old.honours !== now.honours) counts.honoursChanged += 1;
      else if (old.exact?.average !== now.exact?.average) counts.averageChanged += 1;
      const isExample = old.decision !== now.decision || old.honours !== now.honours;
      if (isExample && examples.length < EXAMPLES)
        examples.push({ code, series: snapshot.series, before: shown(old), after: shown(now) });
    },
    result(): VersionComparison {
      return { ...counts, ...decided, moves: listMoves(moves), examples };
    },
  };
}

function shown({ decision, average, honours }: Outcome): ChangedResult['before'] {
  return { decision, average, honours };
}

function listMoves(moves: ReadonlyMap<string, number>): VersionComparison['moves'] {
  return DECISIONS.flatMap((from) =>
    DECISIONS.flatMap((to) => {
      const dossiers = moves.get(`${from} ${to}`);
      return dossiers === undefined ? [] : [{ from, to, dossiers }];
    }),
  );
}
