import { and, asc, count, eq, inArray, isNull, sql } from 'drizzle-orm';
import { type MarkingPolicy, markingPolicyOf } from '#app/domain/marking/resolve.ts';
import { resolveScripts } from '#app/domain/marking/resolve-scripts.ts';
import { BUNDLE_STATES, type BundleState } from '#app/domain/marking/states.ts';
import { type Bilingual, regulationSchema } from '#app/domain/regulation/schema.ts';
import type { SittingState } from '#app/domain/sitting/states.ts';
import type { Db } from '#db/client.ts';
import { selectKeyedMarks } from '#db/keyed-marks.ts';
import { roleGrant, userAccount } from '#db/schema/access.ts';
import { bundle, bundleAssignment, script } from '#db/schema/marking.ts';
import { seat } from '#db/schema/seating.ts';
import { regulationVersion, sitting } from '#db/schema/sitting.ts';
import { countOutside, loadPackets, type PacketStand, standOf } from './load-packets.server.ts';

export const BUNDLES_PER_PAGE = 25;

export type BundleFilter = {
  readonly state: BundleState | null;
  readonly paper: string | null;
  readonly round: number | null;
  /** From 1. */
  readonly page: number;
};
export type BundleLine = {
  readonly id: string;
  readonly paper: string;
  readonly number: number;
  readonly round: number;
  readonly state: BundleState;
  readonly scripts: number;
  readonly agreed: number;
  readonly disagreed: number;
  readonly packet: PacketStand;
  /** Names by pass. */
  readonly markers: readonly { readonly pass: number; readonly name: string }[];
};
export type SittingBundles = {
  readonly organisationId: string;
  readonly sitting: { readonly id: string; readonly name: Bilingual; readonly state: SittingState };
  readonly entries: 1 | 2;
  readonly seated: number;
  readonly papers: readonly { readonly code: string; readonly name: Bilingual }[];
  /** Those with bundles, from the sitting itself. */
  readonly rounds: readonly number[];
  readonly counts: Readonly<Record<BundleState, number>>;
  /** Packets signed out and not back. */
  readonly outside: number;
  readonly total: number;
  readonly lines: readonly BundleLine[];
  readonly markers: readonly { readonly id: string; readonly name: string }[];
};

/** A sitting's bundles for the office that hands them out. The caller checks the organisation against the actor. */
export async function listSittingBundles(
  db: Db,
  sittingId: string,
  filter: BundleFilter,
): Promise<SittingBundles | undefined> {
  const [row] = await db
    .select({ sitting, body: regulationVersion.body })
    .from(sitting)
    .innerJoin(regulationVersion, eq(regulationVersion.id, sitting.regulationVersionId))
    .where(eq(sitting.id, sittingId));
  if (!row) return undefined;
  const regulation = regulationSchema.parse(row.body);
  const { id, name, state, organisationId } = row.sitting;
  const byState = await db
    .select({ state: bundle.state, n: count() })
    .from(bundle)
    .where(eq(bundle.sittingId, sittingId))
    .groupBy(bundle.state);
  const [seats] = await db.select({ n: count() }).from(seat).where(eq(seat.sittingId, sittingId));
  const where = and(
    eq(bundle.sittingId, sittingId),
    filter.state ? eq(bundle.state, filter.state) : undefined,
    filter.paper ? eq(bundle.paperCode, filter.paper) : undefined,
    filter.round ? eq(bundle.round, filter.round) : undefined,
  );
  const [matching] = await db.select({ n: count() }).from(bundle).where(where);
  const bundles = await db
    .select()
    .from(bundle)
    .where(where)
    .orderBy(asc(bundle.round), asc(bundle.paperCode), asc(bundle.number))
    .limit(BUNDLES_PER_PAGE)
    .offset((filter.page - 1) * BUNDLES_PER_PAGE);
  const present = await db
    .selectDistinct({ code: bundle.paperCode })
    .from(bundle)
    .where(eq(bundle.sittingId, sittingId))
    .orderBy(asc(bundle.paperCode));
  const rounds = await db
    .selectDistinct({ number: bundle.round })
    .from(bundle)
    .where(eq(bundle.sittingId, sittingId))
    .orderBy(asc(bundle.round));
  return {
    organisationId,
    sitting: { id, name, state },
    entries: regulation.marking.entries,
    seated: seats?.n ?? 0,
    papers: present.map(({ code }) => ({
      code,
      name: regulation.papers[code]?.name ?? { fr: code, en: code },
    })),
    rounds: rounds.map(({ number }) => number),
    counts: countsOf(byState),
    outside: await countOutside(db, sittingId),
    total: matching?.n ?? 0,
    lines: await linesOf(db, bundles, markingPolicyOf(regulation.marking)),
    markers: await listMarkers(db, organisationId),
  };
}

function countsOf(rows: readonly { state: BundleState; n: number }[]): Record<BundleState, number> {
  const counts: Record<BundleState, number> = { prepared: 0, handedOut: 0, closed: 0 };
  for (const state of BUNDLE_STATES) counts[state] = rows.find((row) => row.state === state)?.n ?? 0;
  return counts;
}

/** Marks are resolved for the page's bundles only. */
async function linesOf(
  db: Db,
  bundles: readonly (typeof bundle.$inferSelect)[],
  policy: MarkingPolicy,
): Promise<BundleLine[]> {
  const ids = bundles.map(({ id }) => id);
  if (ids.length === 0) return [];
  const inPage = inArray(script.bundleId, ids);
  const scripts = await db
    .select({ code: script.code, bundleId: script.bundleId })
    .from(script)
    .where(inPage);
  const resolved = resolveScripts(
    scripts.map(({ code }) => code),
    await selectKeyedMarks(db, inPage),
    policy,
  );
  const people = await db
    .select({
      bundleId: bundleAssignment.bundleId,
      pass: bundleAssignment.pass,
      name: userAccount.displayName,
    })
    .from(bundleAssignment)
    .innerJoin(userAccount, eq(userAccount.id, bundleAssignment.userId))
    .where(inArray(bundleAssignment.bundleId, ids))
    .orderBy(asc(bundleAssignment.pass));
  const packets = await loadPackets(db, ids);
  return bundles.map(({ id, paperCode, number, round, state }) => {
    const mine = scripts.filter(({ bundleId }) => bundleId === id);
    const having = (status: string) =>
      mine.filter(({ code }) => resolved.get(code)?.status === status).length;
    return {
      id,
      paper: paperCode,
      number,
      round,
      state,
      packet: standOf(packets.get(id), mine.length),
      scripts: mine.length,
      agreed: having('agreed'),
      disagreed: having('disagreed'),
      markers: people.filter(({ bundleId }) => bundleId === id).map(({ pass, name }) => ({ pass, name })),
    };
  });
}

async function listMarkers(db: Db, organisationId: string) {
  return db
    .selectDistinct({ id: userAccount.id, name: userAccount.displayName })
    .from(roleGrant)
    .innerJoin(userAccount, and(eq(userAccount.id, roleGrant.userId), isNull(userAccount.disabledAt)))
    .where(and(eq(roleGrant.organisationId, organisationId), eq(roleGrant.role, 'marker')))
    .orderBy(sql`${userAccount.displayName}`);
}
