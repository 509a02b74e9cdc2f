import { eq } from 'drizzle-orm';
import type { Actor, Grant } from '#app/domain/access/actor.ts';
import type { OrganisationProfile } from '#app/domain/access/organisation.ts';
import type { Ctx } from '#app/services/context.ts';
import {
  createOrganisation,
  type OrganisationFile,
} from '#app/services/organisation/create-organisation.server.ts';
import { roleGrant, userAccount } from '#db/schema/access.ts';
import { region, school } from '#db/schema/organisation.ts';
import { REGIONS, type Region } from '#db/seed/places.ts';
import { DEMO_PASSWORD, demoAccounts } from './demo-accounts.ts';

export type Place = {
  readonly regionId: string;
  readonly schools: readonly { readonly id: string; readonly name: string }[];
  readonly communes: readonly string[];
};

export type DemoOrganisation = {
  readonly id: string;
  readonly code: string;
  readonly places: readonly Place[];
};

export const BAC = { code: 'BAC', name: { fr: 'Baccalauréat', en: 'Baccalaureate' } };
export const BTS = {
  code: 'BTS',
  name: { fr: 'Brevet de technicien supérieur', en: 'Higher technician certificate' },
};
export const BEPC = { code: 'BEPC', name: { fr: 'BEPC blanc', en: 'Mock BEPC' } };

const shared = {
  country: { fr: 'République de Kawara', en: 'Republic of Kawara' },
  motto: { fr: 'Savoir · Travail · Équité', en: 'Knowledge · Work · Fairness' },
  city: 'Birnin Kawara',
  currency: 'XOF',
  timeZone: 'Africa/Niamey',
  phoneCountry: 'NE',
} as const;

const OFFICE: OrganisationProfile = {
  ...shared,
  name: { fr: 'Office du baccalauréat et des examens', en: 'Baccalaureate and examinations office' },
  shortName: 'Office du bac',
  ministry: { fr: 'Ministère de l’enseignement supérieur', en: 'Ministry of higher education' },
  signatory: {
    name: 'Pr Aminatou Harouna',
    title: { fr: 'La directrice de l’office', en: 'The director of the office' },
  },
};

const BEPC_DIRECTORATE: OrganisationProfile = {
  ...shared,
  name: { fr: 'Direction des examens du BEPC', en: 'BEPC examinations directorate' },
  shortName: 'Direction du BEPC',
  ministry: { fr: 'Ministère de l’éducation nationale', en: 'Ministry of education' },
  signatory: {
    name: 'Souleymane Goni',
    title: { fr: 'Le directeur des examens', en: 'The director of examinations' },
  },
};

/** Two organisations that share a country and nothing else: each has its own regions, schools and centres. */
export async function seedOrganisations(
  ctx: Ctx,
): Promise<{ office: DemoOrganisation; directorate: DemoOrganisation }> {
  return {
    office: await seedOrganisation(ctx, 'KW-OBE', OFFICE, [BAC, BTS]),
    directorate: await seedOrganisation(ctx, 'KW-BEPC', BEPC_DIRECTORATE, [BEPC]),
  };
}

async function seedOrganisation(
  ctx: Ctx,
  code: string,
  profile: OrganisationProfile,
  exams: OrganisationFile['exams'],
): Promise<DemoOrganisation> {
  const created = await createOrganisation(ctx, { code, profile, exams, regions: REGIONS.map(regionFile) });
  if (!created.ok) throw new Error(`organisation ${code}: ${created.reason}`);
  const id = created.value.organisationId;
  const regions = await ctx.db
    .select()
    .from(region)
    .where(eq(region.organisationId, id))
    .orderBy(region.code);
  const schools = await ctx.db
    .select()
    .from(school)
    .where(eq(school.organisationId, id))
    .orderBy(school.code);
  const places = REGIONS.map(({ code: regionCode, communes }): Place => {
    const regionId = regions.find((row) => row.code === regionCode)?.id ?? '';
    return { regionId, communes, schools: schools.filter((row) => row.regionId === regionId) };
  });
  return { id, code, places };
}

/** Schools and centres get the numbers an office would give them: the region's digit, then their order. */
function regionFile(
  { code, name, communes, schools, centres }: Region,
  index: number,
): OrganisationFile['regions'][number] {
  const communeOf = (position: number) => communes[position % communes.length] ?? name;
  const codeOf = (position: number) => `${index + 1}${String(position + 1).padStart(2, '0')}`;
  return {
    code,
    name,
    schools: schools.map((school, at) => ({ code: codeOf(at), name: school, commune: communeOf(at) })),
    centres: centres.map((centre, at) => ({
      code: codeOf(at),
      name: centre.name,
      commune: communeOf(at),
      rooms: centre.rooms.map((capacity, room) => ({ name: `Salle ${room + 1}`, capacity })),
    })),
  };
}

/** The demonstration's people, with their roles in every organisation. Returns each as an actor, by the part before "@". */
export async function seedAccounts(
  ctx: Ctx,
  organisations: readonly DemoOrganisation[],
): Promise<Map<string, Actor>> {
  const passwordHash = await ctx.adapters.passwords.hash(DEMO_PASSWORD);
  const now = ctx.clock();
  const actors = new Map<string, Actor>();
  for (const { email, name, roles } of demoAccounts) {
    const [row] = await ctx.db
      .insert(userAccount)
      .values({ email, passwordHash, displayName: name, emailVerifiedAt: now, createdAt: now })
      .returning({ id: userAccount.id });
    if (!row) throw new Error('no account');
    // A jury's people are named once it exists (demo-results.ts).
    const standing = roles.filter((role) => role !== 'juryMember' && role !== 'juryPresident');
    const grants: Grant[] = organisations.flatMap(({ id, places }) =>
      standing.map((role) => ({
        role,
        organisationId: id,
        regionId: role === 'regionalOfficer' ? (places[0]?.regionId ?? null) : null,
        schoolId: role === 'schoolHead' ? (places[0]?.schools[0]?.id ?? null) : null,
        centreId: null,
        juryId: null,
      })),
    );
    if (grants.length > 0)
      await ctx.db
        .insert(roleGrant)
        .values(grants.map((grant) => ({ ...grant, userId: row.id, createdAt: now })));
    actors.set(email.split('@')[0] ?? email, { kind: 'user', id: row.id, label: name, locale: 'fr', grants });
  }
  return actors;
}
