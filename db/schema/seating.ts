import { index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, moment } from './columns.ts';
import { centre, room } from './organisation.ts';
import { entry } from './registration.ts';
import { sitting } from './sitting.ts';

export const jury = pgTable(
  'jury',
  {
    id: id(),
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    number: integer('number').notNull(),
    name: text('name').notNull(),
  },
  (t) => [unique().on(t.sittingId, t.number)],
);

/** Which jury judges the candidates of a centre. */
export const juryCentre = pgTable(
  'jury_centre',
  {
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    juryId: uuid('jury_id')
      .notNull()
      .references(() => jury.id),
    centreId: uuid('centre_id')
      .notNull()
      .references(() => centre.id),
  },
  (t) => [unique().on(t.sittingId, t.centreId)],
);

export const seat = pgTable(
  'seat',
  {
    entryId: uuid('entry_id')
      .primaryKey()
      .references(() => entry.id),
    sittingId: uuid('sitting_id')
      .notNull()
      .references(() => sitting.id),
    centreId: uuid('centre_id')
      .notNull()
      .references(() => centre.id),
    roomId: uuid('room_id')
      .notNull()
      .references(() => room.id),
    seatNumber: integer('seat_number').notNull(),
    tableNumber: text('table_number').notNull(),
    /** With the table number it opens name and marks on results day. Printed on the convocation only. */
    resultCode: text('result_code').notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (t) => [
    unique().on(t.sittingId, t.roomId, t.seatNumber),
    unique().on(t.sittingId, t.tableNumber),
    index().on(t.sittingId, t.centreId),
  ],
);
