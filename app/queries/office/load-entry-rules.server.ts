import { and, eq, sql } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import { regulationSchema } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { entry } from '#db/schema/registration.ts';
import { regulationVersion, sitting } from '#db/schema/sitting.ts';
import { withinReach } from './within-reach.ts';

/** A sitting's rules with the series they may name and the places taken in each; `undefined` out of reach. */
export async function loadEntryRules(db: Db, reach: Reach, sittingId: string) {
  const [row] = await db
    .select({ sitting, body: regulationVersion.body })
    .from(sitting)
    .innerJoin(regulationVersion, eq(regulationVersion.id, sitting.regulationVersionId))
    .where(and(eq(sitting.id, sittingId), withinReach(reach, sitting.organisationId)));
  if (!row) return undefined;
  const counts = await db
    .select({ series: sql<string>`coalesce(${entry.series}, '')`, count: sql<number>`count(*)::int` })
    .from(entry)
    .where(and(eq(entry.sittingId, sittingId), sql`${entry.state} not in ('draft', 'withdrawn', 'rejected')`))
    .groupBy(entry.series);
  const taken: Record<string, number> = Object.fromEntries(
    counts.map(({ series, count }) => [series, count]),
  );
  return { sitting: row.sitting, regulation: regulationSchema.parse(row.body), taken };
}
