import type { Db } from '#db/client.ts';
import { createOrganisation, createRegion, createSchool } from './create-organisation.ts';
import { createUser } from './create-user.ts';
import { createEntry } from './entry.ts';
import { type CreateSitting, createSitting } from './sitting.ts';

/** An office with a region, a school, an open sitting, and one signed-in candidate whose draft has every answer. */
export async function createRegistrationWorld(db: Db, options: Omit<CreateSitting, 'organisationId'> = {}) {
  const office = await createOrganisation(db);
  const region = await createRegion(db, { organisationId: office.id });
  const school = await createSchool(db, { organisationId: office.id, regionId: region.id });
  const sitting = await createSitting(db, { organisationId: office.id, ...options });
  const user = await createUser(db);
  const place = { organisationId: office.id, sittingId: sitting.id, regionId: region.id };
  const draft = await createEntry(db, { ...place, userId: user.id });
  return { office, region, school, sitting, user, place, draft };
}
