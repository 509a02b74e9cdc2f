import { check, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { ROLES } from '#app/domain/access/roles.ts';
import { id, moment, oneOf } from './columns.ts';
import { organisation } from './organisation.ts';

export const userAccount = pgTable('user_account', {
  id: id(),
  /** Lower case; a person has an email, a phone (E.164), both, or neither: who came in by their entry's reference and code. */
  email: text('email').unique(),
  phone: text('phone').unique(),
  passwordHash: text('password_hash').notNull(),
  displayName: text('display_name').notNull(),
  locale: text('locale').notNull().default('fr'),
  emailVerifiedAt: moment('email_verified_at'),
  phoneVerifiedAt: moment('phone_verified_at'),
  disabledAt: moment('disabled_at'),
  createdAt: moment('created_at').notNull(),
});

/** Only SHA-256 of the session's id is stored: a copy of this table opens no session. */
export const userSession = pgTable(
  'user_session',
  {
    idHash: text('id_hash').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => userAccount.id),
    expiresAt: moment('expires_at').notNull(),
  },
  (t) => [index().on(t.userId)],
);

/** A six-digit code sent to prove a contact or to set a new password. */
export const contactCode = pgTable(
  'contact_code',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => userAccount.id),
    purpose: text('purpose').$type<'verify' | 'reset'>().notNull(),
    contact: text('contact').notNull(),
    codeHash: text('code_hash').notNull(),
    attempts: integer('attempts').notNull().default(0),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [index().on(t.userId), check('contact_code_purpose', oneOf('purpose', ['verify', 'reset']))],
);

/** A role held in one organisation, narrowed by the scope columns that are not null. */
export const roleGrant = pgTable(
  'role_grant',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => userAccount.id),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisation.id),
    role: text('role').$type<(typeof ROLES)[number]>().notNull(),
    regionId: uuid('region_id'),
    schoolId: uuid('school_id'),
    centreId: uuid('centre_id'),
    juryId: uuid('jury_id'),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    unique('role_grant_once')
      .on(t.userId, t.organisationId, t.role, t.regionId, t.schoolId, t.centreId, t.juryId)
      .nullsNotDistinct(),
    check('role_grant_role', oneOf('role', ROLES)),
  ],
);

/** Fixed-window counters of `app/http/rate-limit`. Keys are hashed: no address or phone is kept. */
export const rateLimit = pgTable('rate_limit', {
  key: text('key').primaryKey(),
  windowStart: moment('window_start').notNull(),
  count: integer('count').notNull(),
});

/** What was sent to whom, by template and not by text: the texts may hold codes. */
export const message = pgTable(
  'message',
  {
    id: id(),
    userId: uuid('user_id').references(() => userAccount.id),
    channel: text('channel').$type<'mail' | 'sms'>().notNull(),
    template: text('template').notNull(),
    values: jsonb('values').$type<Record<string, string>>().notNull(),
    recipient: text('recipient').notNull(),
    locale: text('locale').notNull(),
    createdAt: moment('created_at').notNull(),
    sentAt: moment('sent_at'),
  },
  () => [check('message_channel', oneOf('channel', ['mail', 'sms']))],
);
