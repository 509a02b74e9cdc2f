import type { Opening } from './authorisation-opening.ts';
import { anywhere, here } from './authorisation-who.ts';

const writers = here('registrar', 'administrator');
const everywhere = anywhere('registrar', 'administrator');

/** Regulations are written by those who hold sittings, each for their own office. */
export const regulationOpenings = {
  regulations: {
    path: () => '/bureau/reglements',
    opens: everywhere,
    shows: { text: (t) => t.regulation, to: writers },
  },
  'new-regulation': {
    path: () => '/bureau/reglements/nouveau',
    opens: everywhere,
    posts: [{ form: (t) => ({ organisationId: t.organisation, sample: 'nothing' }), by: everywhere }],
  },
  regulation: {
    path: (t) => `/bureau/reglements/${t.regulation}`,
    opens: writers,
    posts: [
      { form: (t) => ({ intent: 'choose', sittingId: t.openSitting }), by: writers },
      { form: () => ({ intent: 'draft' }), by: writers },
    ],
  },
  'regulation-draft': {
    path: (t) => `/bureau/reglements/brouillons/${t.regulationDraft}`,
    opens: writers,
    posts: [
      { form: () => ({ intent: 'file', revision: '999', text: '{}' }), by: writers },
      { form: () => ({ intent: 'numbers', revision: '999' }), by: writers },
      { form: () => ({ intent: 'keep', revision: '999' }), by: writers },
      { form: (t) => ({ intent: 'compare', sittingId: t.openSitting }), by: writers },
    ],
  },
  'regulation-comparison': {
    path: (t) => `/bureau/reglements/comparaisons/${t.regulationComparison}`,
    opens: writers,
    // Only whoever asked for it may stop it.
    posts: [{ form: () => ({ intent: 'stop' }), by: 'nobody' }],
  },
} satisfies Record<string, Opening>;
