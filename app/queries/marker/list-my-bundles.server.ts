import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Actor } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import type { BundleState } from '#app/domain/marking/states.ts';
import type { Bilingual, RegulationMarkingPolicy } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { bundle, bundleAssignment } from '#db/schema/marking.ts';
import { regulationVersion, sitting } from '#db/schema/sitting.ts';
import { withinReach } from '../office/within-reach.ts';

export type MyBundle = {
  readonly id: string;
  readonly sitting: Bilingual;
  readonly paperCode: string;
  readonly paper: Bilingual | null;
  readonly number: number;
  readonly round: number;
  readonly state: BundleState;
  readonly pass: number;
  readonly marking: RegulationMarkingPolicy;
  readonly scripts: number;
  /** Scripts for which this person's pass has a mark, with all its components. */
  readonly keyed: number;
};

type User = Extract<Actor, { kind: 'user' }>;

/** The bundles somebody keys where they are a marker, those still open first. Nothing here says whose scripts they are. */
export async function listMyBundles(db: Db, actor: User): Promise<MyBundle[]> {
  const scripts = sql<number>`(select count(*)::int from script s where s.bundle_id = ${bundle.id})`;
  const keyed = sql<number>`(select count(*)::int from (
    select distinct on (m.script_code) m.state from mark_entry m join script s on s.code = m.script_code
    where s.bundle_id = ${bundle.id} and m.pass = ${bundleAssignment.pass}
    order by m.script_code, m.id desc) latest where latest.state <> 'awaited')`;
  return db
    .select({
      id: bundle.id,
      sitting: sitting.name,
      paperCode: bundle.paperCode,
      paper: sql<Bilingual | null>`${regulationVersion.body} -> 'papers' -> ${bundle.paperCode} -> 'name'`,
      number: bundle.number,
      round: bundle.round,
      state: bundle.state,
      pass: bundleAssignment.pass,
      marking: sql<RegulationMarkingPolicy>`${regulationVersion.body} -> 'marking'`,
      scripts,
      keyed,
    })
    .from(bundleAssignment)
    .innerJoin(bundle, eq(bundle.id, bundleAssignment.bundleId))
    .innerJoin(sitting, eq(sitting.id, bundle.sittingId))
    .innerJoin(regulationVersion, eq(regulationVersion.id, sitting.regulationVersionId))
    .where(
      and(
        eq(bundleAssignment.userId, actor.id),
        inArray(bundle.state, ['handedOut', 'closed']),
        withinReach(reachOf(actor, 'mark.enter'), bundle.organisationId),
      ),
    )
    .orderBy(sql`${bundle.state} = 'closed'`, asc(bundle.paperCode), asc(bundle.round), asc(bundle.number))
    .limit(300);
}
