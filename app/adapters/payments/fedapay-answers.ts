import { z } from 'zod';

/** Whole francs: FedaPay counts in the currency's unit, without decimals, as a number or its digits. */
const wholeAmount = z.union([z.int().nonnegative(), z.string().regex(/^\d{1,15}$/)]).transform(BigInt);
const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const identifier = z.union([z.int().positive(), z.string().regex(/^\d{1,18}$/)]).transform(String);

/** What is read of a transaction; the rest may come and go. */
export const transactionAnswer = z.object({
  id: identifier,
  /** FedaPay's own name for it, such as `trx_ZIU_1719787792938`. */
  reference: z.string().nullish(),
  amount: wholeAmount,
  /** What left the payer's account, fees that are his included; told once somebody tried to pay. */
  amount_debited: wholeAmount.nullish(),
  /** What reaches the merchant's account. */
  amount_transferred: wholeAmount.nullish(),
  fees: wholeAmount.nullish(),
  description: z.string().nullish(),
  callback_url: z.string().nullish(),
  status: z.string(),
  currency: z.object({ iso: z.string() }).nullish(),
  currency_id: z.int().nullish(),
  /** The operator, such as `airtel_ne`; absent until somebody tries to pay. */
  mode: z.string().nullish(),
  merchant_reference: z.string().nullish(),
  last_error_code: z.string().nullish(),
  created_at: moment,
  approved_at: moment.nullish(),
  refunded_at: moment.nullish(),
});

export type Transaction = z.output<typeof transactionAnswer>;

export const oneTransaction = z
  .object({ 'v1/transaction': transactionAnswer })
  .transform((answer) => answer['v1/transaction']);

export const transactionPage = z
  .object({
    'v1/transactions': z.array(transactionAnswer),
    meta: z.object({ next_page: z.int().nullish() }),
  })
  .transform((answer) => ({ transactions: answer['v1/transactions'], nextPage: answer.meta.next_page }));

export const oneCurrency = z
  .object({ 'v1/currency': z.object({ iso: z.string() }) })
  .transform((answer) => answer['v1/currency'].iso);

export const tokenAnswer = z.object({ token: z.string().min(1), url: z.url({ protocol: /^https?$/ }) });
