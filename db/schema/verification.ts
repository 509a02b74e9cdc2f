import { check, date, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { VERIFICATION_DOORS, type VerificationDoor } from '#app/domain/verification/doors.ts';
import { VERIFICATION_VERDICTS, type VerificationVerdict } from '#app/domain/verification/verdicts.ts';
import { userAccount } from './access.ts';
import { id, moment, oneOf } from './columns.ts';
import { document } from './document.ts';

/** Signed lists as they are served: made by a job, not on each request. Only the latest of each is kept. */
export const publishedList = pgTable('published_list', {
  /** "trust", or "status:" and the organisation's code; for its later lists "status:<code>/1" and on. */
  name: text('name').primaryKey(),
  /** Grows by one with each content of the trust list; for a status list, the number of changes it holds. */
  version: integer('version').notNull(),
  /** The JWT. */
  token: text('token').notNull(),
  issuedAt: moment('issued_at').notNull(),
  /** Until when a copy may be used as new. */
  nextUpdate: moment('next_update').notNull(),
});

/** How many checks an hour saw, by door and verdict. Nothing of who asked, from where, or about whom. */
export const verificationCount = pgTable(
  'verification_count',
  {
    /** The issuer's code; "-" where no document of ours was recognised. */
    issuer: text('issuer').notNull(),
    hour: moment('hour').notNull(),
    door: text('door').$type<VerificationDoor>().notNull(),
    verdict: text('verdict').$type<VerificationVerdict>().notNull(),
    count: integer('count').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.issuer, t.hour, t.door, t.verdict] }),
    check('verification_count_door', oneOf('door', VERIFICATION_DOORS)),
    check('verification_count_verdict', oneOf('verdict', VERIFICATION_VERDICTS)),
  ],
);

/** How often a document was checked on a day: for its holder, without who. */
export const documentCheckCount = pgTable(
  'document_check_count',
  {
    documentId: uuid('document_id')
      .notNull()
      .references(() => document.id),
    day: date('day').notNull(),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.documentId, t.day] })],
);

/** Failures out of the ordinary: many forgeries within an hour, or somebody guessing numbers and codes. */
export const verificationAlert = pgTable(
  'verification_alert',
  {
    id: id(),
    kind: text('kind').$type<'forgeries' | 'guesses'>().notNull(),
    firstHour: moment('first_hour').notNull(),
    lastHour: moment('last_hour').notNull(),
    failures: integer('failures').notNull(),
    /** What an hour like it usually sees. */
    usual: integer('usual').notNull(),
    seenBy: uuid('seen_by').references(() => userAccount.id),
    seenAt: moment('seen_at'),
  },
  (t) => [index().on(t.lastHour), check('verification_alert_kind', oneOf('kind', ['forgeries', 'guesses']))],
);
