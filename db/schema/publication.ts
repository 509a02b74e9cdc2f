import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { PublicationStatistics } from '#app/domain/publication/public-statistics.ts';
import { userAccount } from './access.ts';
import { id, moment } from './columns.ts';
import { organisation } from './organisation.ts';
import { entry } from './registration.ts';
import { sitting } from './sitting.ts';

/** A publication someone has prepared and another person has yet to confirm. */
export const publicationDraft = pgTable('publication_draft', {
  id: id(),
  sittingId: uuid('sitting_id')
    .notNull()
    .references(() => sitting.id),
  digest: text('digest').notNull(),
  reason: text('reason'),
  preparedBy: uuid('prepared_by')
    .notNull()
    .references(() => userAccount.id),
  preparedAt: moment('prepared_at').notNull(),
  /** What the second person reads before confirming. */
  statistics: jsonb('statistics').$type<PublicationStatistics>().notNull(),
  closedAt: moment('closed_at'),
});

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
    /** Key of the snapshot file in storage. */
    snapshotKey: text('snapshot_key').notNull(),
    /** Counts of the whole and of each series, as they stood when published. */
    statistics: jsonb('statistics').$type<PublicationStatistics>().notNull(),
    reason: text('reason'),
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
