import { asc, count, eq } from 'drizzle-orm';
import { requestLabels } from '#app/services/anonymity/print-labels.server.ts';
import { decideModeration } from '#app/services/marking/decide-moderation.server.ts';
import { proposeModeration } from '#app/services/marking/propose-moderation.server.ts';
import { requestReopening } from '#app/services/marking/request-reopening.server.ts';
import { signBundle } from '#app/services/marking/sign-bundle.server.ts';
import { bundle, script } from '#db/schema/marking.ts';
import { actingAs, type Carried, must } from './demo-results.ts';

/** How far a packet has gone: to both its markers and back, back one script short, or still out. */
export type PacketWay = 'back' | 'short' | 'out';

/** The lines signed for a packet, at the desk and on the markers' screens. */
export async function signPackets(carried: Carried, bundleId: string, way: PacketWay): Promise<void> {
  const [held] = await carried.ctx.db
    .select({ n: count() })
    .from(script)
    .where(eq(script.bundleId, bundleId));
  const scripts = held?.n ?? 0;
  const sign = async (
    marker: 'correction1' | 'correction2',
    kind: 'handOut' | 'return',
    line: { readonly day: number; readonly counted?: number; readonly note?: string },
  ) => {
    const self = carried.actors.get(marker);
    const by = actingAs(carried, kind === 'handOut' ? marker : 'logistique', line.day);
    const { counted = scripts, note } = line;
    const signedAs = self?.kind === 'user' ? self.label : marker;
    const markerId = self?.kind === 'user' ? self.id : '';
    must(await signBundle(by, { bundleId, kind, markerId, scripts: counted, signedAs, note }));
  };
  await sign('correction1', 'handOut', { day: 7.1 });
  if (way === 'out') return;
  await sign('correction1', 'return', { day: 7.2 });
  await sign('correction2', 'handOut', { day: 7.3 });
  const short = { counted: scripts - 1, note: 'Le rang 2 est resté chez la correctrice, rendu demain' };
  await sign('correction2', 'return', { day: 7.4, ...(way === 'short' ? short : {}) });
}

/** Of the closed bundles: one asked to be opened again, one moderated, one moderation to decide. And labels to print. */
export async function moderateSome(carried: Carried): Promise<void> {
  const { ctx, sitting } = carried;
  const bundles = await ctx.db
    .select()
    .from(bundle)
    .where(eq(bundle.sittingId, sitting.id))
    .orderBy(asc(bundle.paperCode), asc(bundle.number));
  const [first, second, third] = bundles.filter(({ state }) => state === 'closed');
  const one = actingAs(carried, 'logistique', 9);
  const other = actingAs(carried, 'logistique2', 9.5);
  const propose = async ({ paperCode, id }: typeof bundle.$inferSelect, shift: number, reason: string) => {
    const target = { sittingId: sitting.id, round: 1, paperCode, bundleIds: [id] };
    return must(await proposeModeration(one, { ...target, shift, reason })).moderationId;
  };
  if (first)
    must(await requestReopening(one, { bundleId: first.id, reason: 'Le rang 3 a été saisi au rang 4' }));
  if (second) {
    const moderationId = await propose(
      second,
      50,
      'Une question était hors programme : un demi-point à tous',
    );
    must(await decideModeration(other, { moderationId, decision: 'apply' }));
  }
  if (third) {
    await propose(third, -25, 'Le barème de la dernière question était d’un quart de point trop haut');
    const labels = { sittingId: sitting.id, paperCode: third.paperCode, round: 1, centreId: null };
    must(await requestLabels(other, labels));
  }
}
