import type { MarkState } from '#app/domain/shared/mark.ts';
import type { Label } from '../../kit/v1/words.ts';

export const TRANSCRIPT = {
  title: { fr: 'Relevé de notes', en: 'Transcript of marks' },
  paper: { fr: 'Épreuve', en: 'Paper' },
  mark: { fr: 'Note / 20', en: 'Mark / 20' },
  coefficient: { fr: 'Coef.', en: 'Coef.' },
  points: { fr: 'Points', en: 'Points' },
  subtotal: { fr: 'Sous-total', en: 'Subtotal' },
  total: { fr: 'Total', en: 'Total' },
  decision: { fr: 'Décision du jury', en: 'Decision of the jury' },
  honours: { fr: 'Mention', en: 'Honours' },
  average: { fr: 'Moyenne', en: 'Average' },
} as const satisfies Record<string, Label>;

export const STATES: Readonly<Record<Exclude<MarkState, 'mark'>, Label>> = {
  absent: { fr: 'absence', en: 'absent' },
  excused: { fr: 'dispense', en: 'excused' },
  exempt: { fr: 'dispense', en: 'exempt' },
  notDue: { fr: 'sans objet', en: 'not due' },
  fraud: { fr: 'annulée', en: 'void' },
  awaited: { fr: 'en attente', en: 'awaited' },
};
