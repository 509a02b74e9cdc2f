import type { Opening } from './authorisation-opening.ts';
import { anywhere, here, organisation } from './authorisation-who.ts';
import type { Targets } from './demo-targets.ts';

const batch = (t: Targets) => `/ecole/imports/${t.importBatch}`;
const head = here('schoolHead');

/** A list is its school's: the head of another one finds nothing. */
export const importOpenings = {
  imports: {
    path: () => '/ecole/imports',
    opens: anywhere('schoolHead'),
    shows: { text: batch, to: head },
  },
  'new-import': {
    path: () => '/ecole/imports/nouveau',
    opens: anywhere('schoolHead'),
    shows: { text: (t: Targets) => `${t.openSitting}:${t.importSchool}`, to: head },
    posts: [
      {
        form: (t: Targets) => ({
          target: `${t.openSitting}:${t.importSchool}`,
          how: 'paste',
          text: 'Nom\tPrénoms\nGARBA\tMariama',
        }),
        by: head,
      },
    ],
  },
  import: {
    path: batch,
    opens: head,
    posts: [
      { form: () => ({ intent: 'good' }), by: head },
      { form: () => ({ intent: 'remap' }), by: head },
      { form: () => ({ intent: 'cancel' }), by: head },
    ],
  },
  'import-errors': { path: (t) => `${batch(t)}/erreurs`, opens: head, file: true },
  // What a sitting asks is no secret of a school.
  'import-model': {
    path: (t) => `/ecole/imports/modele/${t.openSitting}/csv`,
    opens: organisation('schoolHead'),
    file: true,
  },
} satisfies Record<string, Opening>;
