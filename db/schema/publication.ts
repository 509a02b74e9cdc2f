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
import type { DraftFailure } from '#app/domain/publication/check-publication.ts';
import type { PublicationStatistics } from '#app/domain/publication/public-statistics.ts';
import { DRAFT_STATES, type DraftState } from '#app/domain/publication/states.ts';
import { userAccount } from './access.ts';
import { id, moment, oneOf } from './columns.ts';
import { organisation } from './organisation.ts';
import { entry } from './registration.ts';
import { sitting } from './sitting.ts';
import { task } from './task.ts';

/** A publication someone has prepared and another person has yet to confirm. */
export const publicationDraft = pgTable(
  'publication_draft',
  {
    /** The publication that is written from it bears the same. */
    id: id(),
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    state: text('state').$type<DraftState>().notNull().default('prepared'),
    /** SHA-256 of the content; null until it is built. */
    digest: text('digest'),
    reason: text('reason'),
    /** The job's progress. */
    taskId: uuid('task_id').references(() => task.id),
    /** What stopped it: a reason code with its detail, and the first results that don't follow from their marks. */
    failure: jsonb('failure').$type<DraftFailure>(),
    /** Name of the snapshot file. */
    fileName: text('file_name'),
    /** SHA-256 of the snapshot file's bytes. */
    fileDigest: text('file_digest'),
    /** When everyone may read it; at once when null. */
    releasesAt: moment('releases_at'),
    /** From when school heads read their own pupils'; with everyone when null. */
    schoolsFrom: moment('schools_from'),
    confirmedBy: uuid('confirmed_by').references(() => userAccount.id),
    confirmedAt: moment('confirmed_at'),
    preparedBy: uuid('prepared_by')
      .notNull()
      .references(() => userAccount.id),
    preparedAt: moment('prepared_at').notNull(),
    /** What the second person reads before confirming. */
    statistics: jsonb('statistics').$type<PublicationStatistics>(),
    closedAt: moment('closed_at'),
  },
  () => [
    check('publication_draft_state', oneOf('state', DRAFT_STATES)),
    check('publication_draft_two_people', sql`confirmed_by is null or confirmed_by <> prepared_by`),
  ],
);

/** One immutable version of a sitting's results; the public reads nothing else. A correction is a new version. */
export const publication = pgTable(
  'publication',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    version: integer('version').notNull(),
    digest: text('digest').notNull(),
    /** Name of the snapshot file. */
    snapshotKey: text('snapshot_key').notNull(),
    /** Counts of the whole and of each series, as they stood when published. */
    statistics: jsonb('statistics').$type<PublicationStatistics>().notNull(),
    reason: text('reason'),
    /** SHA-256 of the snapshot file's bytes; null for those made before there was one. */
    fileDigest: text('file_digest'),
    /** From when school heads read their own pupils', ahead of everyone. */
    schoolsFrom: moment('schools_from'),
    preparedBy: uuid('prepared_by')
      .notNull()
      .references(() => userAccount.id),
    confirmedBy: uuid('confirmed_by')
      .notNull()
      .references(() => userAccount.id),
    publishedAt: moment('published_at').notNull(),
  },
  (t) => [
    unique().on(t.sittingId, t.version),
    check('publication_two_people', sql`prepared_by <> confirmed_by`),
  ],
);

export const publishedResult = pgTable(
  'published_result',
  {
    publicationId: uuid('publication_id')
      .notNull()
      .references(() => publication.id),
    entryId: uuid('entry_id')
      .notNull()
      .references(() => entry.id),
    tableNumber: text('table_number').notNull(),
    centreId: uuid('centre_id').notNull(),
    decision: text('decision').notNull(),
    honours: text('honours'),
    /** Everything a transcript or the result page says, frozen: identity, marks, average, trace. */
    body: jsonb('body').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.publicationId, t.entryId] }),
    unique().on(t.publicationId, t.tableNumber),
    index().on(t.publicationId, t.centreId),
    index().on(t.entryId),
  ],
);

/**
 * Which version everyone reads: the last line of a sitting. Released at its hour, or an earlier version put back. Append-only;
 * the pointer file every web process reads follows it.
 */
export const publicationRelease = pgTable(
  'publication_release',
  {
    id: bigserial('id', { mode: 'bigint' }).primaryKey(),
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    publicationId: uuid('publication_id')
      .notNull()
      .references(() => publication.id),
    kind: text('kind').$type<'release' | 'rollBack'>().notNull(),
    reason: text('reason'),
    /** Who, as the audit log names them. */
    by: text('by').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [
    index().on(t.sittingId, t.id),
    check('publication_release_kind', oneOf('kind', ['release', 'rollBack'])),
  ],
);
