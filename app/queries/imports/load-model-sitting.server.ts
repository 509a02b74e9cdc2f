import { and, eq, inArray, ne } from 'drizzle-orm';
import { type Regulation, regulationSchema } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { school } from '#db/schema/organisation.ts';
import { regulationVersion, sitting } from '#db/schema/sitting.ts';

/** What a sheet for a sitting must ask, for the schools of its organisation. */
export async function loadModelSitting(
  db: Db,
  schoolIds: readonly string[],
  sittingId: string,
): Promise<{ regulation: Regulation; year: number } | undefined> {
  if (schoolIds.length === 0) return undefined;
  const [row] = await db
    .select({ year: sitting.year, body: regulationVersion.body })
    .from(sitting)
    .innerJoin(regulationVersion, eq(regulationVersion.id, sitting.regulationVersionId))
    .innerJoin(school, eq(school.organisationId, sitting.organisationId))
    .where(and(eq(sitting.id, sittingId), ne(sitting.state, 'draft'), inArray(school.id, [...schoolIds])))
    .limit(1);
  return row && { year: row.year, regulation: regulationSchema.parse(row.body) };
}
