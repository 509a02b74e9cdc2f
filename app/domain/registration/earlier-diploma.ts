import { z } from 'zod';
import type { Birth } from './birth.ts';
import type { EntryRules } from './entry-rules.ts';

const HIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u;
const OLDEST_YEAR = 1940;

/** A number as it stands on a card or a diploma: letters, figures and what separates them. */
const numberField = z
  .string()
  .transform((typed) => typed.normalize('NFC').replace(/\s+/gu, ' ').trim())
  .pipe(
    z
      .string()
      .max(40)
      .refine((text) => !HIDDEN.test(text), 'candidate:errors.hidden'),
  );

/** The diploma the rules ask for: its code is theirs, the year and the number the candidate's. */
export function diplomaSchema(
  asked: NonNullable<EntryRules['earlierDiploma']>,
  examStartsOn: string,
  birthDate: Birth['birthDate'] | null,
) {
  const earliest = Math.max(OLDEST_YEAR, Number((birthDate ?? '0000').slice(0, 4)) + 1);
  return z
    .object({
      year: z.coerce
        .number()
        .int()
        .min(earliest)
        .max(Number(examStartsOn.slice(0, 4))),
      number: numberField.optional(),
    })
    .transform(({ year, number = '' }) => ({
      earlierDiploma: { exam: asked.code, year, number: number === '' ? null : number },
    }));
}

/** Which time it is taken: 1 for the first. */
export const attemptSchema = z.object({ attempt: z.coerce.number().int().min(1).max(50) });

/** A number of the identity card or the civil register; empty is no number. */
export const nationalIdSchema = z.object({
  nationalId: numberField.optional().transform((text = '') => (text === '' ? null : text)),
});
