import { and, eq, inArray } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { organisation, region, school } from '#db/schema/organisation.ts';

type Codes = {
  readonly organisation: string;
  readonly regions: readonly string[];
  readonly schools: readonly string[];
};

export type Places = {
  readonly organisationId: string;
  readonly regionIds: readonly string[];
  readonly schoolIds: readonly string[];
};

/** The places an organisation calls by these codes, or the first code it does not know. */
export async function findPlaces(db: Db, codes: Codes): Promise<Places | { readonly unknown: string }> {
  const [home] = await db.select().from(organisation).where(eq(organisation.code, codes.organisation));
  if (!home) return { unknown: codes.organisation };
  const found = { regions: new Map<string, string>(), schools: new Map<string, string>() };
  for (const [table, asked, into] of [
    [region, codes.regions, found.regions],
    [school, codes.schools, found.schools],
  ] as const) {
    if (asked.length === 0) continue;
    const rows = await db
      .select({ id: table.id, code: table.code })
      .from(table)
      .where(and(eq(table.organisationId, home.id), inArray(table.code, [...asked])));
    for (const row of rows) into.set(row.code, row.id);
    const unknown = asked.find((code) => !into.has(code));
    if (unknown !== undefined) return { unknown };
  }
  return {
    organisationId: home.id,
    regionIds: [...found.regions.values()],
    schoolIds: [...found.schools.values()],
  };
}
