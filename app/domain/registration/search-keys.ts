import { birthPlaceKey } from './import/birth-place-key.ts';
import { nameKey } from './import/name-key.ts';
import type { Answers } from './steps.ts';

type Named = Pick<Answers, 'surname' | 'givenNames' | 'birthPlace'>;

/** By what the same person is looked for, written whenever a name or a birth place is. */
export function searchKeys({ surname, givenNames, birthPlace }: Named): {
  nameKey: string | null;
  placeKey: string | null;
} {
  return {
    nameKey: surname === null || givenNames === null ? null : nameKey(surname, givenNames),
    placeKey: birthPlace === null ? null : birthPlaceKey(birthPlace),
  };
}
