import { accept, refuse, type Verdict } from '../shared/verdict.ts';

export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 200;

export type PasswordRefusal =
  | 'password.tooShort'
  | 'password.tooLong'
  | 'password.tooCommon'
  | 'password.isContact';

/** Heads of public lists of leaked passwords that have ten characters or more, and those of French keyboards and words. */
const COMMON = new Set(
  `0123456789 1234567890 12345678910 123456789a 0987654321 9876543210 1q2w3e4r5t 1qaz2wsx3edc q1w2e3r4t5 qwerty1234
  qwerty12345 qwerty123456 qwertyuiop qwertyuiop123 asdfghjkl123 azertyuiop azertyuiop123 azerty1234 azerty12345
  azerty123456 qsdfghjklm wxcvbn1234 password10 password12 password123 password1234 passw0rd123 p@ssw0rd123
  motdepasse motdepasse1 motdepasse123 monmotdepasse bonjour123 bonjour1234 jetaime123 jetaime1234 loulou1234
  doudou1234 chouchou123 iloveyou12 iloveyou123 football10 football123 princesse1 princesse123 administrateur
  administrator admin12345 admin123456 changeme123 letmein1234 welcome123 bienvenue1 bienvenue123 baccalaureat
  baccalauréat palmares123 palmares2026 palmares2027 candidat123 niger12345 benin12345 abcdefghij abcdefghijk
  abcd123456 abc1234567 a123456789 aa12345678 qwerty7890 1122334455 1234512345 0102030405 0123456789a
  1234567891 12345678901 123456789012 987654321a 00000000000`.split(/\s+/),
);

/**
 * Whether a password may be chosen: 10 to 200 characters, none of the most common, not the contact itself. No rule of
 * composition: NIST SP 800-63B §3.1.1.2 advises against them.
 * @param contact the address in lower case or the E.164 number of the account.
 */
export function checkPassword(password: string, contact: string): Verdict<true, PasswordRefusal> {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) return refuse('password.tooShort', { minimum: SHORTEST_PASSWORD });
  if (length > LONGEST_PASSWORD) return refuse('password.tooLong', { maximum: LONGEST_PASSWORD });
  const folded = password.normalize('NFKC').toLowerCase();
  if (COMMON.has(folded) || new Set(folded).size <= 2) return refuse('password.tooCommon');
  if (isContact(folded, contact)) return refuse('password.isContact');
  return accept();
}

/** The address or its first part; the number however much of its country code was left out. */
function isContact(folded: string, contact: string): boolean {
  if (contact.includes('@')) return folded === contact || folded === contact.split('@')[0];
  const digits = folded.replace(/[\s+().-]/g, '').replace(/^00/, '');
  return /^\d{7,}$/.test(digits) && contact.endsWith(digits);
}
