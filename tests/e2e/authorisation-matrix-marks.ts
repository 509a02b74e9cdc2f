import type { Opening } from './authorisation-opening.ts';
import { anywhere, here } from './authorisation-who.ts';
import type { Targets } from './demo-targets.ts';

const sheet = (t: Targets) => `/correction/${t.bundle}`;
const marker = here('marker');

/** A bundle is its markers'; how a script was marked is the office's to read, by its code alone. */
export const markOpenings = {
  'my-bundles': {
    path: () => '/correction',
    opens: anywhere('marker'),
    shows: { text: (t) => t.bundle, to: marker },
  },
  'bundle-grid': {
    path: sheet,
    opens: marker,
    posts: [{ form: (t) => ({ [`mark.${t.script}`]: '20', reason: 'Relue' }), by: marker }],
  },
  // Where the sheet's script sends its rows; its address leads to the sheet.
  'save-notes': {
    path: (t) => `${sheet(t)}/notes`,
    opens: marker,
    status: 302,
    file: true,
    posts: [
      {
        form: (t) => ({
          rows: JSON.stringify([{ code: t.script, cells: ['20'], seen: 1 }]),
          reason: 'Relue',
        }),
        by: marker,
      },
    ],
  },
  'import-marks': {
    path: (t) => `${sheet(t)}/fichier`,
    opens: marker,
    posts: [{ form: () => ({ do: 'confirm', lines: '[]' }), by: marker }],
  },
  'marks-model': { path: (t) => `${sheet(t)}/modele/csv`, opens: marker, file: true },
  'script-history': {
    path: (t) => `/bureau/copies?code=${t.script}`,
    opens: anywhere('logistics'),
    shows: { text: () => 'id="script"', to: here('logistics') },
  },
} satisfies Record<string, Opening>;
