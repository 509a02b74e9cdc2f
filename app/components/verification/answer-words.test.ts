import { expect, test } from 'vitest';
import { VERIFICATION_VERDICTS } from '#app/domain/verification/verdicts.ts';
import { LOCALES } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translate.ts';
import { answerKeys, lookOf, wordsOf } from './answer-words.ts';

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

test.each(LOCALES)('every verdict is said in %s without a word of the trade', (locale) => {
  const t = translator(locale);
  for (const verdict of VERIFICATION_VERDICTS) {
    for (const key of Object.values(answerKeys(wordsOf({ verdict, reason: 'document.good' }))))
      expect(t(key)).not.toMatch(/verify:|signature|jeton|token|crypto|clé|key\b|hash|COSE|payload|!/i);
  }
});
