/** Whose wallets the page offers. FedaPay itself takes Airtel only in Niger: the others stand for what may come. */
export const OPERATORS: readonly { readonly mode: string; readonly name: string }[] = [
  { mode: 'airtel_ne', name: 'Airtel Money (Niger)' },
  { mode: 'moov_ne', name: 'Moov Money (Niger)' },
  { mode: 'zamani_ne', name: 'Zamani Cash (Niger)' },
  { mode: 'mtn_open', name: 'MTN MoMo (Bénin)' },
  { mode: 'togocel', name: 'Mixx by Yas (Togo)' },
];

export type WalletAnswer =
  | { readonly accepted: true; readonly mode: string }
  | { readonly accepted: false; readonly mode: string; readonly code: string };

export const INSUFFICIENT = 'INSUFFICIENT_FUND_ERROR';

/** FedaPay's published test numbers; no number at all is a payment that succeeds. */
const NUMBERS: Readonly<Record<string, string | null>> = {
  '': null,
  '64000001': null,
  '66000001': null,
  '64000000': INSUFFICIENT,
  '66000000': INSUFFICIENT,
};

/** `undefined` for a number that is not a test number, or an operator nobody offers: no real wallet is ever asked. */
export function answerOfWallet(writtenMode: string, writtenNumber: string): WalletAnswer | undefined {
  const mode = writtenMode === '' ? 'airtel_ne' : writtenMode;
  const code = NUMBERS[writtenNumber.replace(/[\s.-]/g, '').replace(/^\+?22[79]/, '')];
  if (code === undefined || !OPERATORS.some((operator) => operator.mode === mode)) return undefined;
  return code === null ? { accepted: true, mode } : { accepted: false, mode, code };
}
