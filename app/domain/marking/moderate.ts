import { type Fraction, ZERO } from '../regulation/fraction.ts';
import { formatMark, type Hundredths, type MarkValue } from '../shared/mark.ts';
import { accept, refuse, type Verdict } from '../shared/verdict.ts';

/** A standing mark before and after a moderation. */
export type ModeratedMark = {
  readonly scriptCode: string;
  readonly before: Hundredths;
  readonly after: Hundredths;
};

export type ModerationEffect = {
  /** Every mark that moves; an absence, an exemption and a mark already at the end of the scale do not. */
  readonly changes: readonly ModeratedMark[];
  /** Scripts with a mark: what the means are taken over. */
  readonly marks: number;
  /** Marks that would have passed 0 or the maximum and were stopped there. */
  readonly clipped: number;
  readonly meanBefore: Fraction;
  readonly meanAfter: Fraction;
};

/** "+0,50" or "-0,50", in points. */
export function formatShift(shift: Hundredths, decimalSign: ',' | '.' = ','): string {
  return `${shift < 0 ? '-' : '+'}${formatMark(Math.abs(shift), decimalSign)}`;
}

const TYPED = /^([+-]?)(\d{1,4})(?:[.,](\d{1,2}))?$/;

/** Reads "0,5", "+0.5" or "-1,25" as hundredths; `undefined` for anything else. A typographic minus is a minus. */
export function readShift(text: string): Hundredths | undefined {
  const found = TYPED.exec(text.trim().replace('\u2212', '-'));
  if (!found) return undefined;
  const value = Number(found[2]) * 100 + Number((found[3] ?? '').padEnd(2, '0'));
  return found[1] === '-' ? -value : value;
}

/** A shift of zero, or of more than the paper's maximum, says nothing. */
export function judgeShift(shift: Hundredths, maximum: Hundredths): Verdict<true, 'moderation.noShift'> {
  const sensible = Number.isSafeInteger(shift) && shift !== 0 && Math.abs(shift) <= maximum;
  return sensible ? accept() : refuse('moderation.noShift', { maximum: maximum / 100 });
}

/**
 * What adding `shift` hundredths to the standing marks of some scripts comes to. Marks stay within 0 and `maximum`; no
 * other state is touched. Means are exact, in points.
 */
export function previewModeration(
  standing: ReadonlyMap<string, MarkValue>,
  shift: Hundredths,
  maximum: Hundredths,
): ModerationEffect {
  const marks = [...standing].flatMap(([scriptCode, value]) =>
    value.state === 'mark' ? [{ scriptCode, before: value.value }] : [],
  );
  const moved = marks.map(({ scriptCode, before }) => {
    const after = Math.min(Math.max(before + shift, 0), Math.max(maximum, before));
    return { scriptCode, before, after };
  });
  return {
    changes: moved.filter(({ before, after }) => before !== after),
    marks: moved.length,
    clipped: moved.filter(({ before, after }) => after !== before + shift).length,
    meanBefore: meanOf(moved.map(({ before }) => before)),
    meanAfter: meanOf(moved.map(({ after }) => after)),
  };
}

function meanOf(marks: readonly Hundredths[]): Fraction {
  if (marks.length === 0) return ZERO;
  return { n: marks.reduce((sum, mark) => sum + BigInt(mark), 0n), d: 100n * BigInt(marks.length) };
}
