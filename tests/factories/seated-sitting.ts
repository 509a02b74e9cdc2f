import type { Regulation } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { room } from '#db/schema/organisation.ts';
import { jury, juryCentre, seat } from '#db/schema/seating.ts';
import { TEST_NOW } from '#tests/setup/bare-context.ts';
import { createCentre, createOrganisation, createRegion, createSchool } from './create-organisation.ts';
import { createUser, type TestUser } from './create-user.ts';
import { type CreateEntry, createEntry } from './entry.ts';
import { createSitting } from './sitting.ts';

export type SeatedOptions = {
  /** How many candidates sit, spread over the centres in turn. */
  readonly candidates?: number;
  readonly centres?: number;
  /** Centres are given to juries in turn. */
  readonly juries?: number;
  readonly regulation?: string | Regulation;
  readonly examCode?: string;
  readonly series?: string;
  /** What is particular to the i-th entry. */
  readonly entryOf?: (i: number) => Partial<CreateEntry>;
};

/** A sitting with its candidates validated and seated, its juries, and the staff who come next. */
export async function createSeatedSitting(db: Db, options: SeatedOptions = {}) {
  const { candidates = 6, centres: centreCount = 2, juries: juryCount = 1 } = options;
  const organisation = await createOrganisation(db);
  const organisationId = organisation.id;
  const region = await createRegion(db, { organisationId });
  const school = await createSchool(db, { organisationId, regionId: region.id });
  const sitting = await createSitting(db, {
    organisationId,
    state: 'seated',
    examCode: options.examCode ?? 'BEPC',
    regulation: options.regulation ?? 'bepc-sample',
  });
  const juries = [];
  for (let i = 0; i < juryCount; i += 1) {
    const [row] = await db
      .insert(jury)
      .values({ sittingId: sitting.id, number: i + 1, name: `Jury ${i + 1}` })
      .returning();
    if (row) juries.push(row);
  }
  const places = [];
  for (let i = 0; i < centreCount; i += 1) {
    const centre = await createCentre(db, { organisationId, regionId: region.id });
    const [hall] = await db
      .insert(room)
      .values({ centreId: centre.id, name: 'Salle 1', capacity: 5000 })
      .returning();
    const judge = juries[i % juryCount];
    if (!hall || !judge) throw new Error('the factory wrote no room');
    await db.insert(juryCentre).values({ sittingId: sitting.id, juryId: judge.id, centreId: centre.id });
    places.push({ centre, hall });
  }
  const seated = [];
  for (let i = 0; i < candidates; i += 1) {
    const place = places[i % centreCount];
    if (!place) throw new Error('no centre');
    const one = await createEntry(db, {
      organisationId,
      sittingId: sitting.id,
      regionId: region.id,
      schoolId: school.id,
      state: 'validated',
      series: options.series ?? 'BEPC',
      ...options.entryOf?.(i),
    });
    const tableNumber = String(i + 1).padStart(5, '0');
    const resultCode = `CODE${String(i + 1).padStart(4, '0')}`;
    await db.insert(seat).values({
      entryId: one.id,
      sittingId: sitting.id,
      centreId: place.centre.id,
      roomId: place.hall.id,
      seatNumber: i + 1,
      tableNumber,
      resultCode,
      createdAt: TEST_NOW,
    });
    seated.push({ entry: one, tableNumber, resultCode, centreId: place.centre.id });
  }
  return { organisation, region, school, sitting, juries, places, seated };
}

export type SeatedSitting = Awaited<ReturnType<typeof createSeatedSitting>>;

/** Those who bring a seated sitting to its results: two of each where two people are needed. */
export async function createResultStaff(db: Db, { organisation, juries }: SeatedSitting) {
  const organisationId = organisation.id;
  const withRole = (role: 'logistics' | 'marker' | 'publisher') =>
    createUser(db, { grants: [{ role, organisationId }] });
  const boards: { president: TestUser; members: TestUser[] }[] = [];
  for (const { id: juryId } of juries) {
    const grant = { organisationId, juryId };
    boards.push({
      president: await createUser(db, { grants: [{ role: 'juryPresident', ...grant }] }),
      members: [
        await createUser(db, { grants: [{ role: 'juryMember', ...grant }] }),
        await createUser(db, { grants: [{ role: 'juryMember', ...grant }] }),
      ],
    });
  }
  return {
    logistics: await withRole('logistics'),
    markers: [await withRole('marker'), await withRole('marker'), await withRole('marker')] as const,
    publishers: [await withRole('publisher'), await withRole('publisher')] as const,
    boards,
  };
}
