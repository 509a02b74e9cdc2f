import { expect, test } from 'vitest';
import { catalogue as en } from './en/catalogue.ts';
import { formatter } from './format.ts';
import { catalogue as fr } from './fr/catalogue.ts';
import { message, messageText, reasonText, translator } from './translate.ts';

type Tree = { readonly [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') all.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) all.set(inner, text);
  }
  return all;
}

const variablesOf = (text: string) =>
  [...new Set([...text.matchAll(/{{\s*(\w+)/g)].map((match) => match[1]))].sort();
const french = flatten(fr);
const english = flatten(en);

test('both languages have the same keys', () => {
  expect([...english.keys()].sort()).toEqual([...french.keys()].sort());
});

test('no sentence is empty, and both take the same values', () => {
  const wrong: string[] = [];
  for (const [key, text] of french) {
    const other = english.get(key) ?? '';
    if (text.trim() === '' || other.trim() === '') wrong.push(`${key} is empty`);
    if (variablesOf(text).join() !== variablesOf(other).join()) wrong.push(`${key} takes other values`);
  }
  expect(wrong).toEqual([]);
});

test('a plural has its singular, and the other way round', () => {
  const keys = [...french.keys()];
  const bases = keys
    .filter((key) => /_(one|other)$/.test(key))
    .map((key) => key.replace(/_(one|other)$/, ''));
  for (const base of bases) {
    expect(keys).toContain(`${base}_one`);
    expect(keys).toContain(`${base}_other`);
  }
});

test('plurals follow each language: zero is singular in French, a million has no form of its own', () => {
  const t = translator('fr');
  expect(t('common:table.rows', { count: 0, formatted: '0' })).toBe('0 ligne');
  expect(t('common:table.rows', { count: 1_000_000, formatted: '1 000 000' })).toBe('1 000 000 lignes');
  expect(translator('en')('common:table.rows', { count: 0, formatted: '0' })).toBe('0 rows');
});

test('messages carry their values, refusals their sentence, and text stays text', () => {
  expect(messageText('en', message('common:errors.tooShort', { minimum: 2 }))).toBe(
    'Enter at least 2 characters',
  );
  expect(messageText('fr', 'reasons:access.denied')).toBe('Votre compte ne permet pas cette action.');
  expect(messageText('fr', 'Écrivez : oui ou non ?')).toBe('Écrivez : oui ou non ?');
  expect(reasonText('fr', { reason: 'no.such.code' })).toBe(fr.reasons.unknown);
  for (const reason of ['constructor', 'toString', 'sitting.valueOf', 'sitting'])
    expect(reasonText('fr', { reason })).toBe(fr.reasons.unknown);
});

test('figures are written as the office writes them', () => {
  const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
  const format = formatter('fr');
  expect(plain(format.money({ minor: 6000n, currency: 'XOF' }))).toBe('6 000 F CFA');
  expect(plain(format.money({ minor: -5n, currency: 'EUR' }))).toBe('-0,05 €');
  expect(format.date('2026-11-23')).toBe('23 novembre 2026');
  expect(formatter('en').date('2026-11-23')).toBe('23 November 2026');
  expect(format.dateTime(new Date('2026-11-23T23:30:00Z'))).toBe('24 novembre 2026, 00:30');
  expect(format.mark(1347)).toBe('13,47');
});
