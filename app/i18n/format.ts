import { formatMark, type Hundredths } from '#app/domain/shared/mark.ts';
import { decimalsOf, type Money } from '#app/domain/shared/money.ts';
import type { ReaderLocale } from './locale.ts';

/**
 * Intl's own tags: English with day before month, as our offices write it; Arabic with the digits that are printed on
 * the documents, as a page is compared with one.
 */
const TAGS: Readonly<Record<ReaderLocale, string>> = {
  fr: 'fr-FR',
  en: 'en-GB',
  ar: 'ar-u-nu-latn',
  ha: 'ha',
};
export const DEFAULT_TIME_ZONE = 'Africa/Niamey';

export type Format = {
  /** "23 novembre 2026", from "2026-11-23" (a calendar date) or an instant. */
  date(value: string | Date): string;
  /** "23/11/2026", for tables. */
  shortDate(value: string | Date): string;
  /** "08:30". */
  time(instant: Date): string;
  /** "23 novembre 2026, 08:30". */
  dateTime(instant: Date): string;
  number(value: number | bigint): string;
  /** An exact decimal written with a point: "8,95". */
  decimal(value: string | number): string;
  /** A share between 0 and 1: "62,4 %". */
  percent(share: number): string;
  /** "6 000 F CFA". */
  money(amount: Money): string;
  /** "13,47". */
  mark(value: Hundredths): string;
  /** "1,4 Mo". */
  bytes(count: number): string;
};

/** Calendar dates whose text is kept: birthdays come again, and Intl is slow. */
const MOST_DATES = 20_000;
const CALENDAR_DATE = /^\d{4}-\d{2}-\d{2}$/;

function isNumeric(text: string): text is `${number}` {
  return /^-?\d+(\.\d+)?$/.test(text);
}

function decimalText(amount: Money): `${number}` {
  const decimals = decimalsOf(amount.currency);
  const sign = amount.minor < 0n ? '-' : '';
  const digits = (amount.minor < 0n ? -amount.minor : amount.minor).toString().padStart(decimals + 1, '0');
  const whole = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  const text = sign + whole;
  if (!isNumeric(text)) throw new RangeError('not an amount');
  return text;
}

function build(locale: ReaderLocale, timeZone: string): Format {
  const tag = TAGS[locale];
  const number = new Intl.NumberFormat(tag);
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 });
  const time = new Intl.DateTimeFormat(tag, { timeStyle: 'short', timeZone });
  const dateIn = (zone: string, style: 'long' | 'short') =>
    style === 'long'
      ? new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: zone })
      : new Intl.DateTimeFormat(tag, { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: zone });
  const dates = { local: { long: dateIn(timeZone, 'long'), short: dateIn(timeZone, 'short') } };
  const plain = { long: dateIn('UTC', 'long'), short: dateIn('UTC', 'short') };
  const written = { long: new Map<string, string>(), short: new Map<string, string>() };
  const onCalendarDate = (value: string, style: 'long' | 'short') => {
    const known = written[style].get(value);
    if (known !== undefined) return known;
    const text = plain[style].format(new Date(`${value}T00:00:00Z`));
    if (written[style].size >= MOST_DATES) written[style].clear();
    written[style].set(value, text);
    return text;
  };
  const onDate = (value: string | Date, style: 'long' | 'short') =>
    typeof value === 'string' && CALENDAR_DATE.test(value)
      ? onCalendarDate(value, style)
      : dates.local[style].format(new Date(value));
  return {
    date: (value) => onDate(value, 'long'),
    shortDate: (value) => onDate(value, 'short'),
    time: (instant) => time.format(instant),
    dateTime: (instant) => `${onDate(instant, 'long')}, ${time.format(instant)}`,
    number: (value) => number.format(value),
    decimal: (value) => (locale === 'fr' ? String(value).replace('.', ',') : String(value)),
    percent: (share) => percent.format(share),
    money: (amount) =>
      new Intl.NumberFormat(tag, { style: 'currency', currency: amount.currency }).format(
        decimalText(amount),
      ),
    mark: (value) => formatMark(value, locale === 'fr' ? ',' : '.'),
    bytes: (count) => bytesText(count, number, locale),
  };
}

function bytesText(count: number, number: Intl.NumberFormat, locale: ReaderLocale): string {
  const letter = locale === 'fr' ? 'o' : 'B';
  if (count < 1024) return `${number.format(count)} ${letter}`;
  const kilo = count / 1024;
  if (kilo < 1024) return `${number.format(Math.round(kilo))} K${letter}`;
  return `${number.format(Math.round(kilo / 102.4) / 10)} M${letter}`;
}

const made = new Map<string, Format>();

/** Formatters of a language and a time zone, made once: Intl's constructors are slow. */
export function formatter(locale: ReaderLocale, timeZone: string = DEFAULT_TIME_ZONE): Format {
  const key = `${locale} ${timeZone}`;
  const known = made.get(key);
  if (known) return known;
  const fresh = build(locale, timeZone);
  made.set(key, fresh);
  return fresh;
}
