import type { OrganisationProfile } from '#app/domain/access/organisation.ts';
import type { Db, TxDb } from '#db/client.ts';
import { centre, organisation, region, school } from '#db/schema/organisation.ts';
import { TEST_NOW } from '#tests/setup/bare-context.ts';
import { nextNumber } from './next-number.ts';

type AnyDb = Db | TxDb;

export const TEST_PROFILE: OrganisationProfile = {
  name: { fr: 'Office du baccalauréat', en: 'Baccalaureate Office' },
  shortName: 'OB',
  country: { fr: 'République du Dendi', en: 'Republic of Dendi' },
  ministry: { fr: 'Ministère des enseignements', en: 'Ministry of Education' },
  city: 'Niamey',
  signatory: { name: 'Aïssatou Maïga', title: { fr: 'La directrice', en: 'The Director' } },
  currency: 'XOF',
  timeZone: 'Africa/Niamey',
  phoneCountry: 'NE',
};

export type CreateOrganisation = { readonly code?: string; readonly profile?: Partial<OrganisationProfile> };

export async function createOrganisation(db: AnyDb, { code, profile }: CreateOrganisation = {}) {
  const [row] = await db
    .insert(organisation)
    .values({
      code: code ?? `NE-O${nextNumber()}`,
      profile: { ...TEST_PROFILE, ...profile },
      createdAt: TEST_NOW,
    })
    .returning();
  return given(row);
}

type InOrganisation = { readonly organisationId: string; readonly code?: string; readonly name?: string };
type InRegion = InOrganisation & { readonly regionId: string; readonly commune?: string };

export async function createRegion(db: AnyDb, { organisationId, code, name }: InOrganisation) {
  const number = nextNumber();
  const [row] = await db
    .insert(region)
    .values({ organisationId, code: code ?? `R${number}`, name: name ?? `Région ${number}` })
    .returning();
  return given(row);
}

export async function createSchool(db: AnyDb, place: InRegion) {
  const [row] = await db.insert(school).values(placeValues(place, 'Lycée')).returning();
  return given(row);
}

export async function createCentre(db: AnyDb, place: InRegion) {
  const [row] = await db.insert(centre).values(placeValues(place, 'Centre')).returning();
  return given(row);
}

function placeValues({ organisationId, regionId, code, name, commune }: InRegion, kind: string) {
  const number = nextNumber();
  return {
    organisationId,
    regionId,
    code: code ?? `${kind.charAt(0)}${number}`,
    name: name ?? `${kind} ${number}`,
    commune: commune ?? 'Kollo',
  };
}

function given<T>(row: T | undefined): T {
  if (row === undefined) throw new Error('the factory wrote no row');
  return row;
}
