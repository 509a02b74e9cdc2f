import type { Opening } from './authorisation-opening.ts';
import { anywhere, here, organisation } from './authorisation-who.ts';
import type { Targets } from './demo-targets.ts';

const readers = organisation('regionalOfficer', 'registrar', 'auditor', 'administrator');
const inRegion = here('regionalOfficer', 'registrar', 'auditor', 'administrator');
const reminders = organisation('regionalOfficer', 'registrar', 'administrator');
const pairReaders = here('regionalOfficer', 'registrar', 'auditor');
const follow = (t: Targets) => `/bureau/sessions/${t.openSitting}/suivi`;

/** A sitting's figures are counted for whoever follows entries in its organisation; a region's officer counts their region. */
export const followUpOpenings = {
  'follow-up': { path: follow, opens: readers },
  'follow-up-export': { path: (t) => `${follow(t)}.csv?par=region`, opens: readers, file: true },
  'silent-schools': {
    path: (t) => `${follow(t)}/etablissements-muets`,
    opens: readers,
    shows: { text: (t) => t.silentSchool, to: inRegion },
  },
  'silent-schools-export': {
    path: (t) => `${follow(t)}/etablissements-muets.csv`,
    opens: readers,
    file: true,
    shows: { text: (t) => t.silentSchool, to: inRegion },
  },
  reminders: {
    path: (t) => `/bureau/sessions/${t.openSitting}/rappels?a=candidateDraft`,
    opens: reminders,
    posts: [{ form: () => ({ audience: 'silentSchools' }), by: reminders }],
  },
  duplicates: {
    path: () => '/bureau/doublons',
    opens: anywhere('regionalOfficer', 'registrar', 'auditor'),
    shows: { text: (t) => t.duplicatePair, to: pairReaders },
    posts: [
      { form: (t) => ({ sittingId: t.openSitting }), by: organisation('regionalOfficer', 'registrar') },
    ],
  },
  duplicate: {
    path: (t) => `/bureau/doublons/${t.duplicatePair}`,
    opens: pairReaders,
    posts: ['different', 'keepA', 'keepB'].map((decision) => ({
      form: () => ({ decision, note: 'Même extrait de naissance' }),
      by: here('regionalOfficer', 'registrar'),
    })),
  },
  'duplicate-photo': {
    path: (t) => `/bureau/doublons/${t.duplicatePair}/photos/${t.duplicateEntry}`,
    opens: pairReaders,
    file: true,
  },
} satisfies Record<string, Opening>;
