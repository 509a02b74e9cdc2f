import { z } from 'zod';
import { nameField } from './text-field.ts';

/** Ages on the first day of the papers, in years: outside them a date is a slip of the finger, not a candidate. */
const YOUNGEST = 9;
const OLDEST = 100;

export type BirthBounds = { readonly minimum: string; readonly maximum: string };

/**
 * The earliest and latest birth dates a sitting takes.
 * @param examStartsOn `YYYY-MM-DD` in the office's time zone.
 */
export function birthBounds(examStartsOn: string): BirthBounds {
  return { minimum: yearsBefore(examStartsOn, OLDEST), maximum: yearsBefore(examStartsOn, YOUNGEST) };
}

/** The same day so many years earlier; 29 February becomes the 28th in a year without it. */
export function yearsBefore(date: string, years: number): string {
  const year = Number(date.slice(0, 4)) - years;
  const rest = date.slice(4);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return `${String(year).padStart(4, '0')}${rest === '-02-29' && !leap ? '-02-28' : rest}`;
}

/** A form reads its three date fields into `birthDate` first. */
export function birthSchema({ minimum, maximum }: BirthBounds) {
  return z.object({
    birthDate: z.iso.date().refine((date) => date >= minimum && date <= maximum, 'common:errors.date'),
    birthPlace: nameField(),
  });
}
export type Birth = z.output<ReturnType<typeof birthSchema>>;
