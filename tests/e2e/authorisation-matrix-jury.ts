import type { Opening } from './authorisation-opening.ts';
import { anywhere, here } from './authorisation-who.ts';
import type { Targets } from './demo-targets.ts';

const jury = here('juryMember', 'juryPresident');
const readers = here('registrar', 'publisher', 'auditor');
const deliberation = (t: Targets) => `/jury/${t.deliberation}`;
const decision = () => ({ choice: 'exclude.excluded', seen: '0', reason: 'Fraude établie' });

/** A jury's own pages, by code; the office reads the minutes that its presidents signed. */
export const juryOpenings = {
  'my-juries': {
    path: () => '/jury',
    opens: anywhere('juryMember', 'juryPresident'),
    shows: { text: (t) => t.deliberation, to: jury },
  },
  // A button of the list above, to which its address leads.
  'open-jury': {
    path: (t) => `/jury/ouvrir/${t.jury}`,
    opens: anywhere('juryMember', 'juryPresident'),
    status: 302,
    file: true,
    posts: [{ by: jury }],
  },
  deliberation: {
    path: deliberation,
    opens: jury,
    posts: [
      { form: () => ({ do: 'join' }), by: jury },
      { form: () => ({ do: 'seal', sure: 'yes' }), by: here('juryPresident') },
    ],
  },
  'jury-dossiers': {
    path: (t) => `${deliberation(t)}/dossiers?bande=rescue-0`,
    opens: jury,
    posts: [{ form: (t) => ({ chosen: t.dossier, reason: 'Livret scolaire' }), by: jury }],
  },
  'jury-dossier': {
    path: (t) => `${deliberation(t)}/dossiers/${t.dossier}`,
    opens: jury,
    posts: [{ form: decision, by: jury }],
  },
  'jury-competition': { path: (t) => `${deliberation(t)}/concours`, opens: jury },
  'jury-minutes': { path: (t) => `${deliberation(t)}/pv.pdf`, opens: jury, file: true },
  'office-minutes': { path: (t) => `/bureau/sessions/${t.publishedSitting}/pv`, opens: readers },
  'office-minutes-file': {
    path: (t) => `/bureau/deliberations/${t.deliberation}/pv.pdf`,
    opens: readers,
    file: true,
  },
} satisfies Record<string, Opening>;
