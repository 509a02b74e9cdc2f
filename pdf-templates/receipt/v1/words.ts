import type { Label } from '../../kit/v1/words.ts';

export const RECEIPT = {
  title: { fr: 'Reçu de paiement', en: 'Payment receipt' },
  payer: { fr: 'Reçu de', en: 'Received from' },
  paidOn: { fr: 'Date du paiement', en: 'Date of payment' },
  subject: { fr: 'Objet', en: 'For' },
  means: { fr: 'Moyen de paiement', en: 'Means of payment' },
  reference: { fr: 'Référence du paiement', en: 'Payment reference' },
  label: { fr: 'Désignation', en: 'Item' },
  amount: { fr: 'Montant', en: 'Amount' },
  total: { fr: 'Total payé', en: 'Total paid' },
  notice: {
    fr: 'Conservez ce reçu : il prouve le paiement et en porte la référence.',
    en: 'Keep this receipt: it proves the payment and bears its reference.',
  },
} as const satisfies Record<string, Label>;
