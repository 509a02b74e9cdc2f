import { describe, expect, test } from 'vitest';
import { lotColumns, lotQuestion } from './lot.ts';

describe('the columns of a list', () => {
  test.each([
    [['Numéro', 'Code de vérification'], { number: 0, code: 1, text: -1, headless: false }],
    [['Nom', 'Document number', 'CODE'], { number: 1, code: 2, text: -1, headless: false }],
    [['N°', 'Code'], { number: 0, code: 1, text: -1, headless: false }],
    [['Nom', 'Adresse'], { number: -1, code: -1, text: 1, headless: false }],
    [['QR code'], { number: -1, code: -1, text: 0, headless: false }],
    [['number', 'code', 'URL'], { number: 0, code: 1, text: 2, headless: false }],
    [['RN-2026-BAC-000123', '7K3M-9QXA-2RT'], { number: 0, code: 1, text: -1, headless: true }],
    [['https://palmares.example/v/AAAAAAAAAAAAAAAA'], { number: -1, code: -1, text: 0, headless: true }],
    [['Nom', 'Code'], { number: 0, code: 1, text: -1, headless: true }],
  ])('of %j', (header, columns) => {
    expect(lotColumns(header)).toEqual(columns);
  });
});

describe('a row', () => {
  const columns = { number: 0, code: 1, text: 2, headless: false };
  test.each([
    [[' RN-1 ', 'AAAA'], { kind: 'typed', number: 'RN-1', code: 'AAAA' }],
    [['RN-1', 'AAAA', ' https://x/v/t '], { kind: 'text', text: 'https://x/v/t' }],
    [['RN-1', ' '], { kind: 'incomplete' }],
    [['', 'AAAA'], { kind: 'incomplete' }],
    [[], { kind: 'incomplete' }],
  ])('%j asks %j', (cells, question) => {
    expect(lotQuestion(cells, columns)).toEqual(question);
  });
});
