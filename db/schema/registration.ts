import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { ENTRY_STATES, type EntryState } from '#app/domain/registration/states.ts';
import { userAccount } from './access.ts';
import { id, moment, oneOf } from './columns.ts';
import { organisation, region, school } from './organisation.ts';
import { sitting } from './sitting.ts';

/** A person as one organisation knows them; their particulars live on each entry, as declared for that sitting. */
export const candidate = pgTable(
  'candidate',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    userId: uuid('user_id').references(() => userAccount.id),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [unique().on(t.organisationId, t.userId)],
);

/** A candidate's inscription for one sitting. Everything may be empty while it is a draft, nothing that matters after. */
export const entry = pgTable(
  'entry',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    candidateId: uuid('candidate_id')
      .notNull()
      .references(() => candidate.id),
    state: text('state').$type<EntryState>().notNull(),
    kind: text('kind').$type<'official' | 'free'>().notNull().default('free'),
    /** Given at submission, such as "BAC-2026-000123"; never reused. */
    number: text('number'),
    schoolId: uuid('school_id').references(() => school.id),
    regionId: uuid('region_id').references(() => region.id),
    surname: text('surname'),
    givenNames: text('given_names'),
    sex: text('sex').$type<'F' | 'M'>(),
    birthDate: date('birth_date', { mode: 'string' }),
    birthPlace: text('birth_place'),
    nationality: text('nationality'),
    series: text('series'),
    options: jsonb('options').$type<string[]>(),
    fit: boolean('fit'),
    photoKey: text('photo_key'),
    /** Why it was returned or rejected, in the officer's words. */
    returnReason: text('return_reason'),
    submittedAt: moment('submitted_at'),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    /** Raised by each change, so that two tabs cannot overwrite each other. */
    version: integer('version').notNull().default(1),
  },
  (t) => [
    /** One inscription a sitting; who withdrew may begin again. */
    uniqueIndex('entry_one_per_sitting').on(t.sittingId, t.candidateId).where(sql`state <> 'withdrawn'`),
    unique().on(t.sittingId, t.number),
    index().on(t.sittingId, t.state, t.regionId),
    index().on(t.candidateId),
    check('entry_state', oneOf('state', ENTRY_STATES)),
    check('entry_kind', oneOf('kind', ['official', 'free'])),
    check('entry_sex', sql`sex in ('F', 'M')`),
    check(
      'entry_complete_once_submitted',
      sql`state in ('draft', 'withdrawn') or (number is not null and surname is not null and given_names is not null and sex is not null and birth_date is not null and birth_place is not null and nationality is not null and series is not null and options is not null and fit is not null and region_id is not null and submitted_at is not null)`,
    ),
  ],
);

/** The last candidate number given, per sitting. */
export const entryCounter = pgTable('entry_counter', {
  sittingId: uuid('sitting_id')
    .primaryKey()
    .references(() => sitting.id),
  last: integer('last').notNull(),
});
