import {
  type ConvocationModel,
  HOUSE_COLOURS,
  type PassCertificateModel,
  type ReceiptModel,
  type TranscriptModel,
} from '#app/domain/documents/model.ts';

/** Realistic models for tests and for looking at pages. The digits are as many as a signed transcript's, not signed. */
const HOST = 'verif.example.test';
export const SAMPLE_DIGITS = Array.from(
  { length: 490 },
  (_, index) => (index * index * 7 + index * 3 + 1) % 10,
).join('');
const QR = { url: `https://${HOST}/v/q7TjS0s0rVdYy1Zk#`, digits: SAMPLE_DIGITS };

const common = {
  templateVersion: 1 as const,
  languages: ['fr', 'en'] as ['fr', 'en'],
  office: {
    country: { fr: 'République de Démonstration', en: 'Republic of Demonstration' },
    motto: { fr: 'Fraternité – Travail – Progrès' },
    ministry: { fr: 'Ministère de l’Enseignement supérieur', en: 'Ministry of Higher Education' },
    name: { fr: 'Office national du Baccalauréat', en: 'National Baccalaureate Office' },
    colours: HOUSE_COLOURS,
  },
  edition: 1,
  issuedOn: '2026-11-23',
  qr: QR,
};

const examination = {
  exam: { fr: 'Baccalauréat de l’enseignement secondaire général', en: 'General secondary baccalaureate' },
  sitting: { fr: 'Session normale 2026', en: 'Main sitting 2026' },
  series: {
    code: 'D',
    name: { fr: 'Mathématiques et sciences de la nature', en: 'Mathematics and natural sciences' },
  },
  candidate: {
    surname: 'ISSOUFOU ƊAN-ƁAASO',
    givenNames: 'Aïchatou Ƙaramatou',
    birthDate: '2008-05-01',
    birthPlace: 'N’Guigmi',
    sex: 'F' as const,
    nationality: { fr: 'nigérienne', en: 'Nigerien' },
  },
  tableNumber: '014-2237',
  school: 'Lycée Kassaï de Zinder',
};

const signing = {
  place: 'Niamey',
  on: '2026-11-23',
  title: { fr: 'Le président du jury', en: 'The president of the jury' },
  name: 'Pr Ŋayya Moussa-Garba',
};

type Paper = readonly [code: string, fr: string, en: string, coefficient: number, mark: number | null];

function row([code, fr, en, coefficient, mark]: Paper) {
  return {
    code,
    name: { fr, en },
    result: mark === null ? { state: 'excused' as const } : { state: 'mark' as const, value: mark },
    maximum: 2000,
    coefficient: coefficient * 100,
    points: mark === null ? null : mark * coefficient,
  };
}

const WRITTEN: readonly Paper[] = [
  ['FRA', 'Français', 'French', 2, 1150],
  ['PHI', 'Philosophie', 'Philosophy', 2, 975],
  ['HG', 'Histoire-Géographie', 'History and geography', 2, 1400],
  ['ANG', 'Anglais (LV1)', 'English (first language)', 2, 1325],
  ['MAT', 'Mathématiques', 'Mathematics', 4, 1450],
  ['PC', 'Sciences physiques', 'Physics and chemistry', 4, 1200],
  ['SVT', 'Sciences de la vie et de la terre', 'Life and earth sciences', 5, 1625],
];
const OTHER: readonly Paper[] = [
  ['EPS', 'Éducation physique et sportive', 'Physical education', 1, null],
  ['DES', 'Dessin (facultatif)', 'Drawing (optional)', 1, 1475],
];

