import { followUpOpenings } from './authorisation-matrix-followup.ts';
import { juryOpenings } from './authorisation-matrix-jury.ts';
import { markOpenings } from './authorisation-matrix-marks.ts';
import type { Opening } from './authorisation-opening.ts';
import { anywhere, here, organisation } from './authorisation-who.ts';
import type { Targets } from './demo-targets.ts';

const OFFICE = [
  'regionalOfficer',
  'registrar',
  'cashier',
  'accountant',
  'logistics',
  'publisher',
  'auditor',
  'administrator',
] as const;
const SITTING_READERS = [
  'regionalOfficer',
  'registrar',
  'logistics',
  'publisher',
  'auditor',
  'administrator',
] as const;

const entryReaders = here('regionalOfficer', 'registrar', 'auditor');
const documentReaders = here('registrar', 'publisher', 'auditor');
const sitting = (t: Targets) => `/bureau/sessions/${t.openSitting}`;

const officeEntries = {
  'office-home': { path: () => '/bureau', opens: anywhere(...OFFICE) },
  'office-entries': {
    path: (t) => `/bureau/dossiers?q=${t.paidNumber}`,
    opens: anywhere('regionalOfficer', 'registrar', 'auditor'),
    shows: { text: (t) => t.paidEntry, to: entryReaders },
  },
  'office-entry': {
    path: (t) => `/bureau/dossiers/${t.paidEntry}`,
    opens: entryReaders,
    posts: ['validate', 'return', 'reject'].map((intent) => ({
      form: () => ({ intent, version: '1', reason: 'La photo ne montre pas le visage.' }),
      by: here('regionalOfficer', 'registrar'),
    })),
  },
  'office-entry-photo': {
    path: (t) => `/bureau/dossiers/${t.paidEntry}/photo.jpg`,
    opens: entryReaders,
    file: true,
  },
} satisfies Record<string, Opening>;

const day = (name: string, year: number) => ({
  [`${name}.day`]: '1',
  [`${name}.month`]: '5',
  [`${name}.year`]: String(year),
});

const newSitting = ({ exam, regulation, fees }: Targets) => ({
  examId: exam,
  year: '2031',
  nameFr: 'Session de mai 2031',
  nameEn: 'May 2031 sitting',
  regulationVersionId: regulation,
  feeScheduleId: fees,
  ...day('opens', 2028),
  ...day('closes', 2029),
  ...day('starts', 2030),
  ...day('results', 2031),
  timetable: 'regulation',
});

// A sitting's dates and state are no secret of a region: whoever works with sittings anywhere in its organisation reads them.
const officeSittings = {
  'office-sittings': {
    path: () => '/bureau/sessions',
    opens: anywhere(...SITTING_READERS),
    shows: { text: sitting, to: organisation(...SITTING_READERS) },
  },
  'new-sitting': {
    path: () => '/bureau/sessions/nouvelle',
    opens: anywhere('registrar', 'administrator'),
    shows: { text: (t) => t.exam, to: here('registrar', 'administrator') },
    posts: [{ form: newSitting, by: here('registrar', 'administrator') }],
  },
  'office-sitting': {
    path: sitting,
    opens: organisation(...SITTING_READERS),
    posts: [
      { form: () => ({ intent: 'close' }), by: here('registrar', 'administrator') },
      {
        form: () => ({ intent: 'deadline', ...day('until', 2027), reason: 'Routes coupées' }),
        by: here('registrar', 'administrator'),
      },
      { form: () => ({ intent: 'convocations' }), by: here('registrar', 'logistics') },
    ],
  },
  timetable: {
    path: (t) => `${sitting(t)}/calendrier`,
    opens: organisation(...SITTING_READERS),
    posts: [{ form: (t) => t.timetable, by: here('registrar', 'administrator') }],
  },
  seating: {
    path: (t) => `${sitting(t)}/places`,
    opens: here('logistics'),
    posts: [{ form: () => ({ leaveUnplaced: 'yes' }), by: here('logistics') }],
  },
  bundles: {
    path: (t) => `/bureau/sessions/${t.markedSitting}/lots`,
    opens: here('logistics'),
    posts: [
      { form: () => ({ do: 'codes' }), by: here('logistics') },
      {
        form: (t) => ({ do: 'assign', bundle: t.bundle, pass: '2', marker: t.colleague }),
        by: here('logistics'),
      },
      { form: (t) => ({ do: 'close', bundle: t.bundle }), by: here('logistics') },
    ],
  },
  publication: {
    path: (t) => `/bureau/sessions/${t.publishedSitting}/publication`,
    opens: here('publisher'),
    posts: [{ form: () => ({ do: 'prepare', reason: 'Une copie retrouvée' }), by: here('publisher') }],
  },
} satisfies Record<string, Opening>;

const officePapers = {
  'office-documents': {
    path: (t) => `/bureau/documents?q=${t.documentNumber}`,
    opens: anywhere('registrar', 'publisher', 'auditor'),
    shows: { text: (t) => t.document, to: documentReaders },
  },
  'office-document': {
    path: (t) => `/bureau/documents/${t.document}`,
    opens: documentReaders,
    posts: [
      {
        form: () => ({ intent: 'ask', status: 'revoked', reason: 'Fraude constatée' }),
        by: here('registrar'),
      },
    ],
  },
  'office-document-file': {
    path: (t) => `/bureau/documents/${t.document}/fichier`,
    opens: documentReaders,
    file: true,
  },
  till: {
    path: (t) => `/bureau/caisse?q=${t.paidNumber}`,
    opens: anywhere('cashier', 'accountant', 'auditor'),
    shows: { text: (t) => `guichet-${t.paidNumber}`, to: here('cashier', 'accountant', 'auditor') },
    posts: [
      {
        form: (t) => ({ itemId: t.suspenseItem, decision: 'kept', note: 'Payé deux fois' }),
        by: here('cashier'),
      },
    ],
  },
  'till-export': {
    path: () => '/bureau/caisse/paiements.csv',
    opens: anywhere('cashier', 'accountant', 'auditor'),
    file: true,
    shows: { text: (t) => `guichet-${t.paidNumber}`, to: here('cashier', 'accountant', 'auditor') },
  },
  audit: {
    path: (t) => `/bureau/journal?sur=${t.openSitting}`,
    opens: anywhere('auditor', 'administrator'),
    shows: { text: () => 'demo.seed', to: here('auditor', 'administrator') },
    posts: [{ by: anywhere('auditor', 'administrator') }],
  },
  users: {
    path: (t) => `/bureau/utilisateurs?q=${t.colleagueEmail}`,
    opens: anywhere('administrator'),
    shows: { text: (t) => t.colleagueGrant, to: here('administrator') },
    posts: [
      {
        form: (t) => ({
          contact: 'nouvelle@matrix.invalid',
          displayName: 'Nouvelle Recrue',
          organisationId: t.organisation,
          role: 'registrar',
          place: '',
        }),
        by: here('administrator'),
      },
      {
        form: (t) => ({ intent: 'withdraw', grantId: t.colleagueGrant }),
        by: here('administrator'),
      },
    ],
  },
} satisfies Record<string, Opening>;

export const staffOpenings: Readonly<Record<string, Opening>> = {
  ...officeEntries,
  ...officeSittings,
  ...officePapers,
  ...followUpOpenings,
  ...markOpenings,
  ...juryOpenings,
};
