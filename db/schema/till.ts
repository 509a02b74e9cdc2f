import { sql } from 'drizzle-orm';
import { check, date, index, integer, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { TILL_STATES, type TillState } from '#app/domain/fees/states.ts';
import { userAccount } from './access.ts';
import { id, minor, moment, oneOf } from './columns.ts';
import { organisation } from './organisation.ts';

/** A cashier's drawer for a day: what it should hold is its float and the ledger's account "till:<id>". */
export const till = pgTable(
  'till',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    cashierId: uuid('cashier_id')
      .notNull()
      .references(() => userAccount.id),
    /** Where the office is. */
    day: date('day', { mode: 'string' }).notNull(),
    currency: text('currency').notNull(),
    /** Change in the drawer at the start; not income. */
    float: minor('float').notNull(),
    state: text('state').$type<TillState>().notNull(),
    openedAt: moment('opened_at').notNull(),
    closedAt: moment('closed_at'),
    /** What was counted at the end, the float included. */
    counted: minor('counted'),
    /** Why it differs from what was expected; needed when it does. */
    differenceReason: text('difference_reason'),
    reconciledBy: uuid('reconciled_by').references(() => userAccount.id),
    reconciledAt: moment('reconciled_at'),
    /** The bank's deposit slip, or whom it was handed to. */
    depositReference: text('deposit_reference'),
  },
  (t) => [
    unique('till_one_a_day').on(t.organisationId, t.cashierId, t.day),
    uniqueIndex('till_one_open').on(t.organisationId, t.cashierId).where(sql`state = 'open'`),
    check('till_state', oneOf('state', TILL_STATES)),
    check('till_counted', sql`state = 'open' or counted is not null`),
    check('till_float', sql`float >= 0`),
  ],
);

/** A statement of a bank or a transfer operator, imported once. */
export const bankFile = pgTable(
  'bank_file',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    /** "bank", "nita", "amanata": where the money lies. */
    source: text('source').notNull(),
    fileName: text('file_name').notNull(),
    fileKey: text('file_key').notNull(),
    /** SHA-256 of its bytes, hexadecimal. */
    digest: text('digest').notNull(),
    importedBy: uuid('imported_by').references(() => userAccount.id),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [unique('bank_file_once').on(t.organisationId, t.digest)],
);

/** A credit of a statement; its reference is taken once, whatever file it comes in. */
export const bankLine = pgTable(
  'bank_line',
  {
    id: id(),
    bankFileId: uuid('bank_file_id')
      .notNull()
      .references(() => bankFile.id),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    lineNumber: integer('line_number').notNull(),
    source: text('source').notNull(),
    reference: text('reference').notNull(),
    valueDate: date('value_date', { mode: 'string' }).notNull(),
    currency: text('currency').notNull(),
    amount: minor('amount').notNull(),
    payer: text('payer').notNull(),
    label: text('label').notNull(),
    /** `matched`: a payment of an invoice; `suspended`: in the cashier's queue. */
    state: text('state').$type<'matched' | 'suspended'>().notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    unique('bank_line_once').on(t.organisationId, t.source, t.reference),
    index().on(t.bankFileId),
    check('bank_line_state', oneOf('state', ['matched', 'suspended'])),
    check('bank_line_amount', sql`amount > 0`),
  ],
);
