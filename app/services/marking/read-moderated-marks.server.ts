import { and, asc, eq, inArray } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { type ModerationEffect, previewModeration } from '#app/domain/marking/moderate.ts';
import { paperMarkingOf } from '#app/domain/marking/paper-marking.ts';
import { markingPolicyOf } from '#app/domain/marking/resolve.ts';
import { resolveScripts } from '#app/domain/marking/resolve-scripts.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import type { MarkValue } from '#app/domain/shared/mark.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadSittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import type { Db, TxDb } from '#db/client.ts';
import { selectKeyedMarks } from '#db/keyed-marks.ts';
import { bundle, script } from '#db/schema/marking.ts';
import { isDeliberated } from './is-deliberated.server.ts';

export type ModeratedBundles = {
  readonly sittingId: string;
  readonly round: number;
  readonly paperCode: string;
  /** Empty: every bundle of the paper. */
  readonly bundleIds: readonly string[];
};
export type ModerationTargetRefusal =
  | 'sitting.notFound'
  | 'moderation.noBundle'
  | 'moderation.bundlesOpen'
  | 'moderation.deliberated';

export type ModeratedMarks = {
  readonly organisationId: string;
  readonly regulation: Regulation;
  readonly bundles: readonly { readonly id: string; readonly number: number }[];
  /** What a shift of so many hundredths would do. */
  readonly effectOf: (shift: number) => ModerationEffect;
};

/** The rows concerned, as a condition on `bundle`. */
const chosen = ({ sittingId, round, paperCode, bundleIds }: ModeratedBundles) =>
  and(
    eq(bundle.sittingId, sittingId),
    eq(bundle.round, round),
    eq(bundle.paperCode, paperCode),
    bundleIds.length > 0 ? inArray(bundle.id, [...bundleIds]) : undefined,
  );

/** What has to be locked before the marks of these bundles are read: their sitting keeps juries from opening. */
export async function moderationLocks(db: Db, target: ModeratedBundles): Promise<string[]> {
  const rows = await db.select({ id: bundle.id }).from(bundle).where(chosen(target));
  return [`sitting:${target.sittingId}`, ...rows.map(({ id }) => `bundle:${id}`)];
}

/**
 * The standing marks a moderation would move. Who: `bundle.manage`. `sitting.notFound` (unknown or out of scope),
 * `moderation.noBundle` when a bundle is not of the paper, `moderation.bundlesOpen` with how many are not closed,
 * `moderation.deliberated` once a jury deliberates on one of them.
 */
export async function readModeratedMarks(
  ctx: Ctx,
  db: Db | TxDb,
  target: ModeratedBundles,
): Promise<Verdict<ModeratedMarks, ModerationTargetRefusal>> {
  const facts = await loadSittingFacts(db, target.sittingId);
  if (!facts || !authorise(ctx.actor, 'bundle.manage', { organisationId: facts.organisation.id }).ok)
    return refuse('sitting.notFound');
  const rows = await db
    .select({ id: bundle.id, number: bundle.number, state: bundle.state })
    .from(bundle)
    .where(chosen(target))
    .orderBy(asc(bundle.number));
  const asked = new Set(target.bundleIds).size;
  if (rows.length === 0 || (asked > 0 && rows.length !== asked)) return refuse('moderation.noBundle');
  const open = rows.filter(({ state }) => state !== 'closed').length;
  if (open > 0) return refuse('moderation.bundlesOpen', { bundles: open });
  const ids = rows.map(({ id }) => id);
  if (await isDeliberated(db, ids)) return refuse('moderation.deliberated');
  const { regulation } = facts;
  const standing = await readStanding(db, ids, regulation);
  const maximum = paperMarkingOf(target.paperCode, regulation).maximum;
  return accept({
    organisationId: facts.organisation.id,
    regulation,
    bundles: rows,
    effectOf: (shift) => previewModeration(standing, shift, maximum),
  });
}

async function readStanding(db: Db | TxDb, bundleIds: readonly string[], regulation: Regulation) {
  const inBundles = inArray(script.bundleId, [...bundleIds]);
  const codes = await db
    .select({ code: script.code })
    .from(script)
    .where(inBundles)
    .orderBy(asc(script.code));
  const resolved = resolveScripts(
    codes.map(({ code }) => code),
    await selectKeyedMarks(db, inBundles),
    markingPolicyOf(regulation.marking),
  );
  const standing = new Map<string, MarkValue>();
  for (const [code, resolution] of resolved)
    if (resolution.status === 'agreed') standing.set(code, resolution.value);
  return standing;
}