export const sampleTranscript: TranscriptModel = {
  kind: 'transcript',
  ...common,
  ...examination,
  number: 'RN-2026-0014223',
  verification: { host: HOST, typedCode: '7K3M9-QX2TP' },
  jury: 'Jury 014, Zinder',
  groups: [
    {
      title: { fr: 'Premier groupe : épreuves écrites', en: 'First group: written papers' },
      rows: WRITTEN.map(row),
      subtotal: { coefficient: 2100, points: 28_525 },
    },
    { title: { fr: 'Autres épreuves', en: 'Other papers' }, rows: OTHER.map(row) },
  ],
  totals: { coefficient: 2200, points: 30_000 },
  average: 1363,
  averageMaximum: 2000,
  decision: { fr: 'Admise', en: 'Passed' },
  honours: { fr: 'Assez bien', en: 'Fairly good' },
  remarks: [{ fr: 'Dispensée d’éducation physique et sportive.', en: 'Excused from physical education.' }],
  signing,
};

export const samplePassCertificate: PassCertificateModel = {
  kind: 'passCertificate',
  ...common,
  ...examination,
  number: 'AR-2026-0014223',
  verification: { host: HOST, typedCode: 'B4D0X-91NWE' },
  jury: 'Jury 014, Zinder',
  average: 1363,
  averageMaximum: 2000,
  honours: { fr: 'Assez bien', en: 'Fairly good' },
  signing,
};

const SLOTS = [
  ['2026-06-08', '08:00', '12:00', 'Français', 'French'],
  ['2026-06-08', '15:00', '17:00', 'Anglais (LV1)', 'English (first language)'],
  ['2026-06-09', '08:00', '12:00', 'Mathématiques', 'Mathematics'],
  ['2026-06-09', '15:00', '18:00', 'Histoire-Géographie', 'History and geography'],
  ['2026-06-10', '08:00', '12:00', 'Sciences de la vie et de la terre', 'Life and earth sciences'],
  ['2026-06-10', '15:00', '18:00', 'Philosophie', 'Philosophy'],
  ['2026-06-11', '08:00', '11:00', 'Sciences physiques', 'Physics and chemistry'],
] as const;

export const sampleConvocation: ConvocationModel = {
  kind: 'convocation',
  ...common,
  ...examination,
  number: 'CV-2026-0014223',
  verification: { host: HOST, typedCode: 'M82QA-5TR0V' },
  centre: { name: 'Lycée Amadou Kourandaga', place: 'Zinder' },
  room: 'Salle 12',
  seat: '17',
  timetable: SLOTS.map(([date, start, end, fr, en]) => ({ date, start, end, paper: { fr, en } })),
  instructions: [
    { fr: 'Présentez-vous 30 minutes avant chaque épreuve.', en: 'Come 30 minutes before each paper.' },
    {
      fr: 'Apportez cette convocation et une pièce d’identité.',
      en: 'Bring this summons and proof of identity.',
    },
    { fr: 'Téléphones et montres connectées sont interdits.', en: 'Phones and smart watches are forbidden.' },
  ],
  resultCode: '4QH7-2WXK',
  signing: { ...signing, title: { fr: 'Le directeur de l’Office', en: 'The director of the Office' } },
};

export const sampleReceipt: ReceiptModel = {
  kind: 'receipt',
  ...common,
  number: 'RC-2026-0098114',
  verification: { host: HOST, typedCode: '0ZP4C-EE71H' },
  payer: 'Aïchatou Ƙaramatou ISSOUFOU ƊAN-ƁAASO',
  subject: {
    fr: 'Inscription au baccalauréat, session normale 2026, série D',
    en: 'Entry for the baccalaureate, main sitting 2026, series D',
  },
  currency: 'XOF',
  lines: [
    { label: { fr: 'Droit d’inscription', en: 'Entry fee' }, amount: '5000' },
    { label: { fr: 'Épreuve facultative : dessin', en: 'Optional paper: drawing' }, amount: '500' },
    { label: { fr: 'Inscription tardive', en: 'Late entry' }, amount: '500' },
  ],
  total: '6000',
  paidOn: '2026-11-23',
  means: { fr: 'Carte bancaire (Stripe)', en: 'Bank card (Stripe)' },
  paymentReference: 'pi_3QX7cKLkdIwHu7ix1Ab4Ty0z',
};

export const SAMPLES = [sampleTranscript, samplePassCertificate, sampleConvocation, sampleReceipt] as const;
