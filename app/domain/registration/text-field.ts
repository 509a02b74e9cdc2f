import { z } from 'zod';
import { unprintable } from '#app/domain/documents/check-printable.ts';

/** Line breaks, tabs and the invisible marks that reorder or hide text. Joiners inside a word stay: some scripts need them. */
const HIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u;
const LETTER = /\p{L}/u;

/**
 * A name as on the birth certificate: any letters, apostrophes kept as typed (', ’, ʼ), spaces at the ends and doubled
 * ones removed, NFC. Refused, with the message a form shows: nothing written, no letter, hidden characters, more than
 * `longest` characters, or a character that the fonts of a diploma do not hold.
 */
export function nameField(longest = 100) {
  return z
    .string()
    .transform((typed) => typed.normalize('NFC').replace(/ {2,}/g, ' ').trim())
    .superRefine((text, context) => {
      const refuse = (message: string) => context.addIssue({ code: 'custom', message });
      if (text === '') return refuse('common:errors.required');
      if (HIDDEN.test(text)) return refuse('candidate:errors.hidden');
      if (!LETTER.test(text)) return refuse('candidate:errors.noLetter');
      if ([...text].length > longest) return refuse(`common:errors.tooLong?maximum=${longest}`);
      const strange = unprintable(text);
      if (strange.length > 0)
        refuse(`candidate:errors.unprintable?${new URLSearchParams({ characters: strange.join(' ') })}`);
    });
}
