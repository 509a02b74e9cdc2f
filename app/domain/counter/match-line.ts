import type { InvoiceState } from '#app/domain/fees/states.ts';
import type { Money } from '#app/domain/shared/money.ts';
import { numbersIn, type QuotedNumber } from './read-number.ts';

/** An invoice a line may pay. */
export type MatchTarget = {
  readonly kind: 'invoice' | 'schoolInvoice';
  readonly id: string;
  readonly number: string;
  readonly state: InvoiceState;
  /** What may still be paid. */
  readonly due: Money;
};

export type MatchReason =
  | 'suspense.unmatched'
  | 'suspense.wrongAmount'
  | 'suspense.paidTwice'
  | 'suspense.entryWithdrawn';

export type LineMatch =
  | { readonly outcome: 'match'; readonly target: MatchTarget }
  | { readonly outcome: 'suspend'; readonly reason: MatchReason; readonly target?: MatchTarget };

/** The key of a quoted number among targets. */
export const quotedKey = ({ kind, number }: QuotedNumber) => `${kind} ${number}`;

type Quoting = { readonly label: string; readonly reference: string; readonly payer: string };

/** Every number a line quotes, in its label, its reference or the payer's name. */
export function quotedBy({ label, reference, payer }: Quoting): readonly QuotedNumber[] {
  return numbersIn([label, reference, payer].join(' | '));
}

/**
 * What a statement's line pays. It must quote one invoice and no other; a candidate's is paid exactly, a school's by any
 * part of what is due. Everything else waits for a cashier: nothing is guessed from a name or an amount.
 * @param targets by `quotedKey`; several keys may lead to one invoice.
 */
export function matchLine(
  line: Quoting & { readonly received: Money },
  targets: ReadonlyMap<string, MatchTarget>,
): LineMatch {
  const quoted = quotedBy(line).map((one) => targets.get(quotedKey(one)));
  const found = new Map(quoted.flatMap((target) => (target ? [[target.id, target] as const] : [])));
  const [target] = found.values();
  if (!target || found.size > 1) return { outcome: 'suspend', reason: 'suspense.unmatched' };
  const suspend = (reason: MatchReason): LineMatch => ({ outcome: 'suspend', reason, target });
  if (target.state === 'paid') return suspend('suspense.paidTwice');
  if (target.state === 'cancelled') return suspend('suspense.entryWithdrawn');
  const { received } = line;
  const { due, kind } = target;
  if (received.currency !== due.currency) return suspend('suspense.wrongAmount');
  const fits =
    kind === 'invoice' ? received.minor === due.minor : received.minor > 0n && received.minor <= due.minor;
  return fits ? { outcome: 'match', target } : suspend('suspense.wrongAmount');
}
