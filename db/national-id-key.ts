import { type SQLWrapper, sql } from 'drizzle-orm';

/** `nationalIdKey` of a stored number, as the index `entry_national_id_key` has it. */
export const nationalIdKeyOf = (column: SQLWrapper) =>
  sql`upper(regexp_replace(${column}, '[^A-Za-z0-9]', '', 'g'))`;
