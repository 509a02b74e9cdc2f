import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { birthPlaceKey } from './birth-place-key.ts';
import { nameKey } from './name-key.ts';
import type { ImportDraft } from './read-row.ts';
import { personDigest, rowDigest } from './row-digest.ts';
import { type PersonFacts, samePerson } from './same-person.ts';

describe('the key of a name', () => {
  test.each([
    [
      ['N’DIAYE', 'Awa'],
      ['Awa Ndiaye'],
      ['NDIAYE  AWA'],
      ["n'diaye", 'awa'],
      ['Nʼdiaye-Awa'],
      ['N Diaye', 'Awa'],
    ],
    [['M’Barik'], ["M'barik"], ['M‘Barik'], ['M`Barik'], ['M´Barik'], ['MBARIK']],
    [['Abdoul-Karim'], ['ABDOUL KARIM'], ['Karim Abdoul']],
    [
      ['Ƙaura', 'Ɗan Ɓaure'],
      ['Kaura', 'Dan Baure'],
    ],
    [['Ƴarʼadua'], ["Yar'adua"]],
    [['Maïga', 'Aïssatou'], ['MAIGA', 'AISSATOU'], ['Mai\u0308ga Aissatou']],
    [['Lecœur'], ['LECOEUR']],
    [['Faŋo'], ['Fano']],
  ])('%j and its other spellings share one', (first, ...others) => {
    for (const other of others) expect(nameKey(...other)).toBe(nameKey(...first));
  });

  test.each([
    [
      ['Ndiaye', 'Awa'],
      ['Ndiaye', 'Awa Awa'],
    ],
    [
      ['Moussa', 'Ali'],
      ['Moussa', 'Alio'],
    ],
    [['محمد'], ['احمد']],
  ])('%j and %j do not', (first, second) => {
    expect(nameKey(...first)).not.toBe(nameKey(...second));
  });

  test('other scripts keep their letters', () => {
    expect(nameKey('محمد', 'ولد')).toBe('محمد ولد');
  });

  test('order, case, accents and spaces never count', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcéïôzNDIƁɗ'), minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), fc.nat(), (words, turn) => {
        const turned = words.map((_, i) => words[(i + turn) % words.length] ?? '');
        const key = nameKey(words.join(' '));
        expect(nameKey(turned.join('  '))).toBe(key);
        expect(nameKey(...turned)).toBe(key);
        expect(nameKey(turned.join('-').toUpperCase())).toBe(key);
        expect(nameKey(words.join(' ').normalize('NFD'))).toBe(key);
        expect(nameKey(key)).toBe(key);
      }),
    );
  });
});

test('places are compared in the order of their words', () => {
  expect(birthPlaceKey('BANDAMADJI-ITSANDRA')).toBe(birthPlaceKey('Bandamadji  Itsandra'));
  expect(birthPlaceKey("Aere M'Bar")).toBe(birthPlaceKey('AERE MBAR'));
  expect(birthPlaceKey('BANDRABOUA (MAYOTTE)')).toBe('bandraboua mayotte');
  expect(birthPlaceKey('Dosso Ville')).not.toBe(birthPlaceKey('Ville Dosso'));
});

