import { asc } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { organisation } from '#db/schema/organisation.ts';

/** The countries in which a number without a country code is read, in the order of the organisations' codes. */
export async function listPhoneCountries(db: Db): Promise<string[]> {
  const rows = await db
    .select({ profile: organisation.profile })
    .from(organisation)
    .orderBy(asc(organisation.code));
  return [...new Set(rows.map(({ profile }) => profile.phoneCountry))];
}
