/** What tells whether two files may be of one person. */
export type PersonFacts = {
  /** Of `nameKey(surname, givenNames)`. */
  readonly nameKey: string;
  /** `YYYY-MM-DD`. */
  readonly birthDate: string;
  /** Of `birthPlaceKey`. */
  readonly placeKey: string;
  /** As `readNationalId` leaves it; null where it is not known. */
  readonly nationalId: string | null;
  readonly sex: 'F' | 'M';
};

export const LIKENESSES = ['nationalId', 'nameBirthPlace', 'nameBirth', 'nameNearBirth'] as const;
export type Likeness = (typeof LIKENESSES)[number];

export type SamePerson = {
  /** 100 to 40: to put the surest pairs first, and nothing else. */
  readonly score: number;
  /** Every rule that holds, the surest first. */
  readonly reasons: readonly Likeness[];
};

const SCORES: Readonly<Record<Likeness, number>> = {
  nationalId: 100,
  nameBirthPlace: 90,
  nameBirth: 60,
  nameNearBirth: 40,
};

/**
 * Why two files may be of one person, or `undefined`; the officer decides, always.
 * - `nationalId`: both have an identity number, and it is the same, whatever else differs.
 * - `nameBirthPlace`: same names, birth date and birth place. The sex may differ: it is one letter to mistype.
 * - `nameBirth`: same names, birth date and sex, another place: places are spelt in many ways.
 * - `nameNearBirth`: same names, place and sex, and a birth date that a slip makes of the other: day and month swapped, or
 *   one digit changed.
 * Homonyms are common: the same names with a birth date that is neither the same nor near are two persons, and so are the
 * same names with a near date in another place. Two identity numbers that differ do not separate what the names and
 * the birth bring together, since numbers are mistyped too. Every pair shares a `nameKey` or a `nationalId`, so a search by
 * these two finds them all. The order of the two makes no difference.
 */
export function samePerson(a: PersonFacts, b: PersonFacts): SamePerson | undefined {
  const reasons: Likeness[] = [];
  if (a.nationalId !== null && a.nationalId === b.nationalId) reasons.push('nationalId');
  if (a.nameKey !== '' && a.nameKey === b.nameKey) {
    const samePlace = a.placeKey !== '' && a.placeKey === b.placeKey;
    const sameSex = a.sex === b.sex;
    if (a.birthDate === b.birthDate) {
      if (samePlace) reasons.push('nameBirthPlace');
      else if (sameSex) reasons.push('nameBirth');
    } else if (samePlace && sameSex && areNear(a.birthDate, b.birthDate)) reasons.push('nameNearBirth');
  }
  const [surest] = reasons;
  return surest === undefined ? undefined : { score: SCORES[surest], reasons };
}

/** Whether a slip makes one date of the other: day and month swapped, or exactly one digit changed. */
function areNear(a: string, b: string): boolean {
  const [year, month, day] = a.split('-');
  if (b === `${year}-${day}-${month}`) return true;
  return a.length === b.length && [...a].filter((digit, i) => digit !== b[i]).length === 1;
}
