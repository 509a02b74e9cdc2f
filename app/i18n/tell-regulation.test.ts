import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { listNumbers } from '#app/domain/regulation/editable-numbers.ts';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import { LOCALES } from './locale.ts';
import { tellPlace } from './tell-place.ts';
import { tellRegulation } from './tell-regulation.ts';

const SAMPLES = readdirSync(new URL('../../db/seed/regulations/', import.meta.url)).map((file) =>
  file.replace('.json', ''),
);

describe.each(SAMPLES)('%s', (name) => {
  const regulation = sampleRegulation(name);

  test.each(LOCALES)('is told in sentences, none with a hole or a key left in it (%s)', (locale) => {
    const sections = tellRegulation(regulation, locale);
    const sentences = sections.flatMap((section) => [section.heading, ...section.sentences]);
    expect(sections.length).toBeGreaterThan(4);
    for (const sentence of sentences) expect(sentence).not.toMatch(/\{\{|undefined|rules:|\[object/);
  });

  test.each(LOCALES)('has a label of its own for every number of a form (%s)', (locale) => {
    for (const { place } of listNumbers(regulation)) {
      const label = tellPlace(place, regulation, locale);
      expect(label.length, place).toBeGreaterThan(3);
      expect(label, place).not.toMatch(/\{\{|undefined|rules:|\[\d/);
    }
  });
});

test('thresholds and decisions are told as the text of an order would', () => {
  const sentences = tellRegulation(sampleRegulation('bepc-sample'), 'fr').flatMap((one) => one.sentences);
  expect(sentences.some((sentence) => /^Si la moyenne est d’au moins 10 : /.test(sentence))).toBe(true);
  expect(sentences.at(-1)).not.toBe('');
});
