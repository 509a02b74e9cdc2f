import { sql } from 'drizzle-orm';
import {
  bigserial,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  INVOICE_STATES,
  type InvoiceState,
  PAYMENT_STATES,
  type PaymentState,
} from '#app/domain/fees/states.ts';
import { id, minor, moment, oneOf } from './columns.ts';
import { organisation } from './organisation.ts';
import { entry } from './registration.ts';
import { feeSchedule } from './sitting.ts';

/** A quote frozen with the schedule's version; its lines never change. */
export const invoice = pgTable(
  'invoice',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entry.id),
    number: text('number').notNull(),
    feeScheduleId: uuid('fee_schedule_id')
      .notNull()
      .references(() => feeSchedule.id),
    currency: text('currency').notNull(),
    total: minor('total').notNull(),
    state: text('state').$type<InvoiceState>().notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    unique().on(t.organisationId, t.number),
    index().on(t.entryId),
    check('invoice_state', oneOf('state', INVOICE_STATES)),
    check('invoice_total', sql`total >= 0`),
  ],
);

export const invoiceLine = pgTable(
  'invoice_line',
  {
    invoiceId: uuid('invoice_id')
      .notNull()
      .references(() => invoice.id),
    position: integer('position').notNull(),
    code: text('code').notNull(),
    label: jsonb('label').$type<{ fr: string; en: string }>().notNull(),
    amount: minor('amount').notNull(),
  },
  (t) => [primaryKey({ columns: [t.invoiceId, t.position] })],
);

export const payment = pgTable(
  'payment',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    invoiceId: uuid('invoice_id')
      .notNull()
      .references(() => invoice.id),
    provider: text('provider').notNull(),
    /** The provider's own reference, once it has answered. */
    reference: text('reference'),
    redirectUrl: text('redirect_url'),
    currency: text('currency').notNull(),
    amount: minor('amount').notNull(),
    state: text('state').$type<PaymentState>().notNull(),
    /** Language of the provider's page. With `expiresAt` it is part of what an idempotent second call must repeat. */
    locale: text('locale').$type<'fr' | 'en'>().notNull(),
    /** When the provider's page stops taking money. */
    expiresAt: moment('expires_at').notNull(),
    /** The provider's code of the last refused attempt, such as "card_declined". */
    lastError: text('last_error'),
    /** When the provider was last asked. */
    checkedAt: moment('checked_at'),
    createdAt: moment('created_at').notNull(),
    settledAt: moment('settled_at'),
  },
  (t) => [
    unique().on(t.provider, t.reference),
    index().on(t.invoiceId),
    index().on(t.state, t.createdAt),
    check('payment_state', oneOf('state', PAYMENT_STATES)),
    check('payment_amount', sql`amount > 0`),
    check('payment_locale', oneOf('locale', ['fr', 'en'])),
  ],
);

/** What a provider told us, stored once and judged afterwards. */
export const providerEvent = pgTable(
  'provider_event',
  {
    provider: text('provider').notNull(),
    eventId: text('event_id').notNull(),
    type: text('type').notNull(),
    reference: text('reference'),
    receivedAt: moment('received_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.eventId] })],
);

/** A dated entry of the double-entry ledger; its postings sum to zero at commit (constraint trigger). Append-only. */
export const journal = pgTable('journal', {
  id: bigserial('id', { mode: 'bigint' }).primaryKey(),
  organisationId: uuid('organisation_id')
    .notNull()
    .references(() => organisation.id),
  /** One journal per event of a thing: "payment:<id>:settled". A second posting of the same event is refused. */
  reference: text('reference').notNull().unique(),
  memo: text('memo').notNull(),
  at: moment('at').notNull(),
});

export const posting = pgTable(
  'posting',
  {
    id: bigserial('id', { mode: 'bigint' }).primaryKey(),
    journalId: minor('journal_id')
      .notNull()
      .references(() => journal.id),
    /** "receivable:<invoice>", "provider:stripe", "income:fees", "suspense". Debits are positive. */
    account: text('account').notNull(),
    currency: text('currency').notNull(),
    amount: minor('amount').notNull(),
  },
  (t) => [index().on(t.journalId), index().on(t.account)],
);

/** Money that does not fit (late, double, wrong amount, cancelled entry): a cashier works through it; never dropped. */
export const suspenseItem = pgTable(
  'suspense_item',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    paymentId: uuid('payment_id')
      .notNull()
      .references(() => payment.id),
    reason: text('reason').notNull(),
    currency: text('currency').notNull(),
    amount: minor('amount').notNull(),
    createdAt: moment('created_at').notNull(),
    resolvedAt: moment('resolved_at'),
    resolution: text('resolution'),
  },
  (t) => [unique().on(t.paymentId, t.reason)],
);
