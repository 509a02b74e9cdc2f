import type { Opening } from './authorisation-opening.ts';

/** Published results by other ways than their pages: everyone's, and no name without the code of the convocation. */
export const resultOpenings = {
  // The address alone asks for the code.
  'results-steps': {
    path: (t) => `/resultats/${t.publishedSitting}/${t.publishedTable}/calcul`,
    opens: 'everyone',
    shows: { text: (t) => t.publishedSurname, to: 'nobody' },
    posts: [{ by: 'everyone' }],
  },
  'results-centre-file': {
    path: (t) => `/resultats/${t.publishedSitting}/centres/${t.publishedCentre}`,
    opens: 'everyone',
    shows: { text: (t) => t.publishedSurname, to: 'nobody' },
    file: true,
  },
  'results-api': {
    path: (t) => `/api/v1/results/${t.publishedSitting}/${t.publishedTable}`,
    opens: 'everyone',
    shows: { text: (t) => t.publishedSurname, to: 'nobody' },
    file: true,
    posts: [{ by: 'everyone' }],
  },
} satisfies Record<string, Opening>;
