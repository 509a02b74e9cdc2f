import type { Opening } from './authorisation-opening.ts';
import { anywhere, candidate, here } from './authorisation-who.ts';
import type { Targets } from './demo-targets.ts';

/** Resuming, papers, proof sheets, and what a school's head does with the entries of their school. */

const NO_TASK = '5f0c3c1e-8e0c-4d0e-9d59-0e4a7a0c2f11';
const submitted = (t: Targets) => `/espace/inscriptions/${t.submittedEntry}`;
/** Of the school whose head is here. It was sent: the pages that change it lead back to it. */
const pupil = (t: Targets) => `/ecole/dossiers/${t.paidEntry}`;
const head = here('schoolHead');

export const entryOpenings = {
  'resume-entry': { path: () => '/reprendre', opens: 'everyone', posts: [{ by: 'everyone' }] },
  'proof-sheet': {
    path: (t) => `${submitted(t)}/fiche`,
    opens: candidate('submitted'),
    posts: [
      { form: () => ({ intent: 'accept', version: '1' }), by: candidate('submitted') },
      {
        form: () => ({ intent: 'correct', version: '1', text: 'Mon nom est faux.' }),
        by: candidate('submitted'),
      },
    ],
  },
  'proof-file': { path: (t) => `${submitted(t)}/fiche.pdf`, opens: candidate('submitted'), file: true },
  'entry-paper': {
    path: (t) => `${submitted(t)}/pieces/${t.submittedPaper}`,
    opens: candidate('submitted'),
    file: true,
  },
  'school-new-entry': {
    path: () => '/ecole/dossiers/nouveau',
    opens: anywhere('schoolHead'),
    posts: [
      {
        form: (t) => ({
          place: `${t.openSitting}:${t.paidSchool}`,
          token: NO_TASK,
          surname: 'Autre',
          givenNames: 'Personne',
          sex: 'F',
        }),
        by: head,
      },
    ],
  },
  'school-entry': {
    path: pupil,
    opens: head,
    posts: [{ form: (t) => ({ intent: 'done', requestId: t.correction, answer: 'Corrigé.' }), by: head }],
  },
  'school-entry-review': {
    path: (t) => `${pupil(t)}/verifier`,
    opens: head,
    status: 302,
    posts: [{ form: () => ({ version: '1', accept: 'yes' }), by: head }],
  },
  'school-withdraw-entry': {
    path: (t) => `${pupil(t)}/retrait`,
    opens: head,
    status: 302,
    posts: [{ by: head }],
  },
  'school-entry-step': {
    path: (t) => `${pupil(t)}/identite`,
    opens: head,
    status: 302,
    posts: [{ form: () => ({ version: '1', surname: 'Autre', givenNames: 'Personne', sex: 'F' }), by: head }],
  },
  'school-entry-photo': { path: (t) => `${pupil(t)}/photo.jpg`, opens: head, file: true },
  'school-proof-file': { path: (t) => `${pupil(t)}/fiche.pdf`, opens: head, file: true },
  'school-entry-paper': {
    path: (t) => `${pupil(t)}/pieces/${t.paidPaper}`,
    opens: head,
    file: true,
  },
  // Work is its asker's alone, and nobody here asked for any.
  'school-task': { path: () => `/ecole/travaux/${NO_TASK}`, opens: 'nobody', posts: [{ by: 'nobody' }] },
  'school-task-file': { path: () => `/ecole/travaux/${NO_TASK}/fichier`, opens: 'nobody', file: true },
  'entry-rules': {
    path: (t) => `/bureau/sessions/${t.openSitting}/conditions`,
    opens: here('registrar', 'administrator'),
    posts: [
      {
        form: () => ({ nationalId: 'none', photo: 'none', ageMinimum: '60' }),
        by: here('registrar', 'administrator'),
      },
    ],
  },
  'office-entry-paper': {
    path: (t) => `/bureau/dossiers/${t.paidEntry}/pieces/${t.paidPaper}`,
    opens: here('regionalOfficer', 'registrar', 'auditor'),
    file: true,
  },
} satisfies Record<string, Opening>;
