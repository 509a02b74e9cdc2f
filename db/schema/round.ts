import { sql } from 'drizzle-orm';
import {
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
import type { RoundRule } from '#app/domain/deliberation/round-rule.ts';
import {
  CLAIM_STATES,
  type ClaimState,
  ROUND_KINDS,
  ROUND_STATES,
  type RoundKind,
  type RoundState,
} from '#app/domain/deliberation/round-states.ts';
import { userAccount } from './access.ts';
import { id, moment, oneOf } from './columns.ts';
import { organisation } from './organisation.ts';
import { publication } from './publication.ts';
import { entry } from './registration.ts';
import { sitting } from './sitting.ts';

/** What follows the first publication. Round 1 is the sitting itself and has no row. */
export const round = pgTable(
  'round',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    number: integer('number').notNull(),
    kind: text('kind').$type<RoundKind>().notNull(),
    /** Printed with the publication that follows. */
    reason: text('reason').notNull(),
    rule: jsonb('rule').$type<RoundRule>().notNull(),
    state: text('state').$type<RoundState>().notNull(),
    /** Until when candidates choose their papers, or whether they sit again. */
    choicesUntil: moment('choices_until'),
    openedBy: uuid('opened_by')
      .notNull()
      .references(() => userAccount.id),
    openedAt: moment('opened_at').notNull(),
  },
  (t) => [
    unique().on(t.sittingId, t.number),
    check('round_number', sql`number >= 2`),
    check('round_kind', oneOf('kind', ROUND_KINDS)),
    check('round_state', oneOf('state', ROUND_STATES)),
  ],
);

/** Who takes part in a round and with which papers. Fixed once its marking starts. */
export const roundCandidate = pgTable(
  'round_candidate',
  {
    roundId: uuid('round_id')
      .notNull()
      .references(() => round.id),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entry.id),
    papers: jsonb('papers').$type<string[]>().notNull(),
    /** A failed candidate must sit an annulled paper again; a passed one may. */
    compulsory: boolean('compulsory').notNull(),
    chosenBy: uuid('chosen_by').references(() => userAccount.id),
    chosenAt: moment('chosen_at'),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.entryId] }), index().on(t.entryId)],
);

/** A candidate's claim on one published mark. */
export const claim = pgTable(
  'claim',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entry.id),
    publicationId: uuid('publication_id')
      .notNull()
      .references(() => publication.id),
    paperCode: text('paper_code').notNull(),
    reason: text('reason').notNull(),
    state: text('state').$type<ClaimState>().notNull(),
    filedBy: uuid('filed_by')
      .notNull()
      .references(() => userAccount.id),
    filedAt: moment('filed_at').notNull(),
    answer: text('answer'),
    answeredBy: uuid('answered_by').references(() => userAccount.id),
    answeredAt: moment('answered_at'),
    roundId: uuid('round_id').references(() => round.id),
  },
  (t) => [
    uniqueIndex('claim_one_a_paper').on(t.entryId, t.paperCode),
    index().on(t.sittingId, t.state),
    check('claim_state', oneOf('state', CLAIM_STATES)),
  ],
);
