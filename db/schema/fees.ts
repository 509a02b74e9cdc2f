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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  INVOICE_STATES,
  type InvoiceState,
  PAYMENT_STATES,
  type PaymentState,
  REFUND_STATES,
  type RefundState,
  SCHOOL_INVOICE_STATES,
  type SchoolInvoiceState,
  WAIVER_STATES,
  type WaiverState,
} from '#app/domain/fees/states.ts';
import { userAccount } from './access.ts';
import { id, minor, moment, oneOf } from './columns.ts';
import { organisation, school } from './organisation.ts';
import { entry } from './registration.ts';
import { feeSchedule, sitting } from './sitting.ts';
import { till } from './till.ts';

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

/** What a school pays for many candidates at once: it gathers their open invoices, whose lines stay their own. */
export const schoolInvoice = pgTable(
  'school_invoice',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    schoolId: uuid('school_id')
      .notNull()
      .references(() => school.id),
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    number: text('number').notNull(),
    currency: text('currency').notNull(),
    /** The sum of what its invoices came to when it was made. */
    total: minor('total').notNull(),
    state: text('state').$type<SchoolInvoiceState>().notNull(),
    createdBy: uuid('created_by').references(() => userAccount.id),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    unique().on(t.organisationId, t.number),
    index().on(t.schoolId, t.sittingId),
    check('school_invoice_state', oneOf('state', SCHOOL_INVOICE_STATES)),
    check('school_invoice_total', sql`total > 0`),
  ],
);

/** The invoices of a school invoice in the order they are paid; one invoice is in one school invoice at a time. */
export const schoolInvoiceItem = pgTable(
  'school_invoice_item',
  {
    schoolInvoiceId: uuid('school_invoice_id')
      .notNull()
      .references(() => schoolInvoice.id),
    invoiceId: uuid('invoice_id')
      .notNull()
      .references(() => invoice.id),
    position: integer('position').notNull(),
    amount: minor('amount').notNull(),
    /** Taken out again: the school invoice was cancelled, or the candidate paid or withdrew. */
    releasedAt: moment('released_at'),
  },
  (t) => [
    primaryKey({ columns: [t.schoolInvoiceId, t.invoiceId] }),
    uniqueIndex('school_invoice_item_once').on(t.invoiceId).where(sql`released_at is null`),
  ],
);

/** The last school invoice's number, per organisation and year. */
export const schoolInvoiceCounter = pgTable(
  'school_invoice_counter',
  {
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    year: integer('year').notNull(),
    last: integer('last').notNull(),
  },
  (t) => [primaryKey({ columns: [t.organisationId, t.year] })],
);

/** Fees given up: what is due of an invoice is its total less its granted waivers. */
export const waiver = pgTable(
  'waiver',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    invoiceId: uuid('invoice_id')
      .notNull()
      .references(() => invoice.id),
    /** Code of the schedule's exemption. */
    exemption: text('exemption').notNull(),
    amount: minor('amount').notNull(),
    currency: text('currency').notNull(),
    reason: text('reason').notNull(),
    state: text('state').$type<WaiverState>().notNull(),
    requestedBy: uuid('requested_by').references(() => userAccount.id),
    createdAt: moment('created_at').notNull(),
    decidedBy: uuid('decided_by').references(() => userAccount.id),
    decidedAt: moment('decided_at'),
  },
  (t) => [
    uniqueIndex('waiver_once').on(t.invoiceId, t.exemption).where(sql`state <> 'refused'`),
    index().on(t.organisationId, t.state),
    check('waiver_state', oneOf('state', WAIVER_STATES)),
    check('waiver_amount', sql`amount > 0`),
  ],
);

