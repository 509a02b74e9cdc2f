import { decimalsOf } from '../shared/money.ts';

/**
 * How values are printed on documents. Written out here rather than left to `Intl`, whose wording changes with the
 * runtime's data while a document must be rendered to the same bytes for ever.
 */
export type DocumentLanguage = 'fr' | 'en';

const MONTHS: Readonly<Record<DocumentLanguage, readonly string[]>> = {
  fr: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};

const WEEKDAYS: Readonly<Record<DocumentLanguage, readonly string[]>> = {
  fr: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};

export const NO_BREAK = '\u00a0';
export const NARROW_NO_BREAK = '\u202f';

/** "23 novembre 2026", "1er mai 2026", "23 November 2026"; a bare year stays a year. `iso` is `YYYY-MM-DD` or `YYYY`. */
export function formatLongDate(iso: string, language: DocumentLanguage): string {
  const [year, month, day] = iso.split('-');
  if (!year || !month || !day) return iso;
  const number = Number(day);
  const shown = language === 'fr' && number === 1 ? '1er' : String(number);
  return `${shown}${NO_BREAK}${MONTHS[language][Number(month) - 1] ?? ''} ${year}`;
}

/** "lundi 8 juin 2026". `iso` is `YYYY-MM-DD`. */
export function formatDayAndDate(iso: string, language: DocumentLanguage): string {
  const weekday = WEEKDAYS[language][new Date(`${iso}T00:00:00Z`).getUTCDay()] ?? '';
  return `${weekday} ${formatLongDate(iso, language)}`;
}

/** "8 h 00" in French, "08:00" in English, from `HH:MM`. */
export function formatTime(clock: string, language: DocumentLanguage): string {
  if (language === 'en') return clock;
  const [hours, minutes] = clock.split(':');
  return `${Number(hours)}${NARROW_NO_BREAK}h${NARROW_NO_BREAK}${minutes ?? '00'}`;
}

const CURRENCY_NAMES: Readonly<Record<string, string>> = { XOF: 'F CFA', XAF: 'F CFA' };

/**
 * "6 000 F CFA" with no-break spaces, from minor units.
 * @throws RangeError for a currency that is not listed.
 */
export function formatAmount(minor: bigint, currency: string): string {
  const decimals = decimalsOf(currency);
  const sign = minor < 0n ? '\u2212' : '';
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, NARROW_NO_BREAK);
  const fraction = decimals === 0 ? '' : `,${digits.slice(-decimals)}`;
  const name = (CURRENCY_NAMES[currency] ?? currency).replace(' ', NO_BREAK);
  return `${sign}${grouped}${fraction}${NO_BREAK}${name}`;
}

/** Hundredths without idle decimals: 500 is "5", 150 is "1,5", -25 is "−0,25". */
export function formatPlainHundredths(value: number): string {
  const sign = value < 0 ? '\u2212' : '';
  const magnitude = Math.abs(value);
  const fraction = String(magnitude % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${sign}${Math.trunc(magnitude / 100)}${fraction ? `,${fraction}` : ''}`;
}

/** Hundredths with two decimals: 134700 is "1 347,00". */
export function formatPoints(value: number): string {
  const sign = value < 0 ? '\u2212' : '';
  const magnitude = Math.abs(value);
  const whole = String(Math.trunc(magnitude / 100)).replace(/\B(?=(\d{3})+$)/g, NARROW_NO_BREAK);
  return `${sign}${whole},${String(magnitude % 100).padStart(2, '0')}`;
}
