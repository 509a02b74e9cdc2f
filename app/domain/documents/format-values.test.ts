import { describe, expect, it } from 'vitest';
import {
  formatAmount,
  formatDayAndDate,
  formatLongDate,
  formatPlainHundredths,
  formatPoints,
  formatTime,
} from './format-values.ts';

describe('values as documents print them', () => {
  it('writes dates in words, and a year alone as a year', () => {
    expect(formatLongDate('2026-11-23', 'fr')).toBe('23\u00a0novembre 2026');
    expect(formatLongDate('2008-05-01', 'fr')).toBe('1er\u00a0mai 2008');
    expect(formatLongDate('2008-05-01', 'en')).toBe('1\u00a0May 2008');
    expect(formatLongDate('2007', 'fr')).toBe('2007');
    expect(formatDayAndDate('2026-06-08', 'fr')).toBe('lundi 8\u00a0juin 2026');
    expect(formatDayAndDate('2024-02-29', 'en')).toBe('Thursday 29\u00a0February 2024');
  });

  it('writes times', () => {
    expect(formatTime('08:00', 'fr')).toBe('8\u202fh\u202f00');
    expect(formatTime('08:00', 'en')).toBe('08:00');
  });

  it('writes amounts with no-break spaces and the decimals of the currency', () => {
    expect(formatAmount(6000n, 'XOF')).toBe('6\u202f000\u00a0F\u00a0CFA');
    expect(formatAmount(500n, 'XOF')).toBe('500\u00a0F\u00a0CFA');
    expect(formatAmount(1234567890n, 'XOF')).toBe('1\u202f234\u202f567\u202f890\u00a0F\u00a0CFA');
    expect(formatAmount(5n, 'MRU')).toBe('0,05\u00a0MRU');
    expect(formatAmount(123456n, 'EUR')).toBe('1\u202f234,56\u00a0EUR');
    expect(() => formatAmount(1n, 'ZZZ')).toThrow(RangeError);
  });

  it('writes coefficients without idle decimals and points with two', () => {
    expect([500, 150, 125, 0, -25].map(formatPlainHundredths)).toEqual([
      '5',
      '1,5',
      '1,25',
      '0',
      '\u22120,25',
    ]);
    expect([30_000, 134_705, -150].map(formatPoints)).toEqual(['300,00', '1\u202f347,05', '\u22121,50']);
  });
});
