import { z } from 'zod';
import { nameField } from './text-field.ts';

export const SEXES = ['F', 'M'] as const;

/** Who the candidate is, as the birth certificate says it. A person with one name only leaves the given names to a dash. */
export const identitySchema = z.object({
  surname: nameField(),
  givenNames: nameField(),
  sex: z.enum(SEXES),
});
export type Identity = z.output<typeof identitySchema>;
