import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';
import { accept, refuse, type Verdict } from '../shared/verdict.ts';

/** Where a person is reached: an address in lower case, or a number in E.164. */
export type Contact = { readonly kind: 'email' | 'phone'; readonly value: string };

export type ContactRefusal = 'contact.unreadableEmail' | 'contact.unreadablePhone';

/** RFC 5321 §4.5.3.1.3: a path holds 256 octets with its brackets. */
const LONGEST_EMAIL = 254;
const LONGEST_PHONE = 40;

const email = z.email().max(LONGEST_EMAIL);

/**
 * Reads what was typed in the one field "phone or email": anything with "@" is an email. A number without a country
 * code is read in each of `countries` (ISO 3166-1 alpha-2) in turn; the first where such a number can exist is kept.
 */
export function readContact(text: string, countries: readonly string[]): Verdict<Contact, ContactRefusal> {
  const typed = text.normalize('NFC').trim();
  if (typed.includes('@')) {
    const parsed = email.safeParse(typed.toLowerCase());
    return parsed.success ? accept({ kind: 'email', value: parsed.data }) : refuse('contact.unreadableEmail');
  }
  const phone = typed.length <= LONGEST_PHONE ? readPhone(typed, countries) : undefined;
  return phone === undefined ? refuse('contact.unreadablePhone') : accept({ kind: 'phone', value: phone });
}

function readPhone(typed: string, countries: readonly string[]): string | undefined {
  const homes: (CountryCode | undefined)[] = countries.filter((code) => isSupportedCountry(code));
  for (const defaultCountry of homes.length > 0 ? homes : [undefined]) {
    const number = parsePhoneNumberFromString(typed, {
      extract: false,
      ...(defaultCountry ? { defaultCountry } : {}),
    });
    if (number?.isValid() && number.ext === undefined) return number.number;
  }
  return undefined;
}
