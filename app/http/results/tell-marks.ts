import type { MarkRow } from '#app/domain/publication/mark-rows.ts';
import { formatter } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translate.ts';

/** A table of marks as it is read: every value is a text of the reader's language. */
export type ToldMarks = {
  readonly rows: readonly ToldMark[];
  /** What all marks are out of; `null` when they differ, and each says its own. */
  readonly maximum: string | null;
  readonly total: { readonly points: string; readonly coefficients: string } | null;
};
export type ToldMark = {
  readonly paper: string;
  readonly name: string;
  readonly mark: string;
  readonly coefficient: string;
  readonly points: string;
};

type Sum = { readonly total: number | null; readonly coefficients: number };

/** @param sum hundredths */
export function tellMarks(rows: readonly MarkRow[], sum: Sum, locale: Locale): ToldMarks {
  const format = formatter(locale);
  const decimal = (text: string | null) => (locale === 'fr' ? text?.replace('.', ',') : text) ?? '';
  const [first] = rows;
  const maximum = first && rows.every((row) => row.maximum === first.maximum) ? first.maximum : null;
  return {
    rows: rows.map((row) => ({
      paper: row.paper,
      name: row.name[locale],
      mark: markText(row, maximum === null, locale),
      coefficient: decimal(row.coefficient),
      points: decimal(row.points),
    })),
    maximum,
    total:
      sum.total === null
        ? null
        : { points: format.mark(sum.total), coefficients: format.number(sum.coefficients / 100) },
  };
}

function markText({ mark, maximum }: MarkRow, saysMaximum: boolean, locale: Locale): string {
  const t = translator(locale);
  if (mark.state !== 'mark') return t(`common:mark.${mark.state}`);
  const text = formatter(locale).mark(mark.value);
  return saysMaximum ? t('common:mark.outOf', { mark: text, maximum }) : text;
}
