import type { MarkValue } from '../shared/mark.ts';
import { compare, decimalText, type Fraction, fromHundredths } from './fraction.ts';
import type { PreparedPaper, PreparedRegulation } from './prepare-regulation.ts';
import type { Snapshot } from './snapshot.ts';
import type { TraceStep } from './trace.ts';

type Trace = TraceStep[] | undefined;

const AWAITED: MarkValue = { state: 'awaited' };
const NOT_DUE: MarkValue = { state: 'notDue' };

/** A paper with no mark yet is awaited, except those nobody has to sit: optional, elective and second-group papers. */
export function markOf(snapshot: Snapshot, paper: PreparedPaper): MarkValue {
  return snapshot.marks[paper.code] ?? (paper.unmarked === 'notDue' ? NOT_DUE : AWAITED);
}

/**
 * The mark that counts, of the four a paper may have: the one kept from an earlier sitting where this one gave none;
 * the first, or the one found on review; and the better of that and the one of a paper sat again.
 */
export function takeMark(
  snapshot: Snapshot,
  paper: PreparedPaper,
  regulation: PreparedRegulation,
  trace: Trace,
): MarkValue {
  const { kept, reviewed, resat } = snapshot;
  const first = markOf(snapshot, paper);
  if (!kept && !reviewed && !resat) return first;
  if (isKept(snapshot, paper)) return takeKept(kept?.[paper.code] ?? first, paper, trace);
  const review = reviewed?.[paper.code];
  const settled = review ? afterReview(first, review, paper, regulation, trace) : first;
  const again = resat?.[paper.code];
  return again ? afterResit(settled, again, paper, trace) : settled;
}

/** True when the mark of this paper is one kept from an earlier sitting: a paper sat again gives it up. */
export function isKept(snapshot: Snapshot, paper: PreparedPaper): boolean {
  const { state } = markOf(snapshot, paper);
  return snapshot.kept?.[paper.code]?.state === 'mark' && (state === 'awaited' || state === 'notDue');
}

function takeKept(value: MarkValue, { code }: PreparedPaper, trace: Trace): MarkValue {
  if (value.state === 'mark') trace?.push({ step: 'kept', paper: code, mark: value.value });
  return value;
}

/** Why a mark found on review is kept, or isn't. */
function judgeReview(
  first: number,
  second: number,
  { review }: PreparedRegulation,
): 'enough' | 'band' | 'tooSmall' {
  if (!review) throw new RangeError('the regulation knows no review');
  const at: Fraction = fromHundredths(first);
  if (compare(fromHundredths(Math.abs(second - first)), review.minimumChange) >= 0) return 'enough';
  const inBand = review.always.some(({ from, below }) => compare(at, from) >= 0 && compare(at, below) < 0);
  return inBand ? 'band' : 'tooSmall';
}

/** Only a mark is reviewed. A review still going on is awaited, a fraud found by it is a fraud; an absence stays one. */
function afterReview(
  first: MarkValue,
  second: MarkValue,
  paper: PreparedPaper,
  regulation: PreparedRegulation,
  trace: Trace,
): MarkValue {
  if (first.state !== 'mark') return first;
  if (second.state === 'awaited' || second.state === 'fraud') return second;
  if (second.state !== 'mark') return first;
  const why = judgeReview(first.value, second.value, regulation);
  if (trace && regulation.review)
    trace.push({
      step: 'review',
      paper: paper.code,
      first: first.value,
      second: second.value,
      why,
      minimumChange: decimalText(regulation.review.minimumChange),
    });
  return why === 'tooSmall' ? first : second;
}

/** The better of the two. A paper left out of the sum, or voided by fraud, isn't brought back by sitting it again. */
function afterResit(first: MarkValue, second: MarkValue, paper: PreparedPaper, trace: Trace): MarkValue {
  if (first.state === 'fraud' || first.state === 'exempt' || first.state === 'excused') return first;
  if (second.state === 'awaited' || second.state === 'fraud') return second;
  const better = second.state === 'mark' && (first.state !== 'mark' || second.value > first.value);
  trace?.push({
    step: 'resit',
    paper: paper.code,
    firstState: first.state,
    first: first.state === 'mark' ? first.value : null,
    secondState: second.state,
    second: second.state === 'mark' ? second.value : null,
    taken: better ? 'second' : 'first',
  });
  return better ? second : first;
}
