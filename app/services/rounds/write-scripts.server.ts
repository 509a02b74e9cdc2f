import { and, desc, eq } from 'drizzle-orm';
import { planBundles } from '#app/domain/anonymity/plan-bundles.ts';
import type { ScriptOrigin } from '#app/domain/marking/states.ts';
import { drawCodes } from '#app/services/anonymity/draw-codes.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { bundle, script } from '#db/schema/marking.ts';
import type { Tx } from '#db/tx.ts';

const BATCH = 5000;

export type NewScripts = {
  readonly organisationId: string;
  readonly sittingId: string;
  readonly round: number;
  readonly origin: ScriptOrigin;
  readonly scripts: readonly { readonly dossier: string; readonly paper: string }[];
};

/** Scripts of a round under fresh codes, bundled by paper after the bundles the round already has. */
export async function writeScripts(
  ctx: Ctx,
  tx: Tx,
  { organisationId, sittingId, round, origin, scripts }: NewScripts,
): Promise<{ readonly scripts: number; readonly bundles: number }> {
  const codes = await drawCodes(ctx.adapters.random, tx, scripts.length);
  const coded = scripts.map((one, i) => {
    const code = codes[i];
    if (code === undefined) throw new Error('no code left');
    return { ...one, code };
  });
  const planned = planBundles(coded);
  const after = await lastNumbers(tx, sittingId, round);
  const rows = [];
  for (const { paper, number, scripts: held } of planned) {
    const [made] = await tx.db
      .insert(bundle)
      .values({
        organisationId,
        sittingId,
        paperCode: paper,
        number: (after.get(paper) ?? 0) + number,
        round,
        state: 'prepared',
      })
      .returning({ id: bundle.id });
    if (!made) throw new Error('a bundle was not written');
    const bundleId = made.id;
    for (const [i, { code, dossier }] of held.entries())
      rows.push({ code, sittingId, dossier, paperCode: paper, bundleId, position: i + 1, round, origin });
  }
  for (let start = 0; start < rows.length; start += BATCH)
    await tx.db.insert(script).values(rows.slice(start, start + BATCH));
  return { scripts: rows.length, bundles: planned.length };
}

async function lastNumbers(tx: Tx, sittingId: string, round: number): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.db
    .selectDistinctOn([bundle.paperCode], { paper: bundle.paperCode, number: bundle.number })
    .from(bundle)
    .where(and(eq(bundle.sittingId, sittingId), eq(bundle.round, round)))
    .orderBy(bundle.paperCode, desc(bundle.number));
  return new Map(rows.map(({ paper, number }) => [paper, number]));
}
