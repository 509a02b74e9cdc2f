import { and, asc, eq, ne } from 'drizzle-orm';
import { buildSnapshots, type FrozenSnapshot } from '#app/domain/deliberation/build-snapshots.ts';
import { markingPolicyOf } from '#app/domain/marking/resolve.ts';
import { resolveScripts } from '#app/domain/marking/resolve-scripts.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import type { TxDb } from '#db/client.ts';
import { selectKeyedMarks } from '#db/keyed-marks.ts';
import { bundle, dossier, script } from '#db/schema/marking.ts';

export type MarksOf = {
  readonly juryId: string;
  readonly regulation: Regulation;
  readonly regulationHash: string;
};

/** How many bundles hold scripts of a jury and aren't closed. */
export async function countOpenBundles(db: TxDb, juryId: string): Promise<number> {
  const rows = await db
    .selectDistinct({ id: bundle.id })
    .from(bundle)
    .innerJoin(script, eq(script.bundleId, bundle.id))
    .innerJoin(dossier, eq(dossier.code, script.dossier))
    .where(and(eq(dossier.juryId, juryId), ne(bundle.state, 'closed')));
  return rows.length;
}

/** A jury's dossiers with their agreed marks, worked out again from every keyed mark. */
export async function freezeMarks(
  db: TxDb,
  { juryId, regulation, regulationHash }: MarksOf,
): Promise<FrozenSnapshot> {
  const ofJury = eq(dossier.juryId, juryId);
  const dossiers = await db
    .select({ code: dossier.code, series: dossier.series, fit: dossier.fit })
    .from(dossier)
    .where(ofJury)
    .orderBy(asc(dossier.code));
  const scripts = await db
    .select({ code: script.code, dossier: script.dossier, paper: script.paperCode })
    .from(script)
    .innerJoin(dossier, eq(dossier.code, script.dossier))
    .where(ofJury);
  const rows = await selectKeyedMarks(db, ofJury);
  const resolved = resolveScripts(
    scripts.map(({ code }) => code),
    rows,
    markingPolicyOf(regulation.marking),
  );
  const judged = scripts.map(({ code, ...one }) => {
    const resolution = resolved.get(code);
    if (!resolution) throw new Error(`script ${code} was not resolved`);
    return { ...one, resolution };
  });
  return { regulationHash, dossiers: buildSnapshots(dossiers, judged, regulation) };
}
