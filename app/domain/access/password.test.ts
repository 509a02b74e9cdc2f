import { expect, test } from 'vitest';
import { accept, refuse } from '../shared/verdict.ts';
import { checkPassword } from './password.ts';

const EMAIL = 'aichatou.maiga@example.org';
const PHONE = '+22790123456';

test.each(['trois chats gris', 'ﺍﻟﺴﻼﻡ ﻋﻠﻴﻜﻢ ﻭﺭﺣﻤﺔ', `${'x'.repeat(99)}yz`, '😀😁😂🤣😃😄😅😆😉😊'])(
  'accepts %s',
  (password) => {
    expect(checkPassword(password, EMAIL)).toEqual(accept());
  },
);

test('counts characters, not code units', () => {
  expect(checkPassword('neuf car.', EMAIL)).toEqual(refuse('password.tooShort', { minimum: 10 }));
  expect(checkPassword('😀😁😂🤣😃', EMAIL)).toEqual(refuse('password.tooShort', { minimum: 10 }));
});

test('refuses more than 200 characters, so that nobody makes the server hash a book', () => {
  expect(checkPassword('abc '.repeat(50), EMAIL).ok).toBe(true);
  expect(checkPassword(`${'abc '.repeat(50)}d`, EMAIL)).toEqual(refuse('password.tooLong', { maximum: 200 }));
});

test.each([
  'azertyuiop',
  'AzertyUiop',
  'motdepasse',
  '1234567890',
  'aaaaaaaaaaaa',
  '1212121212',
  'Password123',
])('refuses the common %s', (password) => {
  expect(checkPassword(password, EMAIL)).toEqual(refuse('password.tooCommon'));
});

test.each([
  [EMAIL, EMAIL],
  ['Aichatou.Maiga', EMAIL],
  ['+227 90 12 34 56', PHONE],
  ['0022790123456', PHONE],
  ['90.12.34.56', PHONE],
])('refuses the contact itself: %s', (password, contact) => {
  expect(checkPassword(password, contact)).toEqual(refuse('password.isContact'));
});
