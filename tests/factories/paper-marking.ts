import type { PaperMarking } from '#app/domain/marking/paper-marking.ts';

/** One mark out of 20. */
export const PLAIN_MARKING: PaperMarking = { maximum: 2000, components: null };

/** Components of these maxima in hundredths, each counting as it is. */
export function markingInParts(maxima: readonly number[]): PaperMarking {
  return {
    maximum: maxima.reduce((sum, maximum) => sum + maximum, 0),
    components: maxima.map((maximum, i) => ({
      code: `Q${i + 1}`,
      name: { fr: `Question ${i + 1}`, en: `Question ${i + 1}` },
      maximum,
      weight: 1,
    })),
  };
}
