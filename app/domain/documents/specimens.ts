import {
  type ConvocationModel,
  type DiplomaModel,
  type DocumentKind,
  type DocumentModel,
  HOUSE_COLOURS,
  type PassCertificateModel,
  type ReceiptModel,
  type TranscriptModel,
} from './model.ts';

/**
 * One document of each kind for a person who doesn't exist: what a template is known by (see the service that checks
 * templates), and what an office looks at before it chooses a style. A change here is a change of every fingerprint.
 */
const HOST = 'specimen.example';
const DIGITS = Array.from({ length: 490 }, (_, index) => (index * index * 3 + index * 7 + 5) % 10).join('');
const ARMS_KEY = 'specimen/arms.jpg';
const PHOTO_KEY = 'specimen/photo.jpg';

/** A shield of 16 by 20 pixels as a JPEG, in base64. */
const SHIELD =
  '/9j/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2P/wAARCAAUABADASIAAhEBAxEB/8QAFwABAAMAAAAAAAAAAAAAAAAAAAMEB//EAB8QAAICAgIDAQAAAAAAAAAAAAECAwUABBEhEmGBsf/EABYBAQEBAAAAAAAAAAAAAAAAAAIDBP/EABYRAQEBAAAAAAAAAAAAAAAAAAARIf/aAAwDAQACEQMRAD8AqWtpYR224ib2yqLO4VVmYADyPQ7xVWlhJbaaPvbLI06BlaZiCPIdHvIb+F4LzcWQEFpWcewTyP3FBC895prGCSsqufQB5P5hZ9rQrOn0rVANqLll6V1PDD7isqNKqQjVi4Zumdjyx+4xiXmv/9k=';

const shield = Uint8Array.from(atob(SHIELD), (character) => character.charCodeAt(0));

/** The pictures the specimens name. */
export const SPECIMEN_IMAGES: Readonly<Record<string, Uint8Array>> = {
  [ARMS_KEY]: shield,
  [PHOTO_KEY]: shield,
};

const common = {
  templateVersion: 1 as const,
  languages: ['fr', 'en'] as ['fr', 'en'],
  office: {
    country: { fr: 'République de Démonstration', en: 'Republic of Demonstration' },
    motto: { fr: 'Fraternité – Travail – Progrès', en: 'Fraternity – Work – Progress' },
    ministry: { fr: 'Ministère de l’Enseignement', en: 'Ministry of Education' },
    name: { fr: 'Office des examens', en: 'Examinations Office' },
    arms: { key: ARMS_KEY, sha256: '0'.repeat(64) },
    colours: HOUSE_COLOURS,
  },
  edition: 2,
  issuedOn: '2026-01-01',
  verification: { host: HOST, typedCode: 'SPEC-1MEN-000' },
  qr: { url: `https://${HOST}/v/c3BlY2ltZW5zcGVj#`, digits: DIGITS },
};

const examination = {
  exam: { fr: 'Baccalauréat de l’enseignement secondaire', en: 'Secondary school leaving certificate' },
  sitting: { fr: 'Session normale 2026', en: 'Main sitting 2026' },
  series: { code: 'D', name: { fr: 'Sciences de la nature', en: 'Natural sciences' } },
  candidate: {
    surname: 'SPÉCIMEN ƊAN-ŊAYYA',
    givenNames: 'Aïssa Ƙarama',
    birthDate: '2008-02-29',
    birthPlace: 'Ville-du-Fleuve',
    sex: 'F' as const,
    nationality: { fr: 'de démonstration', en: 'Demonstrator' },
  },
  tableNumber: '000-0000',
  school: 'Lycée de démonstration',
};

const signing = {
  place: 'Ville-du-Fleuve',
  on: '2026-01-01',
  title: { fr: 'Le directeur de l’Office', en: 'The director of the Office' },
  name: 'Spécimen de signature',
};

const honours = { fr: 'Assez bien', en: 'Fairly good' };
const results = { jury: 'Jury 000', average: 1234, averageMaximum: 2000, honours, signing };

