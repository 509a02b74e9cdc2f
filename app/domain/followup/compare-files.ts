import { birthPlaceKey } from '#app/domain/registration/import/birth-place-key.ts';
import { nameKey } from '#app/domain/registration/import/name-key.ts';
import { nationalIdKey } from '#app/domain/registration/national-id.ts';

/** What two files say of a person, as declared. */
export type ComparedFile = {
  readonly surname: string | null;
  readonly givenNames: string | null;
  readonly sex: 'F' | 'M' | null;
  readonly birthDate: string | null;
  readonly birthPlace: string | null;
  readonly nationality: string | null;
  readonly nationalId: string | null;
  readonly schoolId: string | null;
  readonly series: string | null;
};

/** `alike`: the same but for spelling. `unknown`: one of the two does not say. */
export type Likeness = 'same' | 'alike' | 'different' | 'unknown';

export const COMPARED = [
  'names',
  'sex',
  'birthDate',
  'birthPlace',
  'nationality',
  'nationalId',
  'school',
  'series',
] as const;
export type ComparedField = (typeof COMPARED)[number];

/** How two files agree, field by field, so that an officer sees at once where they don't. */
export function compareFiles(a: ComparedFile, b: ComparedFile): Readonly<Record<ComparedField, Likeness>> {
  return {
    names: compare(nameOf(a), nameOf(b), nameKey),
    sex: compare(a.sex, b.sex),
    birthDate: compare(a.birthDate, b.birthDate),
    birthPlace: compare(a.birthPlace, b.birthPlace, birthPlaceKey),
    nationality: compare(a.nationality, b.nationality),
    nationalId: compare(a.nationalId, b.nationalId, (text) => nationalIdKey(text) ?? text),
    // Two candidates without a school have nothing in common.
    school: compare(a.schoolId, b.schoolId),
    series: compare(a.series, b.series),
  };
}

function nameOf({ surname, givenNames }: ComparedFile): string | null {
  return surname === null && givenNames === null ? null : `${surname ?? ''} ${givenNames ?? ''}`.trim();
}

function compare(
  a: string | null,
  b: string | null,
  keyOf: (text: string) => string = (text) => text,
): Likeness {
  if (a === null || b === null) return 'unknown';
  if (a === b) return 'same';
  return keyOf(a) === keyOf(b) ? 'alike' : 'different';
}
