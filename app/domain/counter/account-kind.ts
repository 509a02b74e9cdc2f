/** What an account of the ledger is, for whoever reads the books without knowing its codes. */
export const ACCOUNT_KINDS = [
  'receivable',
  'credit',
  'refund',
  'till',
  'provider',
  'bank',
  'deposit',
  'fees',
  'unclaimed',
  'waivers',
  'losses',
  'suspense',
  'other',
] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

const WHOLE: Readonly<Record<string, AccountKind>> = {
  suspense: 'suspense',
  'income:fees': 'fees',
  'income:unclaimed': 'unclaimed',
  'expense:waivers': 'waivers',
  'expense:losses': 'losses',
  'bank:deposit': 'deposit',
};
const FAMILIES: readonly AccountKind[] = ['receivable', 'credit', 'refund', 'till', 'provider', 'bank'];

/** "receivable:<invoice>" is `receivable`; an account nobody foresaw is `other`. */
export function accountKind(account: string): AccountKind {
  const [family = ''] = account.split(':');
  return WHOLE[account] ?? FAMILIES.find((one) => one === family) ?? 'other';
}
