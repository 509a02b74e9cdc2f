import { asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Grant } from '#app/domain/access/actor.ts';
import type { DeliberationState } from '#app/domain/deliberation/states.ts';
import type { Bilingual } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { deliberation } from '#db/schema/deliberation.ts';
import { jury } from '#db/schema/seating.ts';
import { sitting } from '#db/schema/sitting.ts';

export type JuryLine = {
  readonly id: string;
  readonly sitting: Bilingual;
  readonly number: number;
  readonly name: string;
  readonly dossiers: number;
  /** Bundles with scripts of this jury that are not closed. */
  readonly openBundles: number;
  readonly deliberationId: string | null;
  readonly state: DeliberationState | null;
};

/** The juries that somebody's grants of `deliberation.conduct` name. */
export async function listJuries(db: Db, grants: readonly Grant[]): Promise<JuryLine[]> {
  const ids = grants.flatMap(({ juryId }) => (juryId === null ? [] : [juryId]));
  if (ids.length === 0) return [];
  return db
    .select({
      id: jury.id,
      sitting: sitting.name,
      number: jury.number,
      name: jury.name,
      dossiers: sql<number>`(select count(*)::int from dossier d where d.jury_id = ${jury.id})`,
      openBundles: sql<number>`(select count(distinct b.id)::int from bundle b join script s on s.bundle_id = b.id
        join dossier d on d.code = s.dossier where d.jury_id = ${jury.id} and b.state <> 'closed')`,
      deliberationId: deliberation.id,
      state: deliberation.state,
    })
    .from(jury)
    .innerJoin(sitting, eq(sitting.id, jury.sittingId))
    .leftJoin(deliberation, eq(deliberation.juryId, jury.id))
    .where(inArray(jury.id, ids))
    .orderBy(desc(sitting.year), asc(jury.number));
}
