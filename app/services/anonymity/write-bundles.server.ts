import { and, desc, eq } from 'drizzle-orm';
import { planBundles } from '#app/domain/anonymity/plan-bundles.ts';
import type { ScriptOrigin } from '#app/domain/marking/states.ts';
import { bundle, script } from '#db/schema/marking.ts';
import type { Tx } from '#db/tx.ts';

/** Rows to an insert: PostgreSQL takes at most 65 535 values at once. */
const BATCH = 5000;

export type ScriptsToBundle = {
  readonly organisationId: string;
  readonly sittingId: string;
  readonly round: number;
  readonly origin: ScriptOrigin;
  readonly scripts: readonly { readonly code: string; readonly dossier: string; readonly paper: string }[];
};

/** Writes scripts that have their codes, bundled by paper after the bundles the round already has. Gives how many bundles. */
export async function writeBundles(
  tx: Tx,
  { organisationId, sittingId, round, origin, scripts }: ScriptsToBundle,
): Promise<number> {
  if (scripts.length === 0) return 0;
  const after = await lastNumbers(tx, sittingId, round);
  const planned = planBundles(scripts).map(({ number, ...one }) => ({
    ...one,
    number: (after.get(one.paper) ?? 0) + number,
  }));
  const written = await tx.db
    .insert(bundle)
    .values(
      planned.map(({ paper, number }) => ({
        organisationId,
        sittingId,
        paperCode: paper,
        number,
        round,
        state: 'prepared' as const,
      })),
    )
    .returning({ id: bundle.id, paper: bundle.paperCode, number: bundle.number });
  const ids = new Map(written.map(({ id, paper, number }) => [`${paper} ${number}`, id]));
  const rows = planned.flatMap(({ paper, number, scripts: held }) => {
    const bundleId = ids.get(`${paper} ${number}`);
    if (!bundleId) throw new Error('a bundle was not written');
    const common = { sittingId, paperCode: paper, bundleId, round, origin };
    return held.map(({ code, dossier }, i) => ({ ...common, code, dossier, position: i + 1 }));
  });
  for (let start = 0; start < rows.length; start += BATCH)
    await tx.db.insert(script).values(rows.slice(start, start + BATCH));
  return written.length;
}

async function lastNumbers(tx: Tx, sittingId: string, round: number): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.db
    .selectDistinctOn([bundle.paperCode], { paper: bundle.paperCode, number: bundle.number })
    .from(bundle)
    .where(and(eq(bundle.sittingId, sittingId), eq(bundle.round, round)))
    .orderBy(bundle.paperCode, desc(bundle.number));
  return new Map(rows.map(({ paper, number }) => [paper, number]));
}
