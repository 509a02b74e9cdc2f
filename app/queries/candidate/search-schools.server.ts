import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { region, school } from '#db/schema/organisation.ts';

export type FoundSchool = {
  readonly id: string;
  readonly name: string;
  readonly commune: string;
  readonly region: string;
};

const LIMIT = 20;
/** Letters as people type them without a French keyboard; capitals too, for databases whose locale knows ASCII only. */
const LETTERS = 'àâäáãåéèêëíîïìóôöòõúûüùçñ';
const ACCENTED = `${LETTERS}${LETTERS.toUpperCase()}ʼ’‘`;
const PLAIN = `${'aaaaaaeeeeiiiiooooouuuucn'.repeat(2)}'''`;

const plain = (text: SQL) => sql`lower(translate(${text}, ${ACCENTED}, ${PLAIN}))`;

/**
 * Schools of one office whose name, commune or code hold every word typed, whatever the case and accents. Nothing typed
 * finds nothing. `more` says that the list was cut.
 */
export async function searchSchools(
  db: Db,
  organisationId: string,
  typed: string,
): Promise<{ schools: FoundSchool[]; more: boolean }> {
  const words = typed
    .trim()
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .slice(0, 8);
  if (words.length === 0) return { schools: [], more: false };
  const whole = plain(sql`${school.name} || ' ' || ${school.commune} || ' ' || ${school.code}`);
  const holds = words.map((word) => sql`position(${plain(sql`${word.slice(0, 60)}::text`)} in ${whole}) > 0`);
  const rows = await db
    .select({ id: school.id, name: school.name, commune: school.commune, region: region.name })
    .from(school)
    .innerJoin(region, eq(region.id, school.regionId))
    .where(and(eq(school.organisationId, organisationId), ...holds))
    .orderBy(asc(school.name), asc(school.id))
    .limit(LIMIT + 1);
  return { schools: rows.slice(0, LIMIT), more: rows.length > LIMIT };
}
