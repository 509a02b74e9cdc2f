import type { StoredModel } from '#app/domain/documents/stored-model.ts';
import { sampleTranscript } from '#pdf/testing/sample-models.ts';

const NAMES = [
  ...['Amadou', 'Issoufou', 'Mahamane', 'Zeïnabou', 'Hadiza', 'Oumarou', 'Rahila', 'Ƙaramatou', 'Boubacar'],
  ...['Salamatou', 'Djibo', 'Fatchima', 'Kadidja', 'Laouali', 'Moussa', 'N’Diaye', 'Yacouba', 'Ɗan-Asabe'],
];
const PLACES = ['Niamey', 'Zinder', 'Maradi', 'Tahoua', 'Agadez', 'Dosso', 'Diffa', 'Tillabéri', 'N’Guigmi'];
const MORE = [
  ['Allemand (LV2)', 'German (second language)'],
  ['Informatique', 'Computing'],
  ['Éducation civique', 'Civic education'],
  ['Économie familiale', 'Home economics'],
] as const;

const pick = <T>(list: readonly T[], at: number): T => {
  const found = list[at % list.length];
  if (found === undefined) throw new Error('an empty list');
  return found;
};

/** The transcript of candidate `at`: thirteen papers in two languages, everybody with marks and names of their own. */
export function benchTranscript(at: number): StoredModel {
  const number = `RN-2026-${String(1_000_000 + at)}`;
  const surname = `${pick(NAMES, at)} ${pick(NAMES, Math.floor(at / 18) + 5)}`.toUpperCase();
  const givenNames = `${pick(NAMES, at * 7 + 3)} ${pick(NAMES, Math.floor(at / 5))}`;
  const birthPlace = pick(PLACES, at * 5 + Math.floor(at / 9));
  const [written, others] = sampleTranscript.groups;
  if (!written || !others) throw new Error('the sample lost its papers');
  const [paper] = written.rows;
  if (!paper) throw new Error('the sample lost its papers');
  const mark = (of: number) => ((at * 131 + of * 57) % 41) * 25 + 500;
  const more = MORE.map(([fr, en], order) => ({ ...paper, code: `S${order}`, name: { fr, en } }));
  const rows = [...written.rows, ...more].map((row, order) => ({
    ...row,
    result: { state: 'mark' as const, value: mark(order) },
    points: mark(order) * 2,
  }));
  const { qr: _, ...sample } = sampleTranscript;
  const draft = {
    ...sample,
    number,
    candidate: { ...sample.candidate, surname, givenNames, birthPlace },
    groups: [{ ...written, rows }, others],
  };
  const claims = {
    issuer: 'XX-OEC',
    issuedAt: 1_795_392_000,
    holder: `${givenNames} ${surname}`,
    birthDate: '20080501',
    type: 'transcript' as const,
    exam: 'BAC',
    series: 'D',
    year: 2026,
    honours: 'assezBien' as const,
    average: 1363,
    number,
    edition: 1,
    statusIndex: at,
  };
  return { draft, claims };
}
