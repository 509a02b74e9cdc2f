import { readContact } from '#app/domain/access/contact.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import { foldText } from '#app/domain/shared/fold-text.ts';
import { type Choice, optionalPapers, seriesChoices } from '../papers.ts';
import { type Reading, read, unread } from './row-error.ts';

const words = (text: string) => new Set(text.split(' '));
const FEMALE = words('f feminin feminine female fille femme girl woman');
const MALE = words('m masculin masculine male garcon homme h boy man');
const FIT = words('apte fit oui yes o y vrai true');
const UNFIT = words('inapte unfit non no n faux false dispense dispensee exempt exempte exemptee');
const NONE = words('aucun aucune neant rien none nil non no');

/** F, Féminin, Fille, Female; M, Masculin, Garçon, H (homme), Male; in any case. */
export function readSex(typed: string): Reading<'F' | 'M'> {
  const word = foldText(typed);
  if (word === '') return unread('common:errors.required');
  if (FEMALE.has(word)) return read('F');
  return MALE.has(word) ? read('M') : unread('import:errors.sex');
}

/** Whether fit for sport: apte, fit, oui; inapte, unfit, non. Nothing written is fit: who is not says so. */
export function readSport(typed: string): Reading<boolean> {
  const word = foldText(typed);
  if (word === '' || FIT.has(word)) return read(true);
  return UNFIT.has(word) ? read(false) : unread('import:errors.sport');
}

/** A series by its code or by its name in French or English, in any case; the only one where nothing is written. */
export function readSeries(typed: string, regulation: Regulation): Reading<string> {
  const choices = seriesChoices(regulation);
  const [only] = choices;
  if (typed.trim() === '') {
    if (choices.length === 1 && only) return read(only.code);
    return unread('common:errors.required');
  }
  const found = findChoice(typed, choices) ?? findChoice(typed.replace(/^s[eé]ries?\s+/i, ''), choices);
  return found
    ? read(found.code)
    : unread('import:errors.series', { known: choices.map(({ code }) => code).join(', ') });
}

/**
 * Optional papers by code or name, between commas, slashes or semicolons; codes in the regulation's order, once each.
 * Nothing, "-" or "aucune" is none.
 * @param series null for one that could not be read: any optional paper of the regulation is then taken
 */
export function readOptions(typed: string, regulation: Regulation, series: string | null): Reading<string[]> {
  const none = foldText(typed);
  if (none === '' || NONE.has(none)) return read([]);
  const offered = series === null ? allOptionalPapers(regulation) : optionalPapers(regulation, series);
  if (offered.length === 0) return unread('import:errors.noOptions');
  const whole = findChoice(typed, offered);
  if (whole) return read([whole.code]);
  const asked = typed.split(/[,/;|\n]/).filter((part) => foldText(part) !== '');
  const unknown = asked.filter((part) => !findChoice(part, offered)).map((part) => part.trim());
  if (unknown.length > 0) {
    const codes = offered.map(({ code }) => code).join(', ');
    return unread('import:errors.options', { known: codes, unknown: unknown.join(', ').slice(0, 100) });
  }
  const chosen = new Set(asked.map((part) => findChoice(part, offered)?.code));
  return read(offered.map(({ code }) => code).filter((code) => chosen.has(code)));
}

function allOptionalPapers(regulation: Regulation): Choice[] {
  const codes = new Map<string, Choice>();
  for (const series of Object.keys(regulation.series))
    for (const paper of optionalPapers(regulation, series)) codes.set(paper.code, paper);
  return [...codes.values()];
}

function findChoice(typed: string, choices: readonly Choice[]): Choice | undefined {
  const text = typed.trim();
  const folded = foldText(text);
  const solid = folded.replaceAll(' ', '');
  return (
    choices.find(({ code }) => code === text) ??
    choices.find(({ code }) => foldText(code).replaceAll(' ', '') === solid) ??
    choices.find(({ name }) =>
      [name.fr, name.en].some(
        (one) => foldText(one) === folded || foldText(one.replace(/\([^()]*\)/g, ' ')) === folded,
      ),
    )
  );
}

/** Letters and digits in capitals, without the spaces, dots, slashes and hyphens between them; null for nothing. */
export function readNationalId(typed: string): Reading<string | null> {
  const number = typed
    .normalize('NFKC')
    .replace(/[\s.\-/]/g, '')
    .toUpperCase();
  if (number === '') return read(null);
  return /^[A-Z0-9]{1,32}$/.test(number) ? read(number) : unread('import:errors.nationalId');
}

/** A whole number within bounds, both allowed; null for nothing. @param message of the refusal, which gets both bounds */
export function readWholeNumber(
  typed: string,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
  message: string,
): Reading<number | null> {
  const text = typed.trim();
  if (text === '') return read(null);
  const number = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return number >= minimum && number <= maximum
    ? read(number)
    : unread(message, { minimum: String(minimum), maximum: String(maximum) });
}

/** A phone as E.164; null for nothing. @param countries ISO 3166-1 alpha-2, for a number without its country's code */
export function readPhone(typed: string, countries: readonly string[]): Reading<string | null> {
  if (typed.trim() === '') return read(null);
  const contact = readContact(typed, countries);
  return contact.ok && contact.value.kind === 'phone'
    ? read(contact.value.value)
    : unread('common:errors.phone');
}

/** An address in lower case; null for nothing. */
export function readEmail(typed: string): Reading<string | null> {
  if (typed.trim() === '') return read(null);
  const contact = readContact(typed, []);
  return contact.ok && contact.value.kind === 'email'
    ? read(contact.value.value)
    : unread('common:errors.email');
}

/** One line of any text, NFC; null for nothing. @param longest in characters */
export function readText(typed: string, longest: number): Reading<string | null> {
  const text = typed.normalize('NFC').replace(/ {2,}/g, ' ').trim();
  if (text === '') return read(null);
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(text)) return unread('candidate:errors.hidden');
  return [...text].length > longest
    ? unread('common:errors.tooLong', { maximum: String(longest) })
    : read(text);
}
