import { z } from 'zod';
import { FedapayFault } from './fault.ts';
import { type FakeTransaction, newName } from './state.ts';

export const XOF = {
  klass: 'v1/currency',
  id: 1,
  name: 'FCFA',
  iso: 'XOF',
  code: 952,
  prefix: null,
  suffix: 'CFA',
  div: 1,
} as const;

const transactionParams = z.object({
  description: z.string().min(1),
  amount: z.int().positive(),
  currency: z.object({ iso: z.literal('XOF') }),
  callback_url: z.url({ protocol: /^https?$/ }).optional(),
  merchant_reference: z.string().min(1).max(255).optional(),
  custom_metadata: z.record(z.string(), z.unknown()).optional(),
  customer: z.object({ email: z.email() }).optional(),
});

type TransactionParams = z.output<typeof transactionParams>;

/** @throws FedapayFault 400 naming each field that is wrong, as FedaPay's does. */
export function readParams(body: unknown): TransactionParams {
  const read = transactionParams.safeParse(body);
  if (read.success) return read.data;
  const errors: Record<string, string[]> = {};
  for (const { path, message } of read.error.issues) {
    const field = String(path[0] ?? 'base');
    errors[field] = [...(errors[field] ?? []), message];
  }
  throw new FedapayFault(400, 'Création de la transaction échouée', errors);
}

/** Every field FedaPay's own has. */
export function buildTransaction(params: TransactionParams, id: number, now: Date): FakeTransaction {
  const at = now.toISOString();
  return {
    klass: 'v1/transaction',
    id,
    reference: `trx_${newName(2)}_${now.getTime()}`,
    amount: params.amount,
    description: params.description,
    callback_url: params.callback_url ?? null,
    status: 'pending',
    customer_id: params.customer ? 1 : null,
    currency_id: XOF.id,
    mode: null,
    operation: 'payment',
    metadata: {},
    commission: null,
    fees: null,
    fixed_commission: 0,
    amount_transferred: null,
    created_at: at,
    updated_at: at,
    approved_at: null,
    canceled_at: null,
    declined_at: null,
    refunded_at: null,
    transferred_at: null,
    deleted_at: null,
    last_error_code: null,
    custom_metadata: params.custom_metadata ?? null,
    amount_debited: null,
    receipt_url: null,
    payment_method_id: null,
    sub_accounts_commissions: null,
    transaction_key: null,
    merchant_reference: params.merchant_reference ?? null,
    account_id: 1,
    balance_id: null,
  };
}
