import type { z } from 'zod';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import { type BirthBounds, birthSchema } from '../birth.ts';
import { identitySchema } from '../identity.ts';
import { nationalitySchema } from '../nationality.ts';
import { hasSport } from '../papers.ts';
import type { ImportField, Mapping } from './columns.ts';
import {
  readEmail,
  readNationalId,
  readOptions,
  readPhone,
  readSeries,
  readSex,
  readSport,
  readText,
  readWholeNumber,
} from './read-answers.ts';
import { readBirthDate } from './read-date.ts';
import { type Reading, type RowError, read, unread } from './row-error.ts';

/** What a row says of its pupil: answers as an entry holds them, and what else a list may tell; null where it does not. */
export type ImportDraft = {
  readonly surname: string;
  readonly givenNames: string;
  readonly sex: 'F' | 'M';
  /** `YYYY-MM-DD`. */
  readonly birthDate: string;
  readonly birthPlace: string;
  /** ISO 3166-1 alpha-2. */
  readonly nationality: string;
  readonly series: string;
  /** Codes of optional papers, in the regulation's order. */
  readonly options: readonly string[];
  /** True in a series without a sport paper, and where nothing is written. */
  readonly fit: boolean;
  /** Capitals and digits. */
  readonly nationalId: string | null;
  /** The diploma held, as far as it is told; null when nothing of it is. */
  readonly diploma: {
    readonly exam: string | null;
    readonly year: number | null;
    readonly number: string | null;
  } | null;
  /** How many times they sat this exam before. */
  readonly attempts: number | null;
  /** E.164. */
  readonly phone: string | null;
  readonly email: string | null;
  /** The school's own number of the pupil. */
  readonly schoolNumber: string | null;
};

export type RowRules = {
  readonly regulation: Regulation;
  /** Of `birthBounds`. */
  readonly birth: BirthBounds;
  /** How many columns the header has: something written beyond them is an error. */
  readonly columns: number;
  /** ISO 3166-1 alpha-2 for a row that says nothing; null where it must say. */
  readonly defaultNationality: string | null;
  /** ISO 3166-1 alpha-2, for phone numbers without a country's code. */
  readonly countries: readonly string[];
  /** The latest year a diploma held can be of: the sitting's. */
  readonly year: number;
};

export type RowReading =
  | { readonly ok: true; readonly draft: ImportDraft }
  | { readonly ok: false; readonly errors: readonly RowError[] };

const LONGEST_CODE = 40;
const EARLIEST_DIPLOMA = 1950;
const MOST_ATTEMPTS = 30;

/**
 * A row as a draft, or **every** error it has, by column from left to right. Names, birth, nationality and series are
 * judged as on the candidate's own pages and refused in the same words. Nothing is looked up: whether the pupil is
 * registered already, or may sit the exam, is for others to say.
 */
export function readRow(cells: readonly string[], mapping: Mapping, rules: RowRules): RowReading {
  return createRowReader(mapping, rules)(cells);
}

/** `readRow` for many rows of one list: the schemas are made once. */
export function createRowReader(mapping: Mapping, rules: RowRules): (cells: readonly string[]) => RowReading {
  const birthPlaceSchema = birthSchema(rules.birth).shape.birthPlace;
  // What a list says again and again, in as many rows as it has.
  const seriesOf = remembering((typed) => readSeries(typed, rules.regulation));
  const nationalityOf = remembering((typed) => readNationality(typed, rules.defaultNationality));
  const placeOf = remembering((typed) => parsed(birthPlaceSchema, typed));
  const givenNamesOf = remembering((typed) => parsed(identitySchema.shape.givenNames, typed));
  return (cells) => {
    const errors: RowError[] = beyondHeader(cells, rules.columns);
    const cell = (field: ImportField) => cleanCell(cells[mapping[field] ?? -1] ?? '');
    const take = <T>(field: ImportField, reading: Reading<T>): T | undefined => {
      if (reading.ok) return reading.value;
      errors.push({ column: mapping[field] ?? null, field, message: reading.message });
      return undefined;
    };
    const series = take('series', seriesOf(cell('series')));
    const person = {
      surname: take('surname', parsed(identitySchema.shape.surname, cell('surname'))),
      givenNames: take('givenNames', givenNamesOf(cell('givenNames'))),
      sex: take('sex', readSex(cell('sex'))),
      birthDate: take('birthDate', readBirthDate(cell('birthDate'), rules.birth)),
      birthPlace: take('birthPlace', placeOf(cell('birthPlace'))),
      nationality: take('nationality', nationalityOf(cell('nationality'))),
    };
    const papers = {
      series,
      options: take('options', readOptions(cell('options'), rules.regulation, series ?? null)),
      fit: take('sport', readFit(cell('sport'), rules.regulation, series ?? null)),
    };
    const others = readOthers(cell, take, rules);
    const draft = { ...person, ...papers, ...others };
    if (errors.length === 0 && isComplete(draft)) return { ok: true, draft };
    return { ok: false, errors: errors.sort((a, b) => (a.column ?? Infinity) - (b.column ?? Infinity)) };
  };
}

