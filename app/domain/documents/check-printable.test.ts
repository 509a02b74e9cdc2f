import { describe, expect, it } from 'vitest';
import { unprintable, unprintableFields } from './check-printable.ts';

describe('characters that can be printed', () => {
  it.each([
    ['French', 'Noël L’Haÿ-Œuvré, « Çà » — n° 3'],
    ['Hausa', 'Ɓaƙo Ɗan-ƙarami ʼYar ɓaure ƴan Ƴan'],
    ['Zarma', 'Ŋayya ɲaŋ Ɲ ẽ õ'],
    ['Tamasheq', 'Ǝləs ǝlxer Ăḍar ṭaẓẓăr ṣăḥḷ ɣur Ɣ ɛ Ɛ'],
    ['Fon and Yoruba', 'Ɖɔsu Ọlọrun Ẹniọlá'],
    ['no-break spaces', '6\u202f000\u00a0F'],
  ])('%s is whole', (_, text) => {
    expect(unprintable(text)).toEqual([]);
  });

  it('composes letters and accents before it looks', () => {
    expect(unprintable('Ai\u0308cha')).toEqual([]);
  });

  it('takes an accent that has no composed letter, and Arabic with its vowel signs', () => {
    expect(unprintable('Kɔ\u0301ku Ǝ\u0302ləs')).toEqual([]);
    expect(unprintable('مُحَمَّد ولد عبد العزيز، ڧ ٻ ٠١٢')).toEqual([]);
  });

  it('reports each missing character once, controls and invisible ones included', () => {
    expect(unprintable('漢字漢')).toEqual(['漢', '字']);
    expect(unprintable('a\u202eb\u200bc\n😀')).toEqual(['\u202e', '\u200b', '\n', '😀']);
    expect(unprintable('\u00ad')).toEqual(['\u00ad']);
  });

  it('finds the field inside a value', () => {
    expect(unprintableFields({ a: [{ b: 'ok' }, { b: '中' }], n: 3, z: null })).toEqual([
      { path: 'a.1.b', characters: ['中'] },
    ]);
  });
});
