import { eq } from 'drizzle-orm';
import type { Actor } from '#app/domain/access/actor.ts';
import type { OrganisationProfile } from '#app/domain/access/organisation.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Db, TxDb } from '#db/client.ts';
import { organisation } from '#db/schema/organisation.ts';
import { sitting } from '#db/schema/sitting.ts';

export type RemindedSitting = {
  readonly sitting: typeof sitting.$inferSelect;
  readonly profile: OrganisationProfile;
  /** Where the actor may remind people; null for the whole organisation. */
  readonly regions: readonly string[] | null;
};

/**
 * A sitting for who may remind its people: who manages sittings or reviews entries, a region's officer in their region.
 * `sitting.notFound` for anybody else, as for an unknown one.
 */
export async function holdReminders(
  db: Db | TxDb,
  actor: Actor,
  sittingId: string,
): Promise<Verdict<RemindedSitting, 'sitting.notFound'>> {
  const [row] = await db
    .select({ sitting, profile: organisation.profile })
    .from(sitting)
    .innerJoin(organisation, eq(organisation.id, sitting.organisationId))
    .where(eq(sitting.id, sittingId));
  if (!row) return refuse('sitting.notFound');
  const regions = regionsOf(actor, row.sitting.organisationId);
  return regions === undefined ? refuse('sitting.notFound') : accept({ ...row, regions });
}

function regionsOf(actor: Actor, organisationId: string): readonly string[] | null | undefined {
  if (actor.kind === 'system') return null;
  const reach = reachOf(actor, 'entry.review', 'sitting.manage');
  if (reach.organisations.includes(organisationId)) return null;
  const regions = reach.regions.filter((one) => one.organisationId === organisationId);
  return regions.length === 0 ? undefined : regions.map(({ regionId }) => regionId).sort();
}
