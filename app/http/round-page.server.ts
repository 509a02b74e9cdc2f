import { z } from 'zod';
import { authorise } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import type { Capability } from '#app/domain/access/roles.ts';
import { type Regulation, regulationSchema } from '#app/domain/regulation/schema.ts';
import { loadSitting } from '#app/queries/office/load-sitting.server.ts';
import { findRound } from '#app/queries/rounds/load-round-page.server.ts';
import { idParam } from './list-address.ts';
import { orNotFound } from './not-found.ts';
import type { SignedIn } from './require-actor.server.ts';

export const ROUND_READERS = ['sitting.manage', 'bundle.manage'] as const;

/** The sitting of a page about rounds, for who may read it, with its regulation and what they may do. */
export async function roundSitting(
  ctx: SignedIn,
  sittingId: string | undefined,
  readers: readonly Capability[] = ROUND_READERS,
) {
  const reach = reachOf(ctx.actor, ...readers);
  const found = orNotFound(await loadSitting(ctx.db, reach, idParam(sittingId)));
  const { organisationId } = found.sitting;
  const regulation: Regulation = regulationSchema.parse(found.regulationBody);
  const may = (capability: Capability) => authorise(ctx.actor, capability, { organisationId }).ok;
  return {
    sitting: found.sitting,
    profile: found.profile,
    timeZone: found.profile.timeZone,
    examName: found.examName,
    regulation,
    can: { manage: may('sitting.manage'), bundles: may('bundle.manage') },
  };
}

/** The round that an address names by its number in its sitting. */
export async function roundOf(
  ctx: SignedIn,
  { sittingId, number }: { readonly sittingId?: string | undefined; readonly number?: string | undefined },
  readers: readonly Capability[] = ROUND_READERS,
) {
  const about = await roundSitting(ctx, sittingId, readers);
  const asked = z.coerce.number().int().min(2).max(1000).safeParse(number);
  const round = orNotFound(asked.success ? await findRound(ctx.db, about.sitting.id, asked.data) : undefined);
  return { ...about, round };
}

/** Names of papers for a page: those of the codes given. */
export function paperNames(regulation: Regulation, codes: readonly string[]) {
  return [...new Set(codes)].map((code) => ({
    code,
    name: regulation.papers[code]?.name ?? { fr: code, en: code },
  }));
}
