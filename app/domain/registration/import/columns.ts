import { z } from 'zod';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import { foldText } from '#app/domain/shared/fold-text.ts';
import { SHEET_LIMITS } from '#app/domain/shared/sheet-limits.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { HEADER_WORDS, JOINED_WORDS } from './header-words.ts';

/** What a column of a list can answer, in the order it is asked. Each has its words at `import:fields.<field>`. */
export const IMPORT_FIELDS = [
  'surname',
  'givenNames',
  'sex',
  'birthDate',
  'birthPlace',
  'nationality',
  'series',
  'options',
  'sport',
  'nationalId',
  'diplomaExam',
  'diplomaYear',
  'diplomaNumber',
  'attempts',
  'phone',
  'email',
  'schoolNumber',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** The column of each field that has one, from 0. Plain data: a page posts it back, a table keeps it. */
export const mappingSchema = z.partialRecord(
  z.enum(IMPORT_FIELDS),
  z
    .int()
    .min(0)
    .max(SHEET_LIMITS.columns - 1),
);
export type Mapping = z.output<typeof mappingSchema>;

export type ProposedMapping = {
  readonly mapping: Mapping;
  /** Columns with a title that nothing is made of, from 0. */
  readonly unmapped: readonly number[];
  /** Fields that must have a column and have none. */
  readonly missing: readonly ImportField[];
  /** Fields that several columns seem to answer; the first of them is in `mapping`. */
  readonly doubled: readonly { readonly field: ImportField; readonly columns: readonly number[] }[];
  /** Columns that hold two answers in one, such as "Nom et prénoms": whoever wrote them has to take them apart. */
  readonly joined: readonly { readonly column: number; readonly fields: readonly ImportField[] }[];
};

/**
 * The fields that a list for this regulation must have. Both names, each in a column of its own: nothing guesses where
 * a surname ends. The series unless there is only one, the nationality unless one is given to whoever has none.
 */
export function requiredFields(
  regulation: Pick<Regulation, 'series'>,
  defaultNationality: string | null,
): ImportField[] {
  const always: ImportField[] = ['surname', 'givenNames', 'sex', 'birthDate', 'birthPlace'];
  if (defaultNationality === null) always.push('nationality');
  if (Object.keys(regulation.series).length > 1) always.push('series');
  return always;
}

/**
 * Which column answers which field, by the titles of a list in French or English.
 * @param required what `requiredFields` says
 */
export function proposeMapping(header: readonly string[], required: readonly ImportField[]): ProposedMapping {
  const columnsOf = new Map<ImportField, number[]>();
  const unmapped: number[] = [];
  const joined: { column: number; fields: readonly ImportField[] }[] = [];
  header.forEach((title, column) => {
    if (title.trim() === '') return;
    const found = recognise(title);
    if (found === undefined) unmapped.push(column);
    else if (typeof found !== 'string') joined.push({ column, fields: found });
    else columnsOf.set(found, [...(columnsOf.get(found) ?? []), column]);
  });
  const mapping: Mapping = {};
  for (const field of IMPORT_FIELDS) {
    const [first] = columnsOf.get(field) ?? [];
    if (first !== undefined) mapping[field] = first;
  }
  return {
    mapping,
    unmapped,
    missing: required.filter((field) => mapping[field] === undefined),
    doubled: IMPORT_FIELDS.flatMap((field) => {
      const columns = columnsOf.get(field) ?? [];
      return columns.length > 1 ? [{ field, columns }] : [];
    }),
    joined,
  };
}

export type MappingRefusal = 'sheet.columnMissing' | 'sheet.columnTwice' | 'sheet.columnUnknown';

/**
 * Whether a mapping that came back from a page can be used with this list.
 * @param columns how many columns the header has
 * @param required what `requiredFields` says
 */
export function checkMapping(
  mapping: Mapping,
  columns: number,
  required: readonly ImportField[],
): Verdict<Mapping, MappingRefusal> {
  const used = Object.values(mapping);
  if (used.some((column) => column >= columns)) return refuse('sheet.columnUnknown');
  if (new Set(used).size < used.length) return refuse('sheet.columnTwice');
  if (required.some((field) => mapping[field] === undefined)) return refuse('sheet.columnMissing');
  return accept(mapping);
}

type Meaning = ImportField | readonly ImportField[];

/** "N°", "Nº", "No", "Num." are one word. */
const NUMBER = /\b(?:n|no|num|nr|nbr|nb)\b/g;
const SMALL_WORDS = /\b(?:d|de|du|des|l|la|les|of|the|s)\b/g;
const WHOSE = /\b(?:candidats?|candidates?|eleves?|pupils?|students?)\b/g;

function plainTitle(title: string): string {
  const whole = title.replace(/\((?:s|e|es|x)\)/gi, '');
  const bare = whole.replace(/\([^()]*\)/g, ' ');
  const text = foldText(bare) === '' ? whole : bare;
  return foldText(text).replace(NUMBER, 'numero');
}

const squeezed = (text: string) => text.replace(/ +/g, ' ').trim();
const withoutSmallWords = (text: string) => squeezed(text.replace(SMALL_WORDS, ' '));

let known: ReadonlyMap<string, Meaning> | undefined;

function knownTitles(): ReadonlyMap<string, Meaning> {
  if (known) return known;
  const titles = new Map<string, Meaning>();
  const learn = (words: string, meaning: Meaning) => {
    for (const title of words.split(',').map(plainTitle))
      for (const form of [title, withoutSmallWords(title)]) if (!titles.has(form)) titles.set(form, meaning);
  };
  for (const { fields, words } of JOINED_WORDS) learn(words, fields);
  for (const field of IMPORT_FIELDS) learn(HEADER_WORDS[field], field);
  known = titles;
  return titles;
}

function recognise(title: string): Meaning | undefined {
  const plain = plainTitle(title);
  const short = withoutSmallWords(plain);
  const titles = knownTitles();
  return titles.get(plain) ?? titles.get(short) ?? titles.get(squeezed(short.replace(WHOSE, ' ')));
}
