import { answerKeys } from '#app/components/verification/answer-words.ts';
import type { Wording } from '#app/domain/documents/model.ts';
import { wordsOf } from '#app/domain/verification/answer-words.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translate.ts';
import type { CheckedRow } from '#app/services/verification/check-lot.server.ts';
import { type CsvCell, csvLines } from './csv.ts';

const COLUMNS = [
  'row',
  'label',
  'answer',
  'holder',
  'type',
  'exam',
  'series',
  'year',
  'honours',
  'number',
  'edition',
  'issuer',
] as const;

/** One answer in a reader's words: what is blank was not there to compare. */
export type LotLine = Readonly<Record<(typeof COLUMNS)[number], string>> & {
  readonly state: CheckedRow['state'];
  /** Which of the answers' looks it has; none for a row that was not checked. */
  readonly words: ReturnType<typeof wordsOf> | null;
};

/** The answers as words, for the page and for the file alike. */
export function lotLines(rows: readonly CheckedRow[], locale: Locale): readonly LotLine[] {
  const t = translator(locale);
  const nameOf = (wording: Wording) => wording[locale] ?? wording.fr;
  return rows.map(({ row, label, state, check }) => {
    const words = check && wordsOf(check);
    const shown = check?.document;
    const { series, honours, issuer } = shown ?? {};
    return {
      ...{ row: String(row), label, state, words },
      answer: words
        ? t(answerKeys(words).answer)
        : t(state === 'incomplete' ? 'checks:lot.incomplete' : 'checks:lot.notChecked'),
      holder: shown?.holder ?? '',
      type: shown ? t(`documents:kind.${shown.type}`) : '',
      exam: shown ? nameOf(shown.exam.name ?? { fr: shown.exam.code }) : '',
      series: series ? nameOf(series.name ?? { fr: series.code }) : '',
      year: shown ? String(shown.year) : '',
      honours: honours ? t(`documents:honours.${honours}`) : '',
      number: shown?.number ?? '',
      edition: shown ? String(shown.edition) : '',
      issuer: issuer ? (issuer.names[locale] ?? issuer.names.fr ?? issuer.id) : '',
    };
  });
}

/** UTF-8 with its mark, safe to open in a spreadsheet. */
export function lotCsv(lines: readonly LotLine[], locale: Locale): string {
  const t = translator(locale);
  const header: readonly CsvCell[] = COLUMNS.map((name) => t(`checks:lot.columns.${name}`));
  return `\ufeff${csvLines([header, ...lines.map((line) => COLUMNS.map((name) => line[name]))])}`;
}
