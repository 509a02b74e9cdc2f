import { integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { OrganisationProfile } from '#app/domain/access/organisation.ts';
import { id, moment } from './columns.ts';

/** An examining body. Several live in one installation; nothing of one is seen from another. */
export const organisation = pgTable('organisation', {
  id: id(),
  /** Issuer id in signed documents, such as "BJ-OB". */
  code: text('code').notNull().unique(),
  profile: jsonb('profile').$type<OrganisationProfile>().notNull(),
  createdAt: moment('created_at').notNull(),
});

const organisationId = () =>
  uuid('organisation_id')
    .notNull()
    .references(() => organisation.id);

export const region = pgTable(
  'region',
  { id: id(), organisationId: organisationId(), code: text('code').notNull(), name: text('name').notNull() },
  (t) => [unique().on(t.organisationId, t.code)],
);

export const school = pgTable(
  'school',
  {
    id: id(),
    organisationId: organisationId(),
    regionId: uuid('region_id')
      .notNull()
      .references(() => region.id),
    code: text('code').notNull(),
    name: text('name').notNull(),
    commune: text('commune').notNull(),
  },
  (t) => [unique().on(t.organisationId, t.code)],
);

export const centre = pgTable(
  'centre',
  {
    id: id(),
    organisationId: organisationId(),
    regionId: uuid('region_id')
      .notNull()
      .references(() => region.id),
    code: text('code').notNull(),
    name: text('name').notNull(),
    commune: text('commune').notNull(),
  },
  (t) => [unique().on(t.organisationId, t.code)],
);

export const room = pgTable(
  'room',
  {
    id: id(),
    centreId: uuid('centre_id')
      .notNull()
      .references(() => centre.id),
    name: text('name').notNull(),
    capacity: integer('capacity').notNull(),
  },
  (t) => [unique().on(t.centreId, t.name)],
);
