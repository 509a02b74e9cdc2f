import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Reach } from '#app/domain/access/reach.ts';

/** Rows of the organisations reached, and of single regions where the table has one. Nothing reached is no row. */
export function withinReach(reach: Reach, organisationId: PgColumn, regionId?: PgColumn): SQL {
  const parts: (SQL | undefined)[] = [];
  if (reach.organisations.length > 0) parts.push(inArray(organisationId, [...reach.organisations]));
  if (regionId)
    for (const one of reach.regions)
      parts.push(and(eq(organisationId, one.organisationId), eq(regionId, one.regionId)));
  return or(...parts) ?? sql`false`;
}

/** A text to look for anywhere in a column: `%` and `_` mean themselves. */
export function containing(text: string): string {
  return `%${text.normalize('NFC').replace(/[\\%_]/g, '\\$&')}%`;
}
