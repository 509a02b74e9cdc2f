import { sql } from 'drizzle-orm';
import {
  bigserial,
  boolean,
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
import { BUNDLE_STATES, type BundleState } from '#app/domain/marking/states.ts';
import { MARK_STATES, type MarkState } from '#app/domain/shared/mark.ts';
import { userAccount } from './access.ts';
import { id, moment, oneOf } from './columns.ts';
import { organisation } from './organisation.ts';
import { jury } from './seating.ts';
import { sitting } from './sitting.ts';

/** A candidate as markers and juries see them: a code and what the regulation needs, no name. */
export const dossier = pgTable(
  'dossier',
  {
    code: text('code').primaryKey(),
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    juryId: uuid('jury_id')
      .notNull()
      .references(() => jury.id),
    series: text('series').notNull(),
    options: jsonb('options').$type<string[]>().notNull(),
    fit: boolean('fit').notNull(),
  },
  (t) => [index().on(t.sittingId, t.juryId)],
);

/** A packet of scripts of one paper, handed to two people who enter its marks without seeing each other's. */
export const bundle = pgTable(
  'bundle',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    paperCode: text('paper_code').notNull(),
    number: integer('number').notNull(),
    state: text('state').$type<BundleState>().notNull(),
    closedAt: moment('closed_at'),
  },
  (t) => [
    unique().on(t.sittingId, t.paperCode, t.number),
    check('bundle_state', oneOf('state', BUNDLE_STATES)),
  ],
);

/** Pass 1 and 2 are the blind entries, pass 3 settles their differences. */
export const bundleAssignment = pgTable(
  'bundle_assignment',
  {
    bundleId: uuid('bundle_id')
      .notNull()
      .references(() => bundle.id),
    pass: integer('pass').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => userAccount.id),
  },
  (t) => [
    primaryKey({ columns: [t.bundleId, t.pass] }),
    unique('bundle_assignment_two_people').on(t.bundleId, t.userId),
    check('bundle_assignment_pass', sql`pass between 1 and 3`),
  ],
);

export const script = pgTable(
  'script',
  {
    code: text('code').primaryKey(),
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    dossier: text('dossier')
      .notNull()
      .references(() => dossier.code),
    paperCode: text('paper_code').notNull(),
    bundleId: uuid('bundle_id')
      .notNull()
      .references(() => bundle.id),
    position: integer('position').notNull(),
  },
  (t) => [unique().on(t.dossier, t.paperCode), unique().on(t.bundleId, t.position)],
);

/** One keyed mark. Append-only: a change is another row, with its author and, once one exists, a reason. */
export const markEntry = pgTable(
  'mark_entry',
  {
    id: bigserial('id', { mode: 'bigint' }).primaryKey(),
    scriptCode: text('script_code')
      .notNull()
      .references(() => script.code),
    pass: integer('pass').notNull(),
    state: text('state').$type<MarkState>().notNull(),
    /** Hundredths. */
    value: integer('value'),
    reason: text('reason'),
    userId: uuid('user_id')
      .notNull()
      .references(() => userAccount.id),
    at: moment('at').notNull(),
  },
  (t) => [
    index().on(t.scriptCode, t.pass),
    check('mark_entry_state', oneOf('state', MARK_STATES)),
    check('mark_entry_value', sql`(state = 'mark') = (value is not null) and (value is null or value >= 0)`),
    check('mark_entry_pass', sql`pass between 1 and 3`),
  ],
);
