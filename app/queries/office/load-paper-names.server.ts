import { eq } from 'drizzle-orm';
import { type Bilingual, regulationSchema } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { regulationVersion, sitting } from '#db/schema/sitting.ts';

/** What each paper of a sitting is called in its regulation; empty for an unknown sitting. */
export async function loadPaperNames(db: Db, sittingId: string): Promise<ReadonlyMap<string, Bilingual>> {
  const [row] = await db
    .select({ body: regulationVersion.body })
    .from(sitting)
    .innerJoin(regulationVersion, eq(regulationVersion.id, sitting.regulationVersionId))
    .where(eq(sitting.id, sittingId));
  if (!row) return new Map();
  return new Map(
    Object.entries(regulationSchema.parse(row.body).papers).map(([code, { name }]) => [code, name]),
  );
}
