import { expect, test } from 'vitest';
import { ANSWER_WORDS, wordsOf } from '#app/domain/verification/answer-words.ts';
import { VERIFICATION_VERDICTS } from '#app/domain/verification/verdicts.ts';
import { READER_LOCALES } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translate.ts';
import { answerKeys, lookOf } from './answer-words.ts';

test('green is for valid alone, and what could not be decided is grey', () => {
  const toneOf = (verdict: (typeof VERIFICATION_VERDICTS)[number]) =>
    lookOf(wordsOf({ verdict, reason: 'status.unreachable' })).tone;
  expect(Object.fromEntries(VERIFICATION_VERDICTS.map((verdict) => [verdict, toneOf(verdict)]))).toEqual({
    valid: 'good',
    authentic: 'warn',
    superseded: 'warn',
    revoked: 'bad',
    suspended: 'warn',
    forged: 'bad',
    'unknown-issuer': 'neutral',
    unreadable: 'neutral',
    unsupported: 'neutral',
  });
  expect(lookOf('unavailable').tone).toBe('neutral');
  expect(lookOf(wordsOf({ verdict: 'authentic', reason: 'file.altered' })).tone).toBe('warn');
});

test.each(READER_LOCALES)('every answer is said in %s without a word of the trade', (locale) => {
  const t = translator(locale);
  for (const words of ANSWER_WORDS) {
    for (const key of Object.values(answerKeys(words)))
      expect(t(key)).not.toMatch(
        /verify:|signature|jeton|token|crypto|clé|key\b|hash|COSE|payload|توقيع|مفتاح|!/i,
      );
  }
});

test('an altered file is false, and one that cannot be proven is to be compared', () => {
  expect(wordsOf({ verdict: 'forged', reason: 'file.altered' })).toBe('fileForged');
  expect(wordsOf({ verdict: 'authentic', reason: 'file.altered' })).toBe('fileUnsigned');
});

test('an authentic document says as of when its state is known, where that is known', () => {
  expect(wordsOf({ verdict: 'authentic', reason: 'status.old', statusAsOf: 1 })).toBe('dated');
  expect(wordsOf({ verdict: 'authentic', reason: 'status.unreachable', statusAsOf: null })).toBe('authentic');
});
