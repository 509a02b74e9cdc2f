import { type Actor, grantsFor } from './actor.ts';
import type { Capability } from './roles.ts';

/**
 * Where a person holds a capability, for queries that list what is theirs: whole organisations, and single regions of
 * others. A grant narrowed to a school, a centre or a jury reaches no list of an office.
 */
export type Reach = {
  readonly organisations: readonly string[];
  readonly regions: readonly { readonly organisationId: string; readonly regionId: string }[];
};

/** What any of the capabilities reaches. */
export function reachOf(actor: Actor, ...capabilities: readonly Capability[]): Reach {
  const grants = capabilities
    .flatMap((capability) => grantsFor(actor, capability))
    .filter((grant) => grant.schoolId === null && grant.centreId === null && grant.juryId === null);
  const organisations = [
    ...new Set(grants.filter((grant) => grant.regionId === null).map((grant) => grant.organisationId)),
  ];
  const regions = new Map(
    grants.flatMap(({ organisationId, regionId }) =>
      regionId === null || organisations.includes(organisationId)
        ? []
        : [[`${organisationId} ${regionId}`, { organisationId, regionId }] as const],
    ),
  );
  return { organisations, regions: [...regions.values()] };
}

/** Every organisation a reach touches, wholly or by a region. */
export function organisationsOf({ organisations, regions }: Reach): readonly string[] {
  return [...new Set([...organisations, ...regions.map(({ organisationId }) => organisationId)])];
}
