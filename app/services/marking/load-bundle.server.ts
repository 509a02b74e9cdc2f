import { eq } from 'drizzle-orm';
import { type MarkingPolicy, markingPolicyOf, type Resolution } from '#app/domain/marking/resolve.ts';
import { resolveScripts } from '#app/domain/marking/resolve-scripts.ts';
import { type Regulation, regulationSchema } from '#app/domain/regulation/schema.ts';
import type { Db, TxDb } from '#db/client.ts';
import { selectKeyedMarks } from '#db/keyed-marks.ts';
import { bundle, bundleAssignment, script } from '#db/schema/marking.ts';
import { regulationVersion, sitting } from '#db/schema/sitting.ts';

export type BundleRow = typeof bundle.$inferSelect;
export type BundleToMark = {
  readonly bundle: BundleRow;
  readonly regulation: Regulation;
  readonly policy: MarkingPolicy;
  /** Who keys each pass. */
  readonly markers: ReadonlyMap<number, string>;
};

/** A bundle with the regulation that says how its paper is marked, and its markers. */
export async function loadBundle(db: Db | TxDb, bundleId: string): Promise<BundleToMark | undefined> {
  const [row] = await db
    .select({ bundle, body: regulationVersion.body })
    .from(bundle)
    .innerJoin(sitting, eq(sitting.id, bundle.sittingId))
    .innerJoin(regulationVersion, eq(regulationVersion.id, sitting.regulationVersionId))
    .where(eq(bundle.id, bundleId));
  if (!row) return undefined;
  const regulation = regulationSchema.parse(row.body);
  const markers = await db
    .select({ pass: bundleAssignment.pass, userId: bundleAssignment.userId })
    .from(bundleAssignment)
    .where(eq(bundleAssignment.bundleId, bundleId));
  return {
    bundle: row.bundle,
    regulation,
    policy: markingPolicyOf(regulation.marking),
    markers: new Map(markers.map(({ pass, userId }) => [pass, userId])),
  };
}

/** What each script of a bundle comes to so far. */
export async function resolveBundle(
  db: Db | TxDb,
  bundleId: string,
  policy: MarkingPolicy,
): Promise<ReadonlyMap<string, Resolution>> {
  const codes = await db.select({ code: script.code }).from(script).where(eq(script.bundleId, bundleId));
  const rows = await selectKeyedMarks(db, eq(script.bundleId, bundleId));
  return resolveScripts(
    codes.map(({ code }) => code),
    rows,
    policy,
  );
}
