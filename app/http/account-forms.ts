import { z } from 'zod';
import { readContact } from '#app/domain/access/contact.ts';
import { readCode } from '#app/domain/access/contact-code.ts';
import { checkPassword } from '#app/domain/access/password.ts';
import { message } from '#app/i18n/translate.ts';
import { reasonMessage } from './forms.ts';

/** @param countries where a number without a country code is read, ISO 3166-1 alpha-2. */
function contactField(countries: readonly string[]) {
  return z.string(message('account:missing.contact')).transform((typed, issues) => {
    const contact = readContact(typed, countries);
    if (contact.ok) return contact.value;
    issues.addIssue({ code: 'custom', message: reasonMessage(contact) });
    return z.NEVER;
  });
}

/** What can be said of a new password alone; against its contact, the service says. */
const newPassword = z.string(message('account:missing.newPassword')).superRefine((password, issues) => {
  const allowed = checkPassword(password, '');
  if (!allowed.ok) issues.addIssue({ code: 'custom', message: reasonMessage(allowed) });
});

const code = z.string(message('account:field.codeProblem')).transform((typed, issues) => {
  const digits = readCode(typed);
  if (digits !== undefined) return digits;
  issues.addIssue({ code: 'custom', message: message('account:field.codeProblem') });
  return z.NEVER;
});

const displayName = z
  .string(message('account:missing.name'))
  .transform((typed) =>
    typed
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
      .trim(),
  )
  .pipe(z.string().min(1, message('account:missing.name')).max(120));

export const signUpForm = (countries: readonly string[]) =>
  z.object({ contact: contactField(countries), displayName, password: newPassword });

export const signInForm = (countries: readonly string[]) =>
  z.object({ contact: contactField(countries), password: z.string(message('account:missing.password')) });

export const contactForm = (countries: readonly string[]) => z.object({ contact: contactField(countries) });

export const codeForm = z.object({ code });
export const newPasswordForm = z.object({ code, password: newPassword });
