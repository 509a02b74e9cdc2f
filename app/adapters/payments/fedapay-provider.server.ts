import { refuse } from '#app/domain/shared/verdict.ts';
import {
  oneCurrency,
  oneTransaction,
  type Transaction,
  tokenAnswer,
  transactionPage,
} from './fedapay-answers.ts';
import { readCallback } from './fedapay-callback.server.ts';
import { createFedapayClient, type FedapayClient, FedapayError, repeat } from './fedapay-client.server.ts';
import { readMoney, readMovements, readStatus, stateOf } from './fedapay-readings.ts';
import type { CheckoutRequest, PaymentProvider, Settlement } from './port.ts';

export const FEDAPAY_LIVE = 'https://api.fedapay.com';

export type FedapayProviderOptions = {
  readonly apiKey: string;
  readonly webhookSecret: string;
  /** Where the API is, without `/v1`: `FEDAPAY_LIVE`, its sandbox, or the project's fake. */
  readonly baseUrl: string;
  readonly timeoutMs?: number;
  /** How old a signed callback may be. */
  readonly toleranceSeconds?: number;
};

const CURRENCIES = ['XOF'];
/** A transaction nobody paid expires by itself after a day; FedaPay takes no other time. */
const DAY_IN_MINUTES = 24 * 60;

/** Mobile money. The reference of a payment is the number of its transaction. */
export function createFedapayProvider(options: FedapayProviderOptions): PaymentProvider {
  const { apiKey, webhookSecret, baseUrl, timeoutMs = 20_000, toleranceSeconds = 300 } = options;
  const fedapay = withCurrencies(createFedapayClient({ apiKey, baseUrl, timeoutMs }));
  return {
    name: 'fedapay',
    capabilities: {
      refunds: false,
      settlements: true,
      currencies: CURRENCIES,
      expiryMinutes: { min: DAY_IN_MINUTES, max: DAY_IN_MINUTES },
    },
    initiate: (request) => initiate(fedapay, request),
    getStatus: (reference) => getStatus(fedapay, reference),
    parseCallback: (rawBody, headers) =>
      readCallback({ rawBody, headers, secret: webhookSecret, toleranceSeconds }),
    // Only a person can refund, in FedaPay's own pages: its API has no such request, and a payout is another payment.
    refund: async () => refuse('refund.notOffered'),
    listSettlements: (period) => listSettlements(fedapay, period),
  };
}

type Fedapay = FedapayClient & { currencyOf(transaction: Transaction): Promise<string> };

/** An answer names its currency, or only the number of it, which is looked up once. */
function withCurrencies(client: FedapayClient): Fedapay {
  const known = new Map<number, string>();
  return {
    ...client,
    async currencyOf({ id, currency, currency_id }) {
      if (currency) return currency.iso;
      if (currency_id === null || currency_id === undefined)
        throw new Error(`FedaPay names no currency for transaction ${id}`);
      const iso = known.get(currency_id) ?? (await client.get(`/v1/currencies/${currency_id}`, oneCurrency));
      known.set(currency_id, iso);
      return iso;
    },
  };
}

async function initiate(fedapay: Fedapay, request: CheckoutRequest) {
  const { amount } = request;
  if (!CURRENCIES.includes(amount.currency)) throw new RangeError(`FedaPay takes no ${amount.currency}`);
  if (amount.minor <= 0n || amount.minor > BigInt(Number.MAX_SAFE_INTEGER))
    throw new RangeError(`not an amount to pay: ${amount.minor}`);
  const { paymentId } = request;
  const transaction =
    (await findByPayment(fedapay, paymentId)) ?? (await repeat(() => create(fedapay, request)));
  await checkSame(fedapay, transaction, request);
  const { id } = transaction;
  // What is paid has no page any more: the payer goes where paying would have led.
  if (stateOf(transaction) === 'succeeded') return { reference: id, redirectUrl: request.successUrl };
  const { url } = await repeat(() => fedapay.post(`/v1/transactions/${id}/token`, {}, tokenAnswer));
  return { reference: id, redirectUrl: url };
}

/**
 * The one transaction of a payment: FedaPay refuses a second under the same merchant reference, so that a creation
 * that failed, or whose answer was lost, or that another process was quicker with, is looked up before it is believed.
 */
async function create(fedapay: Fedapay, request: CheckoutRequest): Promise<Transaction> {
  const { paymentId, amount, description, successUrl, customerEmail } = request;
  const wanted = {
    description,
    amount: Number(amount.minor),
    currency: { iso: amount.currency },
    callback_url: successUrl,
    merchant_reference: paymentId,
    custom_metadata: { payment_id: paymentId },
    ...(customerEmail ? { customer: { email: customerEmail } } : {}),
  };
  try {
    return await fedapay.post('/v1/transactions', wanted, oneTransaction);
  } catch (error) {
    if (!(error instanceof FedapayError)) throw error;
    const made = await findByPayment(fedapay, paymentId);
    if (!made) throw error;
    return made;
  }
}

const findByPayment = (fedapay: Fedapay, paymentId: string) =>
  orUndefined(
    fedapay.get(
      `/v1/transactions/merchant/${encodeURIComponent(paymentId)}?include=currency`,
      oneTransaction,
    ),
  );

async function checkSame(
  fedapay: Fedapay,
  transaction: Transaction,
  request: CheckoutRequest,
): Promise<void> {
  const { amount, description, successUrl, paymentId } = request;
  const asked = readMoney(transaction.amount, await fedapay.currencyOf(transaction));
  const same =
    transaction.merchant_reference === paymentId &&
    asked.minor === amount.minor &&
    asked.currency === amount.currency &&
    (transaction.description ?? description) === description &&
    (transaction.callback_url ?? successUrl) === successUrl;
  if (!same) throw new RangeError(`payment ${paymentId} was asked of FedaPay with other fields`);
}

async function getStatus(fedapay: Fedapay, reference: string) {
  if (!/^\d{1,18}$/.test(reference)) return undefined;
  const transaction = await orUndefined(
    fedapay.get(`/v1/transactions/${reference}?include=currency`, oneTransaction),
  );
  return transaction && readStatus(transaction, await fedapay.currencyOf(transaction));
}

async function orUndefined<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof FedapayError && error.status === 404) return undefined;
    throw error;
  }
}

const PER_PAGE = 100;
const MOST_PAGES = 100_000;

/**
 * FedaPay lists transactions, not movements, and documents no filter by date: the whole list is read. One that moves to
 * a later page meanwhile is told once.
 */
async function* listSettlements(
  fedapay: Fedapay,
  { from, to }: { readonly from: Date; readonly to: Date },
): AsyncGenerator<Settlement> {
  const told = new Set<string>();
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const query = `search=*&page=${page}&per_page=${PER_PAGE}&include=currency`;
    const { transactions, nextPage } = await fedapay.get(`/v1/transactions/search?${query}`, transactionPage);
    for (const transaction of transactions) {
      for (const movement of readMovements(transaction, await fedapay.currencyOf(transaction))) {
        if (movement.at < from || movement.at >= to || told.has(movement.settlementId)) continue;
        told.add(movement.settlementId);
        yield movement;
      }
    }
    if (!nextPage) return;
  }
  throw new Error('FedaPay’s list of transactions does not end');
}
