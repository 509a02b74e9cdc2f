import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
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
import { AUDIENCES, type Audience } from '#app/domain/followup/audiences.ts';
import { ENTRY_STATES, type EntryState } from '#app/domain/registration/states.ts';
import { nationalIdKeyOf } from '../national-id-key.ts';
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
    /** As on the identity card or in the civil register; compared without spaces and capitals. */
    nationalId: text('national_id'),
    earlierDiploma: jsonb('earlier_diploma').$type<{ exam: string; year: number; number: string | null }>(),
    /** Which time this exam is taken: 1 for the first. */
    attempt: integer('attempt'),
    /** As the school or the candidate wrote them: nothing is sent to a contact that was not proved. */
    contactPhone: text('contact_phone'),
    contactEmail: text('contact_email'),
    /** The school's own number of its pupil. */
    schoolNumber: text('school_number'),
    /** `nameKey(surname, givenNames)` and `placeKey(birthPlace)`, written with them: by what the same person is looked for. */
    nameKey: text('name_key'),
    placeKey: text('place_key'),
    /** With the code it opens the entry on another phone; printed on the proof sheet. */
    reference: text('reference'),
    accessCode: text('access_code'),
    /** What a sheet's row said, so that the same row imported again is the same entry. */
    importDigest: text('import_digest'),
    /** The version whose details the candidate accepted. */
    proofVersion: integer('proof_version'),
    proofAcceptedAt: moment('proof_accepted_at'),
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
    uniqueIndex('entry_reference').on(t.reference),
    uniqueIndex('entry_once_per_row').on(t.sittingId, t.importDigest).where(sql`state <> 'withdrawn'`),
    index().on(t.sittingId, t.state, t.regionId),
    index().on(t.sittingId, t.schoolId, t.state),
    index().on(t.candidateId),
    index().on(t.nameKey),
    index().on(t.birthDate, t.placeKey),
    index('entry_national_id_key').on(nationalIdKeyOf(t.nationalId)),
    check('entry_state', oneOf('state', ENTRY_STATES)),
    check('entry_kind', oneOf('kind', ['official', 'free'])),
    check('entry_sex', sql`sex in ('F', 'M')`),
    check(
      'entry_complete_once_submitted',
      sql`state in ('draft', 'withdrawn') or (number is not null and surname is not null and given_names is not null and sex is not null and birth_date is not null and birth_place is not null and nationality is not null and series is not null and options is not null and fit is not null and region_id is not null and submitted_at is not null)`,
    ),
  ],
);

/** Places taken of a quota, '*' for the whole sitting; the row is locked while one is taken. */
export const quotaUse = pgTable(
  'quota_use',
  {
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    series: text('series').notNull(),
    taken: integer('taken').notNull(),
  },
  (t) => [primaryKey({ columns: [t.sittingId, t.series] }), check('quota_use_taken', sql`taken >= 0`)],
);

/** A paper of an entry's file, other than its photo. A new one replaces the last, which is kept. */
export const entryDocument = pgTable(
  'entry_document',
  {
    id: id(),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entry.id),
    /** Code of the sitting's rules, such as "birthCertificate". */
    code: text('code').notNull(),
    fileKey: text('file_key').notNull(),
    contentType: text('content_type').notNull(),
    bytes: integer('bytes').notNull(),
    digest: text('digest').notNull(),
    /** `unscanned` where no scanner is configured. What is infected is never stored. */
    scan: text('scan').$type<'clean' | 'unscanned'>().notNull(),
    uploadedBy: uuid('uploaded_by').references(() => userAccount.id),
    createdAt: moment('created_at').notNull(),
    replacedAt: moment('replaced_at'),
  },
  (t) => [
    uniqueIndex('entry_document_current').on(t.entryId, t.code).where(sql`replaced_at is null`),
    check('entry_document_scan', oneOf('scan', ['clean', 'unscanned'])),
  ],
);

/** What a candidate says is wrong on their proof sheet, and what the office answered. */
export const correctionRequest = pgTable(
  'correction_request',
  {
    id: id(),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entry.id),
    text: text('text').notNull(),
    createdAt: moment('created_at').notNull(),
    /** `done`: corrected; `declined`: with the reason in `answer`. */
    state: text('state').$type<'open' | 'done' | 'declined'>().notNull(),
    answer: text('answer'),
    answeredBy: uuid('answered_by').references(() => userAccount.id),
    answeredAt: moment('answered_at'),
  },
  (t) => [
    uniqueIndex('correction_request_one_open').on(t.entryId).where(sql`state = 'open'`),
    check('correction_request_state', oneOf('state', ['open', 'done', 'declined'])),
  ],
);

/** Two entries of one period that may be one person's, until an officer decides. `entryA` sorts before `entryB`. */
export const duplicatePair = pgTable(
  'duplicate_pair',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    entryA: uuid('entry_a')
      .notNull()
      .references(() => entry.id),
    entryB: uuid('entry_b')
      .notNull()
      .references(() => entry.id),
    reasons: jsonb('reasons').$type<string[]>().notNull(),
    state: text('state').$type<'open' | 'same' | 'different'>().notNull(),
    createdAt: moment('created_at').notNull(),
    decidedBy: uuid('decided_by').references(() => userAccount.id),
    decidedAt: moment('decided_at'),
    note: text('note'),
  },
  (t) => [
    unique().on(t.entryA, t.entryB),
    index().on(t.entryB),
    index().on(t.organisationId, t.state),
    check('duplicate_pair_state', oneOf('state', ['open', 'same', 'different'])),
    check('duplicate_pair_order', sql`entry_a < entry_b`),
  ],
);

/** Who was reminded of what on which day, so that nobody is written to twice: rows go with their day's message. */
export const reminder = pgTable(
  'reminder',
  {
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    audience: text('audience').$type<Audience>().notNull(),
    /** Where the office is, `YYYY-MM-DD`; of a moved deadline, the new one. */
    day: date('day', { mode: 'string' }).notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => userAccount.id),
    /** The school or the entry it is about. */
    aboutId: uuid('about_id').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.sittingId, t.audience, t.day, t.aboutId, t.userId] }),
    check('reminder_audience', oneOf('audience', AUDIENCES)),
  ],
);

/** The last candidate number given, per sitting. */
export const entryCounter = pgTable('entry_counter', {
  sittingId: uuid('sitting_id')
    .primaryKey()
    .references(() => sitting.id),
  last: integer('last').notNull(),
});
