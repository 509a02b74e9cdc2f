import { check, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { DEFAULT_ENTRY_RULES, type EntryRules } from '#app/domain/registration/entry-rules.ts';
import { SITTING_STATES, type SittingState } from '#app/domain/sitting/states.ts';
import { id, moment, oneOf } from './columns.ts';
import { organisation } from './organisation.ts';

const organisationId = () =>
  uuid('organisation_id')
    .notNull()
    .references(() => organisation.id);

export const exam = pgTable(
  'exam',
  {
    id: id(),
    organisationId: organisationId(),
    /** "BAC", "BEPC", "BTS": the exam's code in document numbers and signed payloads. */
    code: text('code').notNull(),
    name: jsonb('name').$type<{ fr: string; en: string }>().notNull(),
  },
  (t) => [unique().on(t.organisationId, t.code)],
);

/** A regulation as it stood when a sitting opened: never updated; a change is another version. */
export const regulationVersion = pgTable(
  'regulation_version',
  {
    id: id(),
    organisationId: organisationId(),
    code: text('code').notNull(),
    version: integer('version').notNull(),
    hash: text('hash').notNull(),
    body: jsonb('body').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [unique().on(t.organisationId, t.code, t.version)],
);

export const feeSchedule = pgTable(
  'fee_schedule',
  {
    id: id(),
    organisationId: organisationId(),
    code: text('code').notNull(),
    version: integer('version').notNull(),
    body: jsonb('body').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [unique().on(t.organisationId, t.code, t.version)],
);

export const sitting = pgTable(
  'sitting',
  {
    id: id(),
    organisationId: organisationId(),
    examId: uuid('exam_id')
      .notNull()
      .references(() => exam.id),
    year: integer('year').notNull(),
    name: jsonb('name').$type<{ fr: string; en: string }>().notNull(),
    state: text('state').$type<SittingState>().notNull(),
    regulationVersionId: uuid('regulation_version_id')
      .notNull()
      .references(() => regulationVersion.id),
    feeScheduleId: uuid('fee_schedule_id')
      .notNull()
      .references(() => feeSchedule.id),
    /** Who may enter and with what; parsed with `entryRulesSchema`. */
    entryRules: jsonb('entry_rules').$type<EntryRules>().notNull().default(DEFAULT_ENTRY_RULES),
    entriesOpenAt: moment('entries_open_at').notNull(),
    entriesCloseAt: moment('entries_close_at').notNull(),
    examStartsOn: moment('exam_starts_on').notNull(),
    resultsExpectedOn: moment('results_expected_on'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [unique().on(t.examId, t.year), check('sitting_state', oneOf('state', SITTING_STATES))],
);

/** A paper has one slot for all its series (incident 1: the same French paper on two days). */
export const paperSlot = pgTable(
  'paper_slot',
  {
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    paperCode: text('paper_code').notNull(),
    startsAt: moment('starts_at').notNull(),
    minutes: integer('minutes').notNull(),
  },
  (t) => [unique('paper_slot_one_for_all_series').on(t.sittingId, t.paperCode)],
);
