import { check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { userAccount } from './access.ts';
import { id, moment, oneOf } from './columns.ts';
import { organisation } from './organisation.ts';

export const TASK_STATES = ['queued', 'running', 'paused', 'done', 'failed', 'cancelled'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** Long work somebody asked for, such as one PDF for a whole school: it shows a bar, can be left and found again. */
export const task = pgTable(
  'task',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    /** "proof-sheets". */
    kind: text('kind').notNull(),
    /** What it is about: ids only. */
    subject: jsonb('subject').$type<Record<string, string>>().notNull(),
    state: text('state').$type<TaskState>().notNull(),
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    fileKey: text('file_key'),
    fileName: text('file_name'),
    failure: text('failure'),
    createdBy: uuid('created_by').references(() => userAccount.id),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (t) => [
    index().on(t.organisationId, t.kind, t.createdAt),
    check('task_state', oneOf('state', TASK_STATES)),
  ],
);
