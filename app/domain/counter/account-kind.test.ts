import { expect, test } from 'vitest';
import { accountKind } from './account-kind.ts';

test.each([
  ['receivable:1', 'receivable'],
  ['till:1', 'till'],
  ['bank:nita', 'bank'],
  ['bank:deposit', 'deposit'],
  ['income:fees', 'fees'],
  ['expense:losses', 'losses'],
  ['suspense', 'suspense'],
  ['expense:fees', 'other'],
  ['', 'other'],
])('%s is %s', (account, kind) => {
  expect(accountKind(account)).toBe(kind);
});
