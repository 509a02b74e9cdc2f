import { integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { userAccount } from './access.ts';
import { id, moment } from './columns.ts';
import { organisation } from './organisation.ts';

/** A regulation being written. Saved as typed, even wrong; it becomes a `regulation_version` once it is found sound. */
export const regulationDraft = pgTable(
  'regulation_draft',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    code: text('code').notNull(),
    /** The file's text, exactly as its author left it. */
    text: text('text').notNull(),
    /** Raised at each save: whoever saves over another's change is told. */
    revision: integer('revision').notNull(),
    updatedBy: uuid('updated_by')
      .notNull()
      .references(() => userAccount.id),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [unique().on(t.organisationId, t.code)],
);