const transcript: TranscriptModel = {
  kind: 'transcript',
  ...common,
  ...examination,
  ...results,
  number: 'RN-2026-SPECIMEN',
  groups: [
    {
      title: { fr: 'Épreuves du premier groupe', en: 'First-group papers' },
      rows: [
        {
          code: 'FRA',
          name: { fr: 'Français', en: 'French' },
          result: { state: 'mark', value: 1150 },
          maximum: 2000,
          coefficient: 200,
          points: 2300,
        },
        {
          code: 'EPS',
          name: { fr: 'Éducation physique', en: 'Physical education' },
          result: { state: 'excused' },
          maximum: 2000,
          coefficient: null,
          points: null,
        },
      ],
      subtotal: { coefficient: 200, points: 2300 },
    },
  ],
  totals: { coefficient: 200, points: 2300 },
  decision: { fr: 'Admis', en: 'Passed' },
  remarks: [{ fr: 'Ce document est un spécimen.', en: 'This document is a specimen.' }],
};

const passCertificate: PassCertificateModel = {
  kind: 'passCertificate',
  ...common,
  ...examination,
  ...results,
  number: 'AR-2026-SPECIMEN',
};

const diploma: DiplomaModel = {
  kind: 'diploma',
  ...common,
  ...examination,
  number: 'DI-2026-SPECIMEN',
  jury: 'Jury 000',
  title: { fr: 'Diplôme du baccalauréat', en: 'Secondary school leaving diploma' },
  subtitle: { fr: 'de l’enseignement secondaire' },
  preamble: [{ fr: 'Vu la loi n° 00-000 portant orientation du système éducatif ;' }],
  conferring: { fr: 'L’Office des examens confère à', en: 'The Examinations Office confers upon' },
  rights: {
    fr: 'pour en jouir avec les droits et prérogatives qui y sont attachés.',
    en: 'to enjoy it with the rights and privileges attached to it.',
  },
  honours,
  notes: [{ fr: 'Il n’est délivré qu’un seul exemplaire.', en: 'Issued only once.' }],
  signing,
  cosigner: { title: { fr: 'Le ministre', en: 'The minister' }, name: 'Spécimen de signature' },
};

const convocation: ConvocationModel = {
  kind: 'convocation',
  ...common,
  ...examination,
  number: 'CV-2026-SPECIMEN',
  photoKey: PHOTO_KEY,
  centre: { name: 'Lycée de démonstration', place: 'Ville-du-Fleuve' },
  room: 'Salle 1',
  seat: '1',
  timetable: [
    { date: '2026-06-08', start: '08:00', end: '12:00', paper: { fr: 'Français', en: 'French' } },
    { date: '2026-06-09', start: '08:00', end: '11:00', paper: { fr: 'Dessin', en: 'Drawing' } },
  ],
  instructions: [{ fr: 'Ce document est un spécimen.', en: 'This document is a specimen.' }],
  resultCode: 'SPEC-0000',
  signing,
};

const receipt: ReceiptModel = {
  kind: 'receipt',
  ...common,
  number: 'RC-2026-SPECIMEN',
  payer: 'Aïssa Ƙarama SPÉCIMEN',
  subject: { fr: 'Inscription à l’examen, série D', en: 'Entry for the examination, series D' },
  currency: 'XOF',
  lines: [
    { label: { fr: 'Droit d’inscription', en: 'Entry fee' }, amount: '5000' },
    { label: { fr: 'Exonération', en: 'Exemption' }, amount: '-1000' },
  ],
  total: '4000',
  paidOn: '2026-01-01',
  means: { fr: 'Espèces, au guichet', en: 'Cash, at the counter' },
  paymentReference: 'SPECIMEN',
};

export const SPECIMENS: Readonly<Record<DocumentKind, DocumentModel>> = {
  transcript,
  passCertificate,
  diploma,
  convocation,
  receipt,
};
