import { foldText } from '#app/domain/shared/fold-text.ts';
import type { BirthBounds } from '../birth.ts';
import { type Reading, read, unread } from './row-error.ts';

const MONTHS: readonly (readonly string[])[] = [
  ['janvier', 'janv', 'jan', 'january'],
  ['fevrier', 'fevr', 'fev', 'february', 'feb'],
  ['mars', 'mar', 'march'],
  ['avril', 'avr', 'april', 'apr'],
  ['mai', 'may'],
  ['juin', 'june', 'jun'],
  ['juillet', 'juil', 'jul', 'july'],
  ['aout', 'aou', 'august', 'aug'],
  ['septembre', 'sept', 'sep', 'september'],
  ['octobre', 'oct', 'october'],
  ['novembre', 'nov', 'november'],
  ['decembre', 'dec', 'december'],
];
const MONTH_NUMBERS = new Map(
  MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

const WEEKDAY =
  /^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:mon|tues|wednes|thurs|fri|satur|sun)day) /;
/** Midnight or any other hour, which some spreadsheets put after a date. */
const TIME = /[ T]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?: ?[AP]M)?(?:Z|[+-]\d{2}:?\d{2})?$/i;
const YEAR_FIRST = /^(\d{4})([/.\- ])(\d{1,2})\2(\d{1,2})$/;
const DAY_FIRST = /^(\d{1,2})([/.\- ])(\d{1,2})\2(\d{1,4})$/;
const DAY_NAMED = /^(\d{1,2})(?: ?(?:er|st|nd|rd|th))?(?: (?:de|of)\b)? ?([a-z]+) ?(\d{1,4})$/;
const MONTH_NAMED = /^([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{1,4})$/;
const YEAR_ALONE = /^(?:(?:ne|nee|ne e|vers|en|born|around|about|in|circa) )*\d{4}$/;
/** Days since 30 December 1899, as spreadsheets count them, between 1927 and 2064. */
const SERIAL = /^[1-5]\d{4}(?:[.,]\d+)?$/;
const LONGEST = 60;
const DAY_MS = 86_400_000;

type Parts = { readonly day: number; readonly month: number; readonly year: string };

/**
 * A date as schools write it, as `YYYY-MM-DD`: 23/11/2008, 23-11-2008, 23.11.2008, 2008-11-23, "23 novembre 2008", "November
 * 23, 2008", the serial number of a spreadsheet. **The day comes before the month**, always: 03/04/2008 is 3 April. A
 * year of two digits, a year alone ("vers 2008") and a day that no calendar has are refused with what to write.
 */
export function readDate(typed: string): Reading<string> {
  const text = typed
    .trim()
    .replace(TIME, '')
    .replace(/ *([/.-]) */g, '$1')
    .trim();
  if (text === '') return unread('common:errors.required');
  if (text.length > LONGEST) return unread('common:errors.date');
  if (SERIAL.test(text)) {
    const days = Number.parseInt(text, 10);
    return read(new Date(Date.UTC(1899, 11, 30) + days * DAY_MS).toISOString().slice(0, 10));
  }
  const words = foldText(text).replace(WEEKDAY, '');
  if (YEAR_ALONE.test(words)) return unread('common:errors.dateIncomplete');
  const parts = numericParts(text) ?? namedParts(words);
  return parts ? judgeParts(parts) : unread('common:errors.date');
}

/**
 * A birth date within a sitting's bounds, refused in the words of the candidate's own page.
 */
export function readBirthDate(typed: string, { minimum, maximum }: BirthBounds): Reading<string> {
  const date = readDate(typed);
  if (!date.ok) return date;
  if (date.value < minimum) return unread('common:errors.dateTooEarly', { minimum: readable(minimum) });
  if (date.value > maximum) return unread('common:errors.dateTooLate', { maximum: readable(maximum) });
  return date;
}

function numericParts(text: string): Parts | undefined {
  const iso = YEAR_FIRST.exec(text);
  if (iso) return { year: iso[1] ?? '', month: Number(iso[3]), day: Number(iso[4]) };
  const french = DAY_FIRST.exec(text);
  return french ? { day: Number(french[1]), month: Number(french[3]), year: french[4] ?? '' } : undefined;
}

function namedParts(words: string): Parts | undefined {
  const [, day, month = '', year = ''] = DAY_NAMED.exec(words) ?? [];
  const [, monthFirst = '', dayAfter, yearAfter = ''] = MONTH_NAMED.exec(words) ?? [];
  const number = MONTH_NUMBERS.get(month) ?? MONTH_NUMBERS.get(monthFirst);
  if (number === undefined) return undefined;
  return { day: Number(day ?? dayAfter), month: number, year: year === '' ? yearAfter : year };
}

function judgeParts({ day, month, year }: Parts): Reading<string> {
  if (year.length !== 4) return unread('common:errors.dateYear');
  if (month > 12 && day <= 12 && isDay(Number(year), day, month)) return unread('import:errors.dateOrder');
  if (!isDay(Number(year), month, day)) return unread('common:errors.date');
  return read(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

function readable(date: string): string {
  return date.split('-').reverse().join('/');
}
