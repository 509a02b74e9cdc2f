import { drawCodes } from '#app/services/anonymity/draw-codes.server.ts';
import { type ScriptsToBundle, writeBundles } from '#app/services/anonymity/write-bundles.server.ts';
import type { Ctx } from '#app/services/context.ts';
import type { Tx } from '#db/tx.ts';

export type NewScripts = Omit<ScriptsToBundle, 'scripts'> & {
  readonly scripts: readonly { readonly dossier: string; readonly paper: string }[];
};

/** Scripts of a round under fresh codes, bundled by paper after the bundles the round already has. */
export async function writeScripts(
  ctx: Ctx,
  tx: Tx,
  { scripts, ...about }: NewScripts,
): Promise<{ readonly scripts: number; readonly bundles: number }> {
  const codes = await drawCodes(ctx.adapters.random, tx, scripts.length);
  const coded = scripts.map((one, i) => {
    const code = codes[i];
    if (code === undefined) throw new Error('no code left');
    return { ...one, code };
  });
  return { scripts: coded.length, bundles: await writeBundles(tx, { ...about, scripts: coded }) };
}
