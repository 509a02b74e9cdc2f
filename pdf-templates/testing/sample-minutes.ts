import { makeCode } from '#app/domain/anonymity/code.ts';
import type { Minutes, MinutesDossier } from '#app/domain/deliberation/minutes.ts';
import { HOUSE_COLOURS } from '#app/domain/documents/model.ts';

const moment = (day: string, time: string) => ({ at: `${day}T${time}:00.000Z`, day, time });

const BIEN = { fr: 'Bien', en: 'Good' };

/** `count` dossiers of which every third passed and every tenth was decided by the jury. */
export function sampleDossiers(count: number): MinutesDossier[] {
  return Array.from({ length: count }, (_, at) => ({
    code: makeCode(at * 7919),
    average: at % 17 === 16 ? null : 620 + ((at * 37) % 1100),
    decision:
      at % 3 === 0 ? ('passed' as const) : at % 17 === 16 ? ('excluded' as const) : ('failed' as const),
    honours: at % 6 === 0 ? BIEN : null,
    byJury: at % 10 === 3,
  }));
}

/** Minutes of a jury of five, with every kind of decision. */
export const sampleMinutes: Minutes = {
  format: 1,
  office: {
    country: { fr: 'République du Niger', en: 'Republic of Niger' },
    motto: { fr: 'Fraternité – Travail – Progrès' },
    ministry: { fr: 'Ministère de l’Éducation nationale', en: 'Ministry of National Education' },
    name: { fr: 'Office du Baccalauréat', en: 'Baccalaureate Office' },
    colours: HOUSE_COLOURS,
  },
  city: 'Niamey',
  exam: { fr: 'Brevet d’études du premier cycle', en: 'Lower secondary certificate' },
  sitting: { fr: 'Session de juin 2027', en: 'Sitting of June 2027' },
  jury: { number: 14, name: 'Jury de Zinder 1' },
  round: { number: 1, kind: 'sitting', reason: null },
  regulation: {
    name: { fr: 'BEPC, exemple à confirmer', en: 'BEPC, a sample to confirm' },
    version: '2027-1',
    digest: '3f'.repeat(32),
    scale: '20',
  },
  snapshotDigest: 'a9'.repeat(32),
  deliberation: '0b6f0f4e-7d3c-4f27-9d6c-2b1c8f5b7a10',
  opened: moment('2027-07-12', '08:30'),
  sealed: moment('2027-07-12', '17:45'),
  members: [
    { name: 'Moussa Illiassou', president: true, present: true },
    { name: 'Aïchatou Ƙaramatou', president: false, present: true },
    { name: 'Ɗan-Ɓaaso Issoufou', president: false, present: true },
    { name: 'Zeinabou Alio', president: false, present: true },
    { name: 'Ibrahim Maïga', president: false, present: false },
  ],
  quorum: { appointed: 5, needed: 3, present: 4 },
  statistics: {
    registered: 60,
    present: 58,
    absent: 2,
    byDecision: { passed: 20, secondGroup: 0, failed: 34, reserved: 1, excluded: 3 },
    byHonours: [
      { name: BIEN, count: 10 },
      { name: { fr: 'Sans mention', en: 'Without honours' }, count: 10 },
    ],
    passRate: 3448,
  },
  decisions: [
    {
      dossier: makeCode(7919 * 3),
      kind: 'rescue',
      decision: 'passed',
      reason: 'Livret scolaire régulier, 14 de moyenne annuelle',
      members: ['Moussa Illiassou', 'Zeinabou Alio'],
      papers: [],
      decided: moment('2027-07-12', '11:05'),
    },
    {
      dossier: makeCode(7919 * 4),
      kind: 'void',
      decision: 'failed',
      reason: 'Document trouvé pendant l’épreuve, rapport du chef de centre.',
      members: ['Moussa Illiassou', 'Aïchatou Ƙaramatou', 'Ɗan-Ɓaaso Issoufou'],
      papers: [{ fr: 'Mathématiques', en: 'Mathematics' }],
      decided: moment('2027-07-12', '14:20'),
    },
    {
      dossier: makeCode(7919 * 4),
      kind: 'undo',
      decision: 'failed',
      reason: 'Le rapport concerne un autre candidat',
      members: ['Moussa Illiassou', 'Aïchatou Ƙaramatou'],
      papers: [],
      decided: moment('2027-07-12', '14:55'),
    },
  ],
  dossiers: sampleDossiers(60),
  signedAs: 'Moussa Illiassou',
  signed: moment('2027-07-12', '17:52'),
};
