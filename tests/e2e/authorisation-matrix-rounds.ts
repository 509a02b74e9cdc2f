import type { Opening } from './authorisation-opening.ts';
import { candidate, organisation } from './authorisation-who.ts';
import type { Targets } from './demo-targets.ts';

const sitting = (t: Targets) => `/bureau/sessions/${t.publishedSitting}`;
const round = (t: Targets) => `${sitting(t)}/tours/${t.roundNumber}`;
const entry = (id: string) => `/espace/inscriptions/${id}`;
const managers = organisation('registrar', 'administrator');
const readers = organisation('registrar', 'administrator', 'logistics');

/** A round is opened by who manages the sitting and marked by logistics; claims are answered by who manages the sitting. */
export const roundOpenings = {
  'office-rounds': {
    path: (t) => `${sitting(t)}/tours`,
    opens: readers,
    posts: [{ form: () => ({ kind: 'review', reason: 'Réclamations de juillet' }), by: managers }],
  },
  'office-round': {
    path: round,
    opens: readers,
    posts: [
      { form: () => ({ intent: 'start' }), by: organisation('logistics') },
      { form: () => ({ intent: 'cancel' }), by: managers },
    ],
  },
  'office-round-choice': {
    path: (t) => `${round(t)}/candidats/${t.calledEntry}`,
    opens: managers,
    posts: [{ form: () => ({ papers: 'XYZ' }), by: managers }],
  },
  'office-round-csv': { path: (t) => `${round(t)}/convocations.csv`, opens: readers, file: true },
  'office-round-list': {
    path: (t) => `${round(t)}/convocations/${t.roundCentre}`,
    opens: readers,
    file: true,
  },
  'office-claims': { path: (t) => `${sitting(t)}/reclamations`, opens: managers },
  'office-claim': {
    path: (t) => `${sitting(t)}/reclamations/${t.claim}`,
    opens: managers,
    posts: [{ form: () => ({ event: 'reject', answer: '' }), by: managers }],
  },
  'entry-round': {
    path: (t) => `${entry(t.calledEntry)}/tour`,
    opens: candidate('called'),
    posts: [{ form: () => ({ intent: 'check', papers: 'XYZ' }), by: candidate('called') }],
  },
  'entry-claims': { path: (t) => `${entry(t.publishedEntry)}/reclamations`, opens: candidate('published') },
  'new-claim': {
    path: (t) => `${entry(t.publishedEntry)}/reclamations/nouvelle`,
    opens: candidate('published'),
    posts: [
      {
        form: () => ({ intent: 'send', paper: 'MAT', reason: 'Le total est faux, à mon avis.' }),
        by: candidate('published'),
      },
    ],
  },
} satisfies Record<string, Opening>;
