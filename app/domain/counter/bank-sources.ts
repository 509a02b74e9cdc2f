/** Where money lies that a statement speaks of: a bank, or a transfer operator. Its account is "bank:<source>". */
export const BANK_SOURCES = ['bank', 'nita', 'amanata', 'zamani'] as const;
export type BankSource = (typeof BANK_SOURCES)[number];
