import { sql } from 'drizzle-orm';
import { bigint, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Columns every table spells the same way. */
export const id = () => uuid('id').primaryKey().default(sql`gen_random_uuid()`);
/** Millisecond precision, so that a value read back is the value that was hashed. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' });
/** Money in minor units. */
export const minor = (name: string) => bigint(name, { mode: 'bigint' });
/** `column in ('a', 'b')`, for a CHECK built from the domain's own list of states. */
export const oneOf = (column: string, values: readonly string[]) =>
  sql.raw(`"${column}" in (${values.map((value) => `'${value}'`).join(', ')})`);
