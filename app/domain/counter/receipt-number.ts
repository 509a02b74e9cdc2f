import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';

/**
 * The number printed on a receipt booklet's sheet, written one way: capitals, no blanks. `cash.receiptInvalid` for what
 * no booklet prints.
 */
export function readReceiptNumber(text: string): Verdict<string, 'cash.receiptInvalid'> {
  const bare = text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  return /^[A-Z0-9][A-Z0-9/.-]{0,29}$/.test(bare) ? accept(bare) : refuse('cash.receiptInvalid');
}
