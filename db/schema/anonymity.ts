import { pgSchema, text, unique, uuid } from 'drizzle-orm/pg-core';

export const anonymity = pgSchema('anonymity');

/**
 * The table that ties a dossier's code to its candidate. Named here and in the one service that fills it and lifts
 * anonymity; no other code may read it before the deliberation is sealed.
 */
export const codeTable = anonymity.table(
  'code_table',
  {
    dossier: text('dossier').primaryKey(),
    sittingId: uuid('sitting_id').notNull(),
    entryId: uuid('entry_id').notNull(),
  },
  (t) => [unique().on(t.entryId)],
);
