import type { Opening } from './authorisation-opening.ts';
import { anywhere, here } from './authorisation-who.ts';
import type { Targets } from './demo-targets.ts';

const sitting = (t: Targets) => `/bureau/sessions/${t.markedSitting}`;
const office = here('logistics');
const line = { scripts: '40', signedAs: 'Quelqu’un' };

/** Labels, packets, reopened bundles, statistics and moderation. */
export const scriptOpenings: Readonly<Record<string, Opening>> = {
  bundle: {
    path: (t) => `${sitting(t)}/lots/${t.closedBundle}`,
    opens: office,
    posts: [
      { form: (t) => ({ do: 'handOut', markerId: t.colleague, ...line }), by: office },
      { form: (t) => ({ do: 'return', markerId: t.colleague, ...line }), by: office },
      { form: () => ({ do: 'ask', reason: 'Une erreur de rang' }), by: office },
      { form: (t) => ({ do: 'reopen', reopeningId: t.reopening }), by: office },
      { form: (t) => ({ do: 'refuse', reopeningId: t.reopening }), by: office },
    ],
  },
  'bundle-slip': {
    path: (t) => `${sitting(t)}/lots/${t.bundle}/bordereau.pdf`,
    opens: office,
    file: true,
  },
  // What ties codes to tables: the page is the office's, the file only theirs who asked for it.
  labels: {
    path: (t) => `${sitting(t)}/etiquettes`,
    opens: office,
    posts: [{ form: (t) => ({ paper: t.closedPaper }), by: office }],
  },
  'label-file': {
    path: (t) => `${sitting(t)}/etiquettes/${t.labelTask}/fichier`,
    opens: anywhere('logistics'),
    status: 302,
    file: true,
    posts: [{ by: 'nobody' }],
  },
  'marker-statistics': { path: (t) => `${sitting(t)}/correcteurs`, opens: office },
  moderations: {
    path: (t) => `${sitting(t)}/moderations`,
    opens: office,
    posts: [
      {
        form: (t) => ({ do: 'propose', epreuve: t.closedPaper, points: '0,5', reason: 'Barème relu' }),
        by: office,
      },
      { form: (t) => ({ do: 'apply', moderationId: t.moderation }), by: office },
      { form: (t) => ({ do: 'refuse', moderationId: t.moderation }), by: office },
    ],
  },
  'my-moderations': { path: () => '/correction/moderations', opens: anywhere('marker') },
  'sign-packet': {
    path: (t) => `/correction/${t.bundle}/paquet`,
    opens: here('marker'),
    posts: [{ form: () => ({ kind: 'handOut', ...line }), by: here('marker') }],
  },
};