describe('one person or two', () => {
  const awa: PersonFacts = {
    nameKey: nameKey('Ndiaye', 'Awa'),
    birthDate: '2008-03-11',
    placeKey: birthPlaceKey('Tillabéri'),
    nationalId: 'NE1',
    sex: 'F',
  };
  const unnumbered = { ...awa, nationalId: null };

  test.each<[string, Partial<PersonFacts>, readonly string[]]>([
    ['everything alike', {}, ['nationalId', 'nameBirthPlace']],
    ['the same number under another name', { nameKey: 'x' }, ['nationalId']],
    ['no number', { nationalId: null }, ['nameBirthPlace']],
    ['another number', { nationalId: 'NE2' }, ['nameBirthPlace']],
    ['the other sex', { nationalId: null, sex: 'M' }, ['nameBirthPlace']],
    ['another place', { nationalId: null, placeKey: 'niamey' }, ['nameBirth']],
    ['no place', { nationalId: null, placeKey: '' }, ['nameBirth']],
    ['day and month swapped', { nationalId: null, birthDate: '2008-11-03' }, ['nameNearBirth']],
    ['one digit of the day changed', { nationalId: null, birthDate: '2008-03-17' }, ['nameNearBirth']],
    ['one digit of the year changed', { nationalId: null, birthDate: '2009-03-11' }, ['nameNearBirth']],
  ])('%s is for the officer to see', (_, changes, reasons) => {
    expect(samePerson(awa, { ...awa, ...changes })?.reasons).toEqual(reasons);
  });

  test.each<[string, Partial<PersonFacts>]>([
    ['a homonym born on another day', { birthDate: '2008-04-23' }],
    ['a homonym born near that day elsewhere', { birthDate: '2008-03-12', placeKey: 'niamey' }],
    ['a near date and the other sex', { birthDate: '2008-03-12', sex: 'M' }],
    ['another place and the other sex', { placeKey: 'niamey', sex: 'M' }],
    ['another name', { nameKey: nameKey('Ndiaye', 'Aïcha') }],
    ['no name', { nameKey: '' }],
  ])('%s is another person', (_, changes) => {
    expect(samePerson(unnumbered, { ...unnumbered, ...changes })).toBeUndefined();
  });

  test('two persons without a name or a number are not one', () => {
    const nobody = { ...unnumbered, nameKey: '' };
    expect(samePerson(nobody, nobody)).toBeUndefined();
  });

  test('the surest comes first, and the order of the two never counts', () => {
    const pick = (...all: string[]) => fc.constantFrom(...all);
    const person = fc.record<PersonFacts>({
      nameKey: pick('awa ndiaye', 'ali moussa', ''),
      birthDate: pick('2008-03-11', '2008-11-03', '2008-03-12', '2001-01-01'),
      placeKey: pick('dosso', 'niamey', ''),
      nationalId: fc.constantFrom(null, 'A', 'B'),
      sex: fc.constantFrom<'F' | 'M'>('F', 'M'),
    });
    fc.assert(
      fc.property(person, person, (a, b) => {
        const found = samePerson(a, b);
        expect(samePerson(b, a)).toEqual(found);
        if (!found) return;
        expect(a.nameKey === b.nameKey || a.nationalId === b.nationalId).toBe(true);
        expect(found.score).toBe(
          { nationalId: 100, nameBirthPlace: 90, nameBirth: 60, nameNearBirth: 40 }[
            found.reasons[0] ?? 'nameBirth'
          ],
        );
      }),
    );
  });
});

describe('digests', () => {
  const draft: ImportDraft = {
    surname: 'N’Diaye',
    givenNames: 'Awa',
    sex: 'F',
    birthDate: '2008-11-23',
    birthPlace: 'Tillabéri',
    nationality: 'NE',
    series: 'C',
    options: ['DES'],
    fit: true,
    nationalId: null,
    diploma: null,
    attempts: null,
    phone: null,
    email: null,
    schoolNumber: null,
  };

  test('a person is known again however they are written, whatever they ask for', () => {
    const again = {
      ...draft,
      surname: 'NDIAYE',
      birthPlace: 'TILLABERI',
      series: 'D',
      phone: '+22790123456',
    };
    expect(personDigest(again)).toBe(personDigest(draft));
    expect(rowDigest(again)).not.toBe(rowDigest(draft));
    expect(personDigest(draft)).toMatch(/^[0-9a-f]{64}$/);
  });

  test('another birth, sex or number is another person', () => {
    const others = [
      { birthDate: '2008-11-24' },
      { sex: 'M' as const },
      { nationalId: 'A' },
      { birthPlace: 'Dosso' },
    ];
    const digests = [draft, ...others.map((other) => ({ ...draft, ...other }))].map(personDigest);
    expect(new Set(digests).size).toBe(digests.length);
  });
});

const cases = join(import.meta.dirname, '../../../../../shared/cases/names');
describe.skipIf(!existsSync(cases))('real names (skipped where ../shared/cases is absent)', () => {
  test.each(['mauritania_name_tokens', 'guinea_surnames', 'comoros_name_tokens', 'niger_tokens'])(
    'each of %s has a key of its own letters',
    (file) => {
      for (const line of readFileSync(join(cases, `${file}.csv`), 'utf8')
        .split('\n')
        .slice(1)) {
        const [token = ''] = line.split(',');
        if (!/\p{L}/u.test(token)) continue;
        const key = nameKey(token);
        expect(key).toMatch(/^[\p{L}\p{N} ]+$/u);
        expect(nameKey(token.toUpperCase().replace(/['’]/g, 'ʼ'))).toBe(key);
      }
    },
  );
});
