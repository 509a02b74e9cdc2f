import { check, date, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { id, minor, moment, oneOf } from './columns.ts';
import { organisation } from './organisation.ts';

/** What a movement on the provider's account is in the books. */
export const RECONCILED_AS = ['matches', 'notHere', 'notThere', 'amountDiffers', 'unknown', 'other'] as const;

/** One comparison of a provider's own list with the books, for a day; it can be run again and every run is kept. */
export const reconciliation = pgTable(
  'reconciliation',
  {
    id: id(),
    provider: text('provider').notNull(),
    /** The day compared, in UTC. */
    day: date('day', { mode: 'string' }).notNull(),
    state: text('state').$type<'running' | 'done' | 'failed'>().notNull(),
    currency: text('currency'),
    movements: integer('movements').notNull(),
    /** What the provider says it holds of the day's movements before fees, what the books say, and their difference. */
    theirs: minor('theirs').notNull(),
    ours: minor('ours').notNull(),
    difference: minor('difference').notNull(),
    startedAt: moment('started_at').notNull(),
    finishedAt: moment('finished_at'),
    failure: text('failure'),
  },
  (t) => [
    index().on(t.provider, t.day),
    check('reconciliation_state', oneOf('state', ['running', 'done', 'failed'])),
  ],
);

export const reconciliationLine = pgTable(
  'reconciliation_line',
  {
    reconciliationId: uuid('reconciliation_id')
      .notNull()
      .references(() => reconciliation.id),
    position: integer('position').notNull(),
    /** Absent for money nobody here knows. */
    organisationId: uuid('organisation_id').references(() => organisation.id),
    settlementId: text('settlement_id'),
    kind: text('kind').notNull(),
    paymentId: uuid('payment_id'),
    currency: text('currency').notNull(),
    theirs: minor('theirs').notNull(),
    fee: minor('fee').notNull(),
    ours: minor('ours').notNull(),
    verdict: text('verdict').$type<(typeof RECONCILED_AS)[number]>().notNull(),
    at: moment('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.reconciliationId, t.position] }),
    check('reconciliation_line_verdict', oneOf('verdict', RECONCILED_AS)),
  ],
);
