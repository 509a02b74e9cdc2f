import type { MarkRow } from '#app/domain/publication/mark-rows.ts';
import { tellMarks } from '#app/http/results/tell-marks.ts';
import { useLocale } from '#app/i18n/use-t.tsx';
import { ToldMarks } from './told-marks.tsx';

type Props = {
  readonly rows: readonly MarkRow[];
  /** Hundredths. */
  readonly total: number | null;
  readonly coefficients: number;
};

/** Marks, coefficients and points of one candidate, with their total. */
export function MarkTable({ rows, total, coefficients }: Props) {
  return <ToldMarks {...tellMarks(rows, { total, coefficients }, useLocale())} />;
}
