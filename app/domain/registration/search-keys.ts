import type { Answers } from './steps.ts';

type Named = Pick<Answers, 'surname' | 'givenNames' | 'birthPlace'>;

/** By what the same person is looked for, written whenever a name or a birth place is. */
export function searchKeys({ surname, givenNames, birthPlace }: Named): {
  nameKey: string | null;
  placeKey: string | null;
} {
  return {
    nameKey: surname === null || givenNames === null ? null : nameKey(surname, givenNames),
    placeKey: birthPlace === null ? null : placeKey(birthPlace),
  };
}

/** Without capitals, accents, apostrophes, order of words or doubled spaces. */
const plain = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{P}\p{S}\u02bc]/gu, '')
    .toLowerCase()
    .split(/\s+/u)
    .filter(Boolean);

const nameKey = (surname: string, givenNames: string) =>
  [...plain(surname), ...plain(givenNames)].sort().join(' ');
const placeKey = (place: string) => plain(place).join(' ');
