import type { Opening } from './authorisation-opening.ts';
import { anywhere, here } from './authorisation-who.ts';
import type { Targets } from './demo-targets.ts';

const head = here('schoolHead');
const results = (t: Targets) => `/ecole/resultats/${t.publishedSitting}`;

/** Results of a school's own pupils: the head of another one finds nothing of them. */
export const schoolResultOpenings = {
  'school-results': {
    path: () => '/ecole/resultats',
    opens: anywhere('schoolHead'),
    shows: { text: results, to: head },
  },
  'school-results-sitting': { path: results, opens: head },
  'school-results-csv': { path: (t) => `${results(t)}/liste.csv`, opens: head, file: true },
} satisfies Record<string, Opening>;
