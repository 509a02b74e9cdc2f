import { expect, test } from 'vitest';
import { type ComparedFile, compareFiles } from './compare-files.ts';

const file: ComparedFile = {
  surname: 'N’Diaye',
  givenNames: 'Aïssa',
  sex: 'F',
  birthDate: '2008-11-23',
  birthPlace: 'Tillabéri',
  nationality: 'NE',
  nationalId: 'NE 123-456',
  schoolId: null,
  series: 'C',
};

test('the same names, place and number written otherwise are alike, not different', () => {
  const other = {
    ...file,
    surname: 'NDIAYE',
    givenNames: 'AISSA',
    birthPlace: 'TILLABERI',
    nationalId: 'ne123456',
  };
  expect(compareFiles(file, other)).toMatchObject({
    ...{ names: 'alike', birthPlace: 'alike', nationalId: 'alike', sex: 'same', birthDate: 'same' },
  });
});

test('what one file does not say is unknown, and what differs is different', () => {
  const other = { ...file, sex: 'M' as const, birthDate: '2008-11-22', nationalId: null, series: 'D' };
  expect(compareFiles(file, other)).toMatchObject({
    ...{
      sex: 'different',
      birthDate: 'different',
      nationalId: 'unknown',
      series: 'different',
      school: 'unknown',
    },
  });
});
