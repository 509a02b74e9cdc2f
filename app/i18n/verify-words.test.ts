import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { catalogue as ar } from './ar/catalogue.ts';
import { formatter } from './format.ts';
import { catalogue as fr } from './fr/catalogue.ts';
import { catalogue as ha } from './ha/catalogue.ts';
import { isReaderLocale, resolveLocale, resolveReaderLocale } from './locale.ts';
import { reasonText, translator } from './translate.ts';
import { verifyWords } from './verify-words.ts';

type Tree = { readonly [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') all.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) all.set(inner, text);
  }
  return all;
}

const variablesOf = (text: string) => [...text.matchAll(/{{\s*(\w+)/g)].map((match) => match[1]).sort();
const french = flatten(fr);
const others = { ar: flatten(ar), ha: flatten(ha) };

test('the verification words have one shape in their four languages', () => {
  const keys = [...flatten(verifyWords.fr).keys()].sort();
  for (const words of Object.values(verifyWords)) expect([...flatten(words).keys()].sort()).toEqual(keys);
});

test.each(['ar', 'ha'] as const)(
  'every sentence in %s is there in French and takes the same values',
  (language) => {
    const wrong: string[] = [];
    for (const [key, text] of others[language]) {
      const model = french.get(key);
      if (model === undefined) wrong.push(`${key} is not in French`);
      else if (text.trim() === '') wrong.push(`${key} is empty`);
      else if (variablesOf(text).join() !== variablesOf(model).join())
        wrong.push(`${key} takes other values`);
    }
    expect(wrong).toEqual([]);
  },
);

const root = path.resolve(import.meta.dirname, '..');
const OWN_PAGES = [
  'routes/verify/document-page.tsx',
  'routes/verify/verify-form.tsx',
  'routes/verify/offline-page.tsx',
];
const SHARED = ['error-summary', 'field-frame', 'file-field', 'summary-list', 'verdict-panel'].map(
  (name) => `components/${name}.tsx`,
);
/** The list of an employer's many documents is in French and English. */
const NOT_OURS = ['lot-answers.tsx'];

/** Asked for by a change link, an optional field or a telephone, none of which these pages have. */
const UNUSED = /^common:(action\.change|form\.optional|form\.phoneHint)|^checks:/;

test('nothing on the verification pages is said in French to who reads Arabic or Hausa', () => {
  const folder = path.join(root, 'components/verification');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.tsx') && !NOT_OURS.includes(name))
    .map((name) => `components/verification/${name}`);
  const used = [...files, ...SHARED, ...OWN_PAGES].flatMap((file) =>
    [
      ...readFileSync(path.join(root, file), 'utf8').matchAll(
        /['`]((?:common|verify|documents|checks):[\w.]+)['`]/g,
      ),
    ].map((match) => match[1] ?? ''),
  );
  expect(used.length).toBeGreaterThan(30);
  const missing = [...new Set(used)]
    .filter((key) => !UNUSED.test(key))
    .filter((key) => {
      const name = key.replace(':', '.');
      return [others.ar, others.ha].some((words) => !words.has(name) && !words.has(`${name}_other`));
    })
    // The product's name is the same in every language.
    .filter((key) => key !== 'common:product');
  expect(missing).toEqual([]);
});

test('a language of the verification pages is chosen by the address, then the cookie, then the browser', () => {
  const ask = (search: string, headers: Record<string, string> = {}) =>
    new Request(`https://office.example/verify${search}`, { headers });
  expect(resolveReaderLocale(ask('?lang=ha'))).toBe('ha');
  expect(resolveReaderLocale(ask('', { cookie: 'lang=ar' }))).toBe('ar');
  expect(resolveReaderLocale(ask('', { 'accept-language': 'ar-NE,fr;q=0.5' }))).toBe('ar');
  expect(resolveReaderLocale(ask('?lang=xx'))).toBe('fr');
  // Every other page has two languages, whatever was chosen here.
  expect(resolveLocale(ask('', { cookie: 'lang=ar' }))).toBe('fr');
  expect(isReaderLocale('de')).toBe(false);
});

test('dates and figures are written in each language, with the digits that are printed', () => {
  const day = new Date('2026-11-23T10:00:00Z');
  expect(formatter('ar').date(day)).toBe('23 نوفمبر 2026');
  expect(formatter('ha').date(day)).toBe('23 Nuwamba, 2026');
  expect(formatter('ar').mark(1347)).toBe('13.47');
});

test('Arabic has its plurals, and a refusal its sentence', () => {
  for (const count of [1, 2, 5, 11])
    expect(translator('ar')('common:form.problem', { count })).not.toMatch(/[a-z]/i);
  expect(reasonText('ha', { reason: 'rate.limited', detail: { minutes: 3 } })).toMatch(/minti 3/);
});
