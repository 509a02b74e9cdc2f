import { type AnswerWords, wordsOf } from '#app/domain/verification/answer-words.ts';
import type { DocumentClaims } from '#app/domain/verification/document-claims.ts';
import type { VerificationAnswer } from '#app/domain/verification/verify.ts';
import { cloneTemplate, fillSlot } from './page-parts.ts';

/** Digits as they are printed: see the formatters of the server. */
const TAGS: Readonly<Record<string, string>> = { fr: 'fr-FR', en: 'en-GB', ar: 'ar-u-nu-latn', ha: 'ha' };
const WITH_HONOURS: readonly string[] = ['transcript', 'passCertificate', 'diploma'];
const IN_FORCE: readonly string[] = ['valid', 'authentic'];

export function formatDay(seconds: number, language: string): string {
  return new Intl.DateTimeFormat(TAGS[language] ?? language, { dateStyle: 'long' }).format(seconds * 1000);
}

/** Digits of two documents, or an address and digits that do not belong together, are said as such. */
function wordsOnDevice(answer: VerificationAnswer): AnswerWords {
  return answer.reason === 'token.mismatch' ? 'twoDocuments' : wordsOf(answer);
}

/** Puts this device's answer in the place of the page's own. */
export function showAnswer(answer: VerificationAnswer, language: string): void {
  const place = document.querySelector('#answer');
  const panel =
    cloneTemplate(`[data-words="${wordsOnDevice(answer)}"]`) ?? cloneTemplate('[data-words="forged"]');
  if (!place || !panel) return;
  const { claims, statusAsOf } = answer;
  if (statusAsOf !== undefined) fillSlot(panel, 'date', formatDay(statusAsOf, language));
  if (answer.foreignHost !== undefined) fillSlot(panel, 'host', answer.foreignHost);
  place.replaceChildren(panel);
  const facts = claims ? cloneTemplate('[data-part="facts"]') : undefined;
  if (!claims || !facts) return;
  fillFacts(facts, { claims, answer, language });
  place.append(facts);
}

type Told = {
  readonly claims: DocumentClaims;
  readonly answer: VerificationAnswer;
  readonly language: string;
};

function fillFacts(facts: DocumentFragment, { claims, answer, language }: Told): void {
  const inForce = IN_FORCE.includes(answer.verdict);
  for (const part of facts.querySelectorAll<HTMLElement>('[data-kind]'))
    if ((part.dataset.kind === 'inForce') !== inForce) part.remove();
  const word = (name: string) => facts.querySelector(`[data-word="${name}"]`)?.textContent ?? name;
  const values: Readonly<Record<string, string | undefined>> = {
    holder: claims.holder,
    type: word(claims.type),
    exam: claims.exam,
    series: claims.series === '-' ? undefined : claims.series,
    year: String(claims.year),
    honours: WITH_HONOURS.includes(claims.type) ? word(claims.honours) : undefined,
    average: claims.marks && claims.average !== null && inForce ? mark(claims.average, language) : undefined,
    number: claims.number,
    edition: String(claims.edition),
    issuer: nameOf(answer, language),
    knownAt: answer.statusAsOf === undefined ? undefined : formatDay(answer.statusAsOf, language),
  };
  for (const row of facts.querySelectorAll<HTMLElement>('[data-field]')) {
    const value = values[row.dataset.field ?? ''];
    if (value === undefined) row.remove();
    else row.querySelector('dd')?.append(isolated(value));
  }
  if (claims.marks && inForce) appendMarks(facts, claims.marks, language);
}

/** A code has no name here: the paper prints both. */
function appendMarks(
  facts: DocumentFragment,
  marks: NonNullable<DocumentClaims['marks']>,
  language: string,
): void {
  const list = facts.querySelector('dl');
  for (const [paper, given] of marks) {
    const row = document.createElement('div');
    const [name, value] = [document.createElement('dt'), document.createElement('dd')];
    name.append(isolated(paper));
    value.append(isolated(given === null ? '—' : mark(given, language)));
    row.append(name, value);
    list?.append(row);
  }
}

const mark = (hundredths: number, language: string) =>
  new Intl.NumberFormat(TAGS[language] ?? language, { minimumFractionDigits: 2 }).format(hundredths / 100);

function isolated(text: string): HTMLElement {
  const part = document.createElement('bdi');
  part.textContent = text;
  return part;
}

function nameOf({ issuer }: VerificationAnswer, language: string): string | undefined {
  return issuer && (issuer.names[language] ?? issuer.names.fr ?? issuer.id);
}

/** Says, above the answer, how the two answers stand to each other; what agrees is said quietly under its word. */
export function tellOf(part: string): void {
  const notice = cloneTemplate(`[data-part="${part}"]`);
  if (!notice) return;
  const quiet = part === 'agrees' || part === 'unchecked';
  if (quiet) document.querySelector('#answer .verdict')?.after(notice);
  else document.querySelector('#answer')?.prepend(notice);
}
