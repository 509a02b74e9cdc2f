import type { Hundredths, MarkState } from '../shared/mark.ts';
import type { Bilingual, Bounds, Decision } from './schema.ts';

/**
 * What was done with a paper: `zero` is an absence or fraud counted 0; `left` is out of the sum with its coefficient;
 * `notBest` isn't among the best, which alone count.
 */
export type Treatment = 'counted' | 'zero' | 'left' | 'notDue' | 'awaited' | 'excludes' | 'notBest';

/** One condition tested. Numbers are exact decimals, or four decimals and "…". */
export type Test = Bounds & {
  /** One of QUANTITIES, `papersAmong`, or a quantity the regulation names. */
  readonly quantity: string;
  readonly papers?: readonly string[];
  readonly markAtLeast?: string | number;
  readonly value: string;
  readonly held: boolean;
};

/** A step of the calculation: data, never a sentence, so that it can be told in any language. */
export type TraceStep =
  | { readonly step: 'stage'; readonly stage: string }
  | {
      readonly step: 'paper';
      readonly paper: string;
      readonly state: MarkState;
      readonly treatment: Treatment;
      readonly mark: Hundredths | null;
      readonly maximum: string;
      readonly coefficient: string;
      readonly points: string;
      /** The second-group paper whose higher mark was taken instead. */
      readonly replacedBy?: string;
    }
  /** A mark kept from an earlier sitting. */
  | { readonly step: 'kept'; readonly paper: string; readonly mark: Hundredths }
  | {
      readonly step: 'review';
      readonly paper: string;
      readonly first: Hundredths;
      readonly second: Hundredths;
      /** `enough`: they differ by the change asked for. `band`: the first is in a band. `tooSmall`: the first stays. */
      readonly why: 'enough' | 'band' | 'tooSmall';
      readonly minimumChange: string;
    }
  | {
      readonly step: 'resit';
      readonly paper: string;
      readonly firstState: MarkState;
      readonly first: Hundredths | null;
      readonly secondState: MarkState;
      readonly second: Hundredths | null;
      readonly taken: 'first' | 'second';
    }
  /** The papers sat again are left out: with them the decision would be lower. */
  | { readonly step: 'resitLeftOut' }
  | {
      readonly step: 'converted';
      readonly paper: string;
      readonly mark: Hundredths;
      readonly value: string;
      readonly grade: string | null;
    }
  | {
      readonly step: 'bonus';
      readonly paper: string;
      readonly mark: Hundredths;
      readonly above: string;
      readonly points: string;
      readonly capped: boolean;
    }
  | { readonly step: 'bonusTotal'; readonly points: string; readonly capped: boolean }
  | { readonly step: 'sum'; readonly points: string; readonly coefficients: string }
  | {
      readonly step: 'rounding';
      readonly of: 'points' | 'total' | 'average';
      readonly paper?: string;
      readonly before: string;
      readonly after: string;
      readonly mode: 'halfUp' | 'halfEven' | 'truncate';
      readonly decimals: number;
    }
  | { readonly step: 'average'; readonly value: string; readonly exact: string }
  | {
      readonly step: 'condition';
      /** The place in the regulation file, such as `stages[0].decisions[1]`. */
      readonly place: string;
      readonly tests: readonly Test[];
      readonly held: boolean;
    }
  | {
      readonly step: 'decision';
      readonly stage: string;
      readonly decision: Decision;
      readonly name: Bilingual | null;
      readonly why: 'rule' | 'awaited' | 'excluded' | 'nothing' | 'nextStage';
      readonly papers: readonly string[];
    }
  /** No honours though the average reaches them: a mark was kept from an earlier sitting. */
  | { readonly step: 'noHonours'; readonly why: 'kept' }
  | { readonly step: 'honours'; readonly code: string; readonly name: Bilingual; readonly from: string };

export type Outcome = {
  readonly decision: Decision;
  /** The regulation's own word for the decision, if it has one. */
  readonly name: Bilingual | null;
  /** False while something may still change it: a mark awaited, a second group to sit, a reserved case. */
  readonly final: boolean;
  /** The stage that decided. */
  readonly stage: string;
  /** The stage still to come, if any. */
  readonly pendingStage: string | null;
  /** Hundredths, cut off; null when no paper counts. What was decided on is in `exact`. */
  readonly total: Hundredths | null;
  readonly average: Hundredths | null;
  readonly coefficients: Hundredths;
  /** Total and average as exact fractions ("68/5"), after the regulation's rounding. */
  readonly exact: { readonly total: string; readonly average: string } | null;
  readonly honours: string | null;
  readonly awaited: readonly string[];
  /** What the jury may decide instead, inside the regulation's rescue bands. */
  readonly rescuable: readonly Decision[];
};

export type Evaluation = { readonly outcome: Outcome; readonly trace: readonly TraceStep[] };
