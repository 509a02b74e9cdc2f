import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SHEET_LIMITS } from '#app/domain/shared/sheet-limits.ts';
import { messageText } from '#app/i18n/translate.ts';
import { errorSheet } from './error-sheet.ts';
import { readPaste } from './paste.ts';

test('rows and cells are read, quoted ones with what is inside', () => {
  const text =
    '\r\nNom\tPrénom \t\r\nMaïga\t"deux\nlignes et ""guillemets"""\r\n\t\r\nBa\r\n"Le Grand" Sow\t"ouvert\t3\r\n';
  expect(readPaste(text)).toEqual({
    ok: true,
    value: {
      header: ['Nom', 'Prénom'],
      rows: [
        { number: 3, cells: ['Maïga', 'deux\nlignes et "guillemets"'] },
        { number: 5, cells: ['Ba', ''] },
        { number: 6, cells: ['"Le Grand" Sow', '"ouvert', '3'] },
      ],
    },
  });
});

test('whatever is copied is pasted', () => {
  const cell = fc
    .string({ unit: fc.constantFrom('a', '"', '\t', '\n', ' é', "'") })
    .map((text) => `x${text}x`);
  const quoted = (text: string) => (/["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
      const text = ['a\tb', ...rows.map((row) => row.map(quoted).join('\t'))].join('\n');
      const verdict = readPaste(text);
      expect(verdict.ok && verdict.value.rows.map(({ cells }) => cells)).toEqual(rows);
    }),
  );
});

test.each([
  ['sheet.empty', ' \n\t'],
  ['sheet.noRows', 'Nom\tPrénom'],
  ['sheet.notATable', 'a\n\0'],
  ['sheet.tooLong', 'a'.repeat(SHEET_LIMITS.pastedCharacters + 1)],
  ['sheet.tooManyRows', 'a\n'.repeat(SHEET_LIMITS.pastedRows + 2)],
  ['sheet.tooManyColumns', `a\n${'b\t'.repeat(SHEET_LIMITS.columns)}b`],
  ['sheet.cellTooLong', `a\n${'b'.repeat(SHEET_LIMITS.cellCharacters + 1)}`],
])('%s is told', (reason, text) => {
  expect(readPaste(text)).toMatchObject({ ok: false, reason });
});

test('quotes that never close cost no more than others', () => {
  expect(readPaste(`a\n${'"x\t'.repeat(100)}\n`.repeat(5000)).ok).toBe(true);
});

describe('the sheet with its errors', () => {
  const say = (message: string) => messageText('fr', message);
  const errors = [
    { column: 1, field: 'birthDate' as const, message: 'common:errors.dateTooLate?maximum=14%2F06%2F2018' },
    { column: null, field: 'sex' as const, message: 'common:errors.required' },
    { column: 4, field: null, message: 'import:errors.beyondHeader' },
  ];

  test('says in front what is wrong in each column', () => {
    const sheet = errorSheet(['Nom', 'Né le'], say);
    expect(sheet.header).toEqual(['Erreurs', 'Nom', 'Né le']);
    expect(sheet.row(['Ba', '1/1/2020'], errors)).toEqual([
      'Né le : La date ne peut pas être après le 14/06/2018 | Sexe : Remplissez ce champ | Cette case n’a pas de titre de colonne : videz-la, ou vérifiez que la ligne n’est pas décalée',
      'Ba',
      '1/1/2020',
    ]);
    expect(sheet.row(['Ba', '1/1/2010'], [])).toEqual(['', 'Ba', '1/1/2010']);
  });

  test('does not double when it is sent again', () => {
    const sheet = errorSheet(['Erreurs', 'Nom', 'Né le'], say);
    expect(sheet.header).toEqual(['Erreurs', 'Nom', 'Né le']);
    expect(
      sheet.row(['ancien', 'Ba', 'x'], [{ column: 2, field: 'birthDate', message: 'common:errors.date' }]),
    ).toEqual(['Né le : Écrivez une date qui existe, par exemple 23 11 2008', 'Ba', 'x']);
  });
});
