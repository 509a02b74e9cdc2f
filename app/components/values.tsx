import type { MarkValue } from '#app/domain/shared/mark.ts';
import type { Money as Amount } from '#app/domain/shared/money.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';

/** "6 000 F CFA". */
export function Money({ amount }: { amount: Amount }) {
  return <span className="num">{useFormat().money(amount)}</span>;
}

/** "13,47 / 20", or the word of a mark that is no number. `maximum` is in whole points; without it "13,47". */
export function Mark({ mark, maximum }: { mark: MarkValue; maximum?: number }) {
  const t = useT();
  const format = useFormat();
  if (mark.state !== 'mark') return <span>{t(`common:mark.${mark.state}`)}</span>;
  const text = format.mark(mark.value);
  return (
    <span className="num">
      {maximum === undefined ? text : t('common:mark.outOf', { mark: text, maximum })}
    </span>
  );
}

type DateProps = {
  /** "YYYY-MM-DD" (a calendar date) or an instant. */
  readonly value: string | Date;
  readonly style?: 'long' | 'short' | 'time';
};

export function DateText({ value, style = 'long' }: DateProps) {
  const format = useFormat();
  const iso = typeof value === 'string' ? value : value.toISOString();
  const shown = {
    long: format.date,
    short: format.shortDate,
    time: (at: string | Date) => format.dateTime(new Date(at)),
  };
  return <time dateTime={iso}>{shown[style](value)}</time>;
}