const MOST_REMEMBERED = 2000;

/** The same reading for the same words; forgets all when it knows too many. */
function remembering<T>(reading: (typed: string) => Reading<T>): (typed: string) => Reading<T> {
  const known = new Map<string, Reading<T>>();
  return (typed) => {
    const before = known.get(typed);
    if (before) return before;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const found = reading(typed);
    known.set(typed, found);
    return found;
  };
}

function readOthers(
  cell: (field: ImportField) => string,
  take: <T>(field: ImportField, reading: Reading<T>) => T | undefined,
  { year, countries }: RowRules,
) {
  const exam = take('diplomaExam', readText(cell('diplomaExam'), LONGEST_CODE));
  const years = { minimum: EARLIEST_DIPLOMA, maximum: year };
  const obtained = take(
    'diplomaYear',
    readWholeNumber(cell('diplomaYear'), years, 'import:errors.diplomaYear'),
  );
  const number = take('diplomaNumber', readText(cell('diplomaNumber'), LONGEST_CODE));
  const times = { minimum: 0, maximum: MOST_ATTEMPTS };
  const diploma = { exam: exam ?? null, year: obtained ?? null, number: number ?? null };
  return {
    nationalId: take('nationalId', readNationalId(cell('nationalId'))) ?? null,
    diploma: Object.values(diploma).every((part) => part === null) ? null : diploma,
    attempts: take('attempts', readWholeNumber(cell('attempts'), times, 'import:errors.attempts')) ?? null,
    phone: take('phone', readPhone(cell('phone'), countries)) ?? null,
    email: take('email', readEmail(cell('email'))) ?? null,
    schoolNumber: take('schoolNumber', readText(cell('schoolNumber'), LONGEST_CODE)) ?? null,
  };
}

/** A draft each of whose answers could be read; null is an answer, undefined is none. */
function isComplete(
  draft: { readonly [Key in keyof ImportDraft]: ImportDraft[Key] | undefined },
): draft is ImportDraft {
  return Object.values(draft).every((answer) => answer !== undefined);
}

/** Spreadsheets put spaces that do not break, and tabs, where people see spaces. */
function cleanCell(text: string): string {
  return text.replace(/[\u00a0\u2007\u202f\t]/g, ' ').trim();
}

function beyondHeader(cells: readonly string[], columns: number): RowError[] {
  return cells
    .slice(columns)
    .flatMap((text, index) =>
      text.trim() === ''
        ? []
        : [{ column: columns + index, field: null, message: 'import:errors.beyondHeader' }],
    );
}

/** The first message of a schema whose issues all have one. */
function parsed<T>(schema: z.ZodType<T, string>, text: string): Reading<T> {
  const result = schema.safeParse(text);
  return result.success
    ? read(result.data)
    : unread(result.error.issues[0]?.message ?? 'common:errors.format');
}

function readNationality(typed: string, fallback: string | null): Reading<string> {
  if (typed !== '') return parsed(nationalitySchema.shape.nationality, typed);
  return fallback === null ? unread('common:errors.required') : read(fallback);
}

/** What is written of sport in a series without a sport paper concerns nobody. */
function readFit(typed: string, regulation: Regulation, series: string | null): Reading<boolean> {
  return series !== null && !hasSport(regulation, series) ? read(true) : readSport(typed);
}
