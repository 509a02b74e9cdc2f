import type { Opening } from './authorisation-opening.ts';
import { anywhere, here } from './authorisation-who.ts';
import type { Targets } from './demo-targets.ts';

const readers = anywhere('cashier', 'accountant', 'auditor');
const about = (intent: string) => (t: Targets) => ({
  intent,
  refundId: t.refund,
  reason: 'Vu au guichet',
  reference: 'VIR-1',
});

/** Refunds and the provider's own list. A provider's account is the installation's: any cashier may ask for it again. */
export const moneyOpenings = {
  refunds: {
    path: () => '/bureau/caisse/remboursements',
    opens: readers,
    shows: { text: (t: Targets) => t.refundInvoice, to: here('cashier', 'accountant', 'auditor') },
    posts: [
      { form: about('complete'), by: here('cashier') },
      { form: about('retry'), by: here('cashier', 'accountant') },
      { form: about('refuse'), by: here('accountant') },
      { form: about('approve'), by: here('accountant') },
      {
        form: (t: Targets) => ({
          intent: 'ask',
          organisationId: t.organisation,
          invoiceNumber: t.refundInvoice,
          reason: 'Dossier rejeté',
        }),
        by: here('cashier'),
      },
    ],
  },
  reconciliations: {
    path: () => '/bureau/caisse/rapprochements',
    opens: readers,
    posts: [
      { form: () => ({ provider: 'stripe', day: '2026-01-01' }), by: anywhere('cashier', 'accountant') },
    ],
  },
  reconciliation: { path: (t) => `/bureau/caisse/rapprochements/${t.reconciliation}`, opens: readers },
  'reconciliation-csv': {
    path: (t) => `/bureau/caisse/rapprochements/${t.reconciliation}/mouvements.csv`,
    opens: readers,
    file: true,
  },
} satisfies Record<string, Opening>;
