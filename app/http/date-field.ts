import { z } from 'zod';
import { message } from '#app/i18n/translate.ts';

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isRealDate(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2 && day === 29 && !leap) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= (DAYS[month - 1] ?? 0);
}

/** Four digits that no clock is lost in: years before 1000 and the last one are slips, and have no instant everywhere. */
const YEAR = /^(?!9999)[1-9]\d{3}$/;

type Bounds = {
  /** "YYYY-MM-DD", allowed itself. */
  readonly minimum?: string;
  readonly maximum?: string;
};

/** Reads three fields (`name.day`, `name.month`, `name.year`) as one "YYYY-MM-DD"; the error is about the whole date. */
export function dateField({ minimum, maximum }: Bounds = {}) {
  const part = z.string().trim().optional();
  return z.object({ day: part, month: part, year: part }).transform(({ day, month, year }, context) => {
    const say = (text: string) => {
      context.addIssue({ code: 'custom', message: text });
      return z.NEVER;
    };
    if (!day || !month || !year) return say(message('common:errors.dateIncomplete'));
    if (!YEAR.test(year)) return say(message('common:errors.dateYear'));
    if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month)) return say(message('common:errors.date'));
    if (!isRealDate(Number(year), Number(month), Number(day))) return say(message('common:errors.date'));
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (minimum !== undefined && date < minimum)
      return say(message('common:errors.dateTooEarly', { minimum: readable(minimum) }));
    if (maximum !== undefined && date > maximum)
      return say(message('common:errors.dateTooLate', { maximum: readable(maximum) }));
    return date;
  });
}

function readable(date: string): string {
  return date.split('-').reverse().join('/');
}

/** The three default values of a date field from a stored "YYYY-MM-DD". */
export function dateParts(name: string, date: string | null | undefined): Record<string, string> {
  const [year = '', month = '', day = ''] = (date ?? '').split('-');
  return { [`${name}.day`]: day, [`${name}.month`]: month, [`${name}.year`]: year };
}
