import { expect, test } from 'vitest';
import { asciiName, packedName } from './packed-name.ts';

test.each([
  ['Maïga', 'MAIGA'],
  ['N’Guessan Koffi', 'N-GUESSAN-KOFFI'],
  ['Ɗan Ƙanƙani', 'DAN-KANKANI'],
  ['ƴar ɓaure ŋ', 'YAR-BAURE-N'],
  ['Œdipe ÆØ ß', 'OEDIPE-AEO-SS'],
  ['محمد', ''],
  ['--', ''],
])('%s is %s in plain letters', (written, plain) => expect(asciiName(written)).toBe(plain));

test('a file in a pack is called by its table number, and a later edition by that too', () => {
  const one = { tableNumber: '012-0345', surname: 'Maïga', edition: 1 };
  expect(packedName(one)).toBe('012-0345-MAIGA.pdf');
  expect(packedName({ ...one, edition: 2 })).toBe('012-0345-MAIGA-ED2.pdf');
  expect(packedName({ ...one, surname: 'محمد' })).toBe('012-0345.pdf');
});
