import { formError, formProblem, reasonMessage } from '#app/http/forms.ts';
import { notFound } from '#app/http/not-found.ts';
import type { CashRefusal } from '#app/services/counter/record-cash.server.ts';

const FIELD_OF: Partial<Record<CashRefusal, string>> = {
  'amount.unreadable': 'amount',
  'cash.tooMuch': 'amount',
  'cash.receiptInvalid': 'receiptNumber',
  'cash.receiptUsed': 'receiptNumber',
};

type Refused = { reason: CashRefusal; detail?: Readonly<Record<string, string | number>> };

/** A refusal of cash beside its field, with what was typed kept. @throws Response 404 for what is not the reader's. */
export function cashProblem(formData: FormData, refused: Refused) {
  if (refused.reason === 'bill.notFound') throw notFound();
  return formProblem(formError(formData, { [FIELD_OF[refused.reason] ?? '']: reasonMessage(refused) }));
}
