import { z } from 'zod';
import { readContact } from '#app/domain/access/contact.ts';
import { ROLES, type Role } from '#app/domain/access/roles.ts';
import { reasonMessage } from '#app/http/forms.ts';

/** Roles an administrator gives: a candidate is whoever registers. */
export const STAFF_ROLES = ROLES.filter((role): role is Exclude<Role, 'candidate'> => role !== 'candidate');

const PLACE_KEYS = { region: 'regionId', school: 'schoolId', centre: 'centreId', jury: 'juryId' } as const;
const PLACE = /^(region|school|centre|jury):([0-9a-f-]{36})$/;

/** @param countries whose numbers are read without a country code, ISO 3166-1 alpha-2 */
export function staffForm(countries: readonly string[]) {
  return z.object({
    contact: z
      .string()
      .max(254)
      .transform((text, context) => {
        const read = readContact(text, countries);
        if (read.ok) return read.value;
        context.addIssue({ code: 'custom', message: reasonMessage(read) });
        return z.NEVER;
      }),
    displayName: z.string().trim().min(2).max(120),
    organisationId: z.uuid(),
    role: z.enum(STAFF_ROLES),
    place: z.string().regex(PLACE, 'common:errors.notInList').optional(),
  });
}

export const withdrawForm = z.object({ grantId: z.uuid() });

/** "region:<id>" of the list of places as the scope of a grant; nothing chosen is the whole organisation. */
export function placeOf(
  text: string | undefined,
): Partial<Record<(typeof PLACE_KEYS)[keyof typeof PLACE_KEYS], string>> {
  const [, kind, id] = PLACE.exec(text ?? '') ?? [];
  if (id === undefined) return {};
  switch (kind) {
    case 'region':
    case 'school':
    case 'centre':
    case 'jury':
      return { [PLACE_KEYS[kind]]: id };
    default:
      return {};
  }
}
