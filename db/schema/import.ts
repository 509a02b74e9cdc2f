import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  IMPORT_ROW_STATES,
  IMPORT_STATES,
  type ImportRowState,
  type ImportState,
} from '#app/domain/registration/import/states.ts';
import { userAccount } from './access.ts';
import { id, moment, oneOf } from './columns.ts';
import { organisation, school } from './organisation.ts';
import { entry } from './registration.ts';
import { sitting } from './sitting.ts';

/** A school's sheet on its way to becoming entries. The file stays in the storage; progress is in the counts. */
export const importBatch = pgTable(
  'import_batch',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    schoolId: uuid('school_id')
      .notNull()
      .references(() => school.id),
    createdBy: uuid('created_by').references(() => userAccount.id),
    fileName: text('file_name').notNull(),
    fileKey: text('file_key').notNull(),
    /** SHA-256 of its bytes, hexadecimal: the same file for the same school and sitting is the same batch. */
    digest: text('digest').notNull(),
    format: text('format').$type<'csv' | 'xlsx'>().notNull(),
    header: jsonb('header').$type<string[]>().notNull(),
    /** Parsed with the import's mapping schema. */
    mapping: jsonb('mapping'),
    state: text('state').$type<ImportState>().notNull(),
    /** `all`: nothing unless every row is good. */
    mode: text('mode').$type<'all' | 'good'>(),
    /** Rows of data in the file, known once it was read to the end. */
    totalRows: integer('total_rows'),
    checkedRows: integer('checked_rows').notNull().default(0),
    badRows: integer('bad_rows').notNull().default(0),
    knownRows: integer('known_rows').notNull().default(0),
    doneRows: integer('done_rows').notNull().default(0),
    /** Raised when the rows are checked anew, so that a job of an earlier mapping writes nothing. */
    round: integer('round').notNull().default(0),
    failure: text('failure'),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('import_batch_once')
      .on(t.sittingId, t.schoolId, t.digest)
      .where(sql`state not in ('cancelled', 'failed')`),
    index().on(t.schoolId, t.createdAt),
    check('import_batch_state', oneOf('state', IMPORT_STATES)),
    check('import_batch_format', oneOf('format', ['csv', 'xlsx'])),
    check('import_batch_mode', sql`mode in ('all', 'good')`),
  ],
);

export const importRow = pgTable(
  'import_row',
  {
    batchId: uuid('batch_id')
      .notNull()
      .references(() => importBatch.id),
    /** As a person sees it in the sheet. */
    rowNumber: integer('row_number').notNull(),
    cells: jsonb('cells').$type<string[]>().notNull(),
    state: text('state').$type<ImportRowState>().notNull(),
    /** What the row says, when it is good. */
    draft: jsonb('draft'),
    /** Every error, with its column; empty when there is none. */
    errors: jsonb('errors').notNull().default([]),
    digest: text('digest'),
    entryId: uuid('entry_id').references(() => entry.id),
  },
  (t) => [
    primaryKey({ columns: [t.batchId, t.rowNumber] }),
    index().on(t.batchId, t.state, t.rowNumber),
    check('import_row_state', oneOf('state', IMPORT_ROW_STATES)),
  ],
);
