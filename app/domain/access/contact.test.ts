import { expect, test } from 'vitest';
import { accept, refuse } from '../shared/verdict.ts';
import { readContact } from './contact.ts';

const phone = (value: string) => accept({ kind: 'phone', value });

test.each([
  ['90 12 34 56', ['NE'], '+22790123456'],
  ['90-12-34-56', ['NE'], '+22790123456'],
  ['+227 90123456', ['BJ'], '+22790123456'],
  ['0022790123456', ['NE'], '+22790123456'],
  ['01 90 12 34 56', ['BJ'], '+2290190123456'],
  ['٩٠ ١٢ ٣٤ ٥٦', ['NE'], '+22790123456'],
  ['01 90 12 34 56', ['NE', 'BJ'], '+2290190123456'],
  ['90 12 34 56', ['NE', 'BJ'], '+22790123456'],
  ['+33 6 12 34 56 78', [], '+33612345678'],
])('reads the number %s in %j', (typed, countries, expected) => {
  expect(readContact(typed, countries)).toEqual(phone(expected));
});

test.each(['', '12', '90123456abc', '90 12 34 56 poste 5', '+999 123456', '9'.repeat(60), '+22990123456'])(
  'refuses %j as a number',
  (typed) => {
    expect(readContact(typed, ['NE'])).toEqual(refuse('contact.unreadablePhone'));
  },
);

test('a number without a country, where no country is known, is refused', () => {
  expect(readContact('90 12 34 56', [])).toEqual(refuse('contact.unreadablePhone'));
  expect(readContact('90 12 34 56', ['ZZ'])).toEqual(refuse('contact.unreadablePhone'));
});

test('an address is kept in lower case', () => {
  expect(readContact(' Awa.Diallo@Example.ORG ', ['NE'])).toEqual(
    accept({ kind: 'email', value: 'awa.diallo@example.org' }),
  );
});

test.each([
  'awa@',
  '@example.org',
  'awa@example',
  'a b@example.org',
  `${'a'.repeat(250)}@example.org`,
  'a@b@example.org',
  'a@example.org\nbcc:x',
])('refuses %j as an address', (typed) => {
  expect(readContact(typed, ['NE'])).toEqual(refuse('contact.unreadableEmail'));
});
