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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  BUNDLE_STATES,
  type BundleState,
  MODERATION_STATES,
  type ModerationState,
  REOPENING_STATES,
  type ReopeningState,
  SCRIPT_ORIGINS,
  type ScriptOrigin,
} from '#app/domain/marking/states.ts';
import type { DossierFacts } from '#app/domain/regulation/snapshot.ts';
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
    /** What else the regulation asks for: attempts, marks kept from earlier sittings, a competition's choices. */
    facts: jsonb('facts').$type<DossierFacts>(),
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
    /** 1 is the sitting itself; later rounds are the second group, reviews and papers sat again. */
    round: integer('round').notNull().default(1),
    state: text('state').$type<BundleState>().notNull(),
    closedAt: moment('closed_at'),
  },
  (t) => [
    unique().on(t.sittingId, t.round, t.paperCode, t.number),
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
    round: integer('round').notNull().default(1),
    origin: text('origin').$type<ScriptOrigin>().notNull().default('sitting'),
  },
  (t) => [
    /** Round 1 holds a second script of a paper only where the paper was annulled and sat again before the jury met. */
    unique().on(t.dossier, t.paperCode, t.round, t.origin),
    check('script_origin', oneOf('origin', SCRIPT_ORIGINS)),
    unique().on(t.bundleId, t.position),
  ],
);

/** A packet given to somebody or taken back, signed for on the spot. Append-only. */
export const bundleMovement = pgTable(
  'bundle_movement',
  {
    id: bigserial('id', { mode: 'bigint' }).primaryKey(),
    bundleId: uuid('bundle_id')
      .notNull()
      .references(() => bundle.id),
    kind: text('kind').$type<'handOut' | 'return'>().notNull(),
    /** Whose the packet is meanwhile. */
    markerId: uuid('marker_id')
      .notNull()
      .references(() => userAccount.id),
    scripts: integer('scripts').notNull(),
    /** The name the marker signed with, as typed. */
    signedAs: text('signed_as').notNull(),
    note: text('note'),
    recordedBy: uuid('recorded_by')
      .notNull()
      .references(() => userAccount.id),
    at: moment('at').notNull(),
  },
  (t) => [
    index().on(t.bundleId),
    check('bundle_movement_kind', oneOf('kind', ['handOut', 'return'])),
    check('bundle_movement_signed', sql`length(signed_as) > 0 and scripts >= 0`),
  ],
);

/** A closed packet opened again: one person asks with a reason, another allows or refuses it. */
export const bundleReopening = pgTable(
  'bundle_reopening',
  {
    id: id(),
    bundleId: uuid('bundle_id')
      .notNull()
      .references(() => bundle.id),
    reason: text('reason').notNull(),
    state: text('state').$type<ReopeningState>().notNull(),
    requestedBy: uuid('requested_by')
      .notNull()
      .references(() => userAccount.id),
    requestedAt: moment('requested_at').notNull(),
    decidedBy: uuid('decided_by').references(() => userAccount.id),
    decidedAt: moment('decided_at'),
  },
  (t) => [
    uniqueIndex('bundle_reopening_one_open').on(t.bundleId).where(sql`state = 'requested'`),
    check('bundle_reopening_state', oneOf('state', REOPENING_STATES)),
    check('bundle_reopening_two_people', sql`decided_by is null or decided_by <> requested_by`),
    check('bundle_reopening_decided', sql`(state = 'requested') = (decided_by is null)`),
  ],
);

/**
 * A change to the marks of a paper as a whole or of some bundles, proposed by one person, applied by another; every mark it
 * changes is an entry of pass 4, and every marker concerned is told (incident 6).
 */
export const moderation = pgTable(
  'moderation',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    round: integer('round').notNull().default(1),
    paperCode: text('paper_code').notNull(),
    /** Empty: every bundle of the paper. */
    bundleIds: jsonb('bundle_ids').$type<string[]>().notNull(),
    /** Hundredths added to each mark, below zero to take away. */
    shift: integer('shift').notNull(),
    reason: text('reason').notNull(),
    state: text('state').$type<ModerationState>().notNull(),
    proposedBy: uuid('proposed_by')
      .notNull()
      .references(() => userAccount.id),
    proposedAt: moment('proposed_at').notNull(),
    decidedBy: uuid('decided_by').references(() => userAccount.id),
    decidedAt: moment('decided_at'),
  },
  (t) => [
    index().on(t.sittingId, t.paperCode),
    check('moderation_state', oneOf('state', MODERATION_STATES)),
    check('moderation_two_people', sql`decided_by is null or decided_by <> proposed_by`),
    check('moderation_decided', sql`(state = 'proposed') = (decided_by is null)`),
  ],
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
    /** Hundredths of each component, in the regulation's order; null where one is not keyed yet. */
    parts: jsonb('parts').$type<(number | null)[]>(),
    reason: text('reason'),
    /** Pass 4 alone: the moderation that changed this mark. */
    moderationId: uuid('moderation_id').references(() => moderation.id),
    userId: uuid('user_id')
      .notNull()
      .references(() => userAccount.id),
    at: moment('at').notNull(),
  },
  (t) => [
    index().on(t.scriptCode, t.pass),
    check('mark_entry_state', oneOf('state', MARK_STATES)),
    check('mark_entry_value', sql`(state = 'mark') = (value is not null) and (value is null or value >= 0)`),
    check('mark_entry_pass', sql`pass between 1 and 4 and (pass = 4) = (moderation_id is not null)`),
  ],
);
