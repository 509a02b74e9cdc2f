import { z } from 'zod';
import { type Step, stepsOf, valueUnder } from './place.ts';
import type { Regulation } from './schema.ts';
import { decimalSchema } from './schema-parts.ts';

/** A number of a regulation file that may be changed in a form: where it stands, and what it is now. */
export type EditableNumber = { readonly place: string; readonly value: string };

/** Keys whose value is a decimal somebody may want to change. Codes and counts of decimals are left to the text. */
const NUMBERS: ReadonlySet<string> = new Set([
  'maximum',
  'coefficient',
  'coefficientWhenUnfit',
  'eliminatoryBelow',
  'minimum',
  'atLeast',
  'above',
  'atMost',
  'below',
  'from',
  'markAtLeast',
  'base',
  'capPerPaper',
  'capTotal',
  'tolerance',
  'minimumChange',
  'count',
  'chosenAtMost',
  'weight',
  'value',
  'coefficientTotal',
]);

/** Every number of a file that a form can change, in the order of the file. Worked cases are not rules: left out. */
export function listNumbers(regulation: Regulation): readonly EditableNumber[] {
  const found: EditableNumber[] = [];
  walk(regulation, '', found);
  return found.filter(({ place }) => !place.startsWith('cases'));
}

function walk(value: unknown, place: string, found: EditableNumber[]): void {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) walk(item, `${place}[${i}]`, found);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const here = place === '' ? key : `${place}.${key}`;
    if (NUMBERS.has(key) && decimalSchema.safeParse(item).success)
      found.push({ place: here, value: String(item) });
    else walk(item, here, found);
  }
}

export type NumberProblem = { readonly place: string; readonly reason: 'regulation.numberUnreadable' };

const typed = z
  .string()
  .trim()
  .transform((text) => text.replace(',', '.'))
  .pipe(z.string().regex(/^\d{1,9}(\.\d{1,6})?$/));

/**
 * The file with other numbers in it: whole ones stay whole, the others become strings, and one left as it was keeps its
 * form, so that the digest changes only with the sense. Places come from `listNumbers` of the same file; others are left out.
 */
export function setNumbers(
  regulation: Regulation,
  numbers: ReadonlyMap<string, string>,
): { readonly value: unknown; readonly problems: readonly NumberProblem[] } {
  const value: unknown = structuredClone(regulation);
  const problems: NumberProblem[] = [];
  for (const { place, value: before } of listNumbers(regulation)) {
    const wanted = numbers.get(place);
    if (wanted === undefined || wanted.trim() === before) continue;
    const read = typed.safeParse(wanted);
    if (!read.success) {
      problems.push({ place, reason: 'regulation.numberUnreadable' });
      continue;
    }
    put(value, stepsOf(place), /^\d+$/.test(read.data) ? Number(read.data) : read.data);
  }
  return { value, problems };
}

function put(target: unknown, steps: readonly Step[], value: string | number): void {
  const last = steps.at(-1);
  const parent = steps.slice(0, -1).reduce<unknown>((at, step) => valueUnder(at, step), target);
  if (last !== undefined && typeof parent === 'object' && parent !== null)
    Object.assign(parent, { [last]: value });
}
