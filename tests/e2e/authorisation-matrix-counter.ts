import type { Opening } from './authorisation-opening.ts';
import { anywhere, here } from './authorisation-who.ts';
import type { Targets } from './demo-targets.ts';

const readers = here('cashier', 'accountant', 'auditor');
const everyReader = anywhere('cashier', 'accountant', 'auditor');
const bookers = here('cashier', 'accountant');
const cash = { receiptNumber: 'MATRICE-1', amount: '6000' };

/** Counters: money is an organisation's, so a cashier of one region reads none of it. */
export const counterOpenings = {
  'counter-home': {
    path: () => '/bureau/guichet',
    opens: anywhere('cashier'),
    posts: [{ form: (t: Targets) => ({ organisationId: t.organisation, float: '0' }), by: here('cashier') }],
  },
  'counter-invoice': {
    path: (t) => `/bureau/guichet/factures/${t.openInvoice}`,
    opens: readers,
    posts: [{ form: () => cash, by: here('cashier') }],
  },
  'new-waiver': {
    path: (t) => `/bureau/guichet/factures/${t.openInvoice}/exoneration`,
    opens: here('cashier'),
    posts: [{ form: () => ({ exemption: 'disability', reason: 'Carte vue' }), by: here('cashier') }],
  },
  'counter-school-invoice': {
    path: (t) => `/bureau/guichet/factures-ecole/${t.schoolInvoice}`,
    opens: readers,
    posts: [{ form: () => cash, by: here('cashier') }],
  },
  'counter-payment': { path: (t) => `/bureau/guichet/encaissements/${t.cashPayment}`, opens: readers },
  'counter-receipt': {
    path: (t) => `/bureau/guichet/encaissements/${t.cashPayment}/recu.pdf`,
    opens: readers,
    file: true,
  },
  // Only the cashier whose drawer it is closes it: nobody here.
  'counter-journal': {
    path: (t) => `/bureau/guichet/journal/${t.closedTill}`,
    opens: readers,
    posts: [
      { form: () => ({ intent: 'close', counted: '0', reason: 'Vide' }), by: 'nobody' },
      { form: () => ({ intent: 'reconcile', depositReference: 'B-1' }), by: here('accountant') },
    ],
  },
  'counter-journal-csv': {
    path: (t) => `/bureau/guichet/journal/${t.closedTill}/journal.csv`,
    opens: readers,
    file: true,
  },
  'counter-refunds': {
    path: () => '/bureau/guichet/remboursements',
    opens: anywhere('cashier'),
    posts: [{ form: (t: Targets) => ({ refundId: t.cashRefund, voucher: 'B-1' }), by: here('cashier') }],
  },
  'counter-tills': {
    path: () => '/bureau/guichet/caisses',
    opens: everyReader,
    shows: { text: (t: Targets) => t.closedTill, to: readers },
  },
  'ledger-csv': {
    path: () => '/bureau/caisse/ecritures.csv',
    opens: everyReader,
    file: true,
    shows: { text: (t: Targets) => `till:${t.closedTill}`, to: readers },
  },
  'bank-files': {
    path: () => '/bureau/guichet/releves',
    opens: anywhere('cashier', 'accountant'),
    shows: { text: (t: Targets) => t.bankFile, to: bookers },
    posts: [
      { form: (t: Targets) => ({ organisationId: t.organisation, source: 'nita', file: '' }), by: bookers },
    ],
  },
  'bank-file': {
    path: (t) => `/bureau/guichet/releves/${t.bankFile}`,
    opens: bookers,
    posts: [{ by: bookers }],
  },
  waivers: {
    path: () => '/bureau/caisse/exonerations',
    opens: everyReader,
    shows: { text: (t: Targets) => t.waiver, to: here('accountant') },
    posts: [{ form: (t: Targets) => ({ waiverId: t.waiver, decision: 'grant' }), by: here('accountant') }],
  },
} satisfies Record<string, Opening>;

export const schoolMoneyOpenings = {
  'school-invoices': {
    path: () => '/ecole/factures',
    opens: anywhere('schoolHead'),
    shows: { text: (t: Targets) => t.schoolInvoice, to: here('schoolHead') },
    posts: [
      {
        form: (t: Targets) => ({ schoolId: t.schoolOfInvoice, sittingId: t.openSitting, whom: 'all' }),
        by: here('schoolHead'),
      },
    ],
  },
  'school-invoice': {
    path: (t) => `/ecole/factures/${t.schoolInvoice}`,
    opens: here('schoolHead'),
    posts: [
      { form: () => ({ intent: 'cancel' }), by: here('schoolHead') },
      { form: () => ({ intent: 'pay', amount: '6000', provider: 'stripe' }), by: here('schoolHead') },
    ],
  },
} satisfies Record<string, Opening>;