export const payment = pgTable(
  'payment',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    /** What it pays: a candidate's invoice or a school's. */
    invoiceId: uuid('invoice_id').references(() => invoice.id),
    schoolInvoiceId: uuid('school_invoice_id').references(() => schoolInvoice.id),
    /** "stripe", "fedapay", "cash", "bank". */
    provider: text('provider').notNull(),
    /** The provider's own reference, once it has answered. */
    reference: text('reference'),
    redirectUrl: text('redirect_url'),
    /** The provider's name for the movement of money, once there is one: disputes and refunds name it alone. */
    paymentIntent: text('payment_intent'),
    /** The drawer of a payment in cash, and who took it or imported it. */
    tillId: uuid('till_id').references(() => till.id),
    recordedBy: uuid('recorded_by').references(() => userAccount.id),
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
    /** What of it the books know to have been given back, and to have been taken by disputes. */
    refunded: minor('refunded').notNull().default(sql`0`),
    disputed: minor('disputed').notNull().default(sql`0`),
  },
  (t) => [
    unique('payment_reference').on(t.organisationId, t.provider, t.reference),
    index().on(t.invoiceId),
    index().on(t.schoolInvoiceId),
    index().on(t.provider, t.reference),
    index().on(t.paymentIntent),
    index().on(t.tillId),
    check('payment_pays_one_thing', sql`(invoice_id is null) <> (school_invoice_id is null)`),
    check('payment_given_back', sql`refunded >= 0 and disputed >= 0`),
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

/** Callbacks that were refused: forged, too old or unreadable. Only their digest is kept, and how often they came. */
export const refusedCallback = pgTable(
  'refused_callback',
  {
    provider: text('provider').notNull(),
    /** SHA-256 of the body, hexadecimal. */
    digest: text('digest').notNull(),
    reason: text('reason').notNull(),
    firstAt: moment('first_at').notNull(),
    lastAt: moment('last_at').notNull(),
    times: integer('times').notNull(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.digest, t.reason] }), index().on(t.lastAt)],
);

/** Money given back, or found to have been. Its amount leaves the books when it succeeds. */
export const refund = pgTable(
  'refund',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    /** Absent for money that no payment brought, such as a transfer nobody here asked for. */
    paymentId: uuid('payment_id').references(() => payment.id),
    currency: text('currency').notNull(),
    amount: minor('amount').notNull(),
    reason: text('reason').notNull(),
    state: text('state').$type<RefundState>().notNull(),
    /** `provider`: found there without having been asked for here. */
    origin: text('origin').$type<'office' | 'provider'>().notNull(),
    /** The drawer that gave the cash back. */
    tillId: uuid('till_id').references(() => till.id),
    requestedBy: uuid('requested_by').references(() => userAccount.id),
    decidedBy: uuid('decided_by').references(() => userAccount.id),
    /** The provider's name for it, or the number of the cash voucher. */
    reference: text('reference'),
    lastError: text('last_error'),
    createdAt: moment('created_at').notNull(),
    decidedAt: moment('decided_at'),
    settledAt: moment('settled_at'),
  },
  (t) => [
    index().on(t.paymentId),
    index().on(t.organisationId, t.state),
    check('refund_state', oneOf('state', REFUND_STATES)),
    check('refund_origin', oneOf('origin', ['office', 'provider'])),
    check('refund_amount', sql`amount > 0`),
  ],
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

/**
 * Money that does not fit (late, double, wrong amount, cancelled entry, unknown): a cashier works through it; never
 * dropped. A negative amount is money taken back from what was in the books.
 */
export const suspenseItem = pgTable(
  'suspense_item',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    /** Absent for money nobody here asked for. */
    paymentId: uuid('payment_id').references(() => payment.id),
    /** The account it stands against: "stripe", "fedapay", "cash", "bank". */
    provider: text('provider').notNull(),
    /** What it came from, once: "payment:<id>", "dispute:<payment>:<amount>", "settlement:<provider>:<id>", "bank:<line>". */
    source: text('source').notNull(),
    reason: text('reason').notNull(),
    currency: text('currency').notNull(),
    amount: minor('amount').notNull(),
    createdAt: moment('created_at').notNull(),
    resolvedAt: moment('resolved_at'),
    resolvedBy: uuid('resolved_by').references(() => userAccount.id),
    resolution: text('resolution'),
    /** What became of it: the refund that gives it back, or the invoice it went to. */
    refundId: uuid('refund_id').references(() => refund.id),
    targetInvoiceId: uuid('target_invoice_id').references(() => invoice.id),
  },
  (t) => [
    unique('suspense_item_once').on(t.organisationId, t.source),
    index().on(t.organisationId, t.resolvedAt),
    index().on(t.paymentId),
    check('suspense_item_amount', sql`amount <> 0`),
  ],
);
