import { and, eq, inArray, isNull } from 'drizzle-orm';
import { organisationsOf, type Reach } from '#app/domain/access/reach.ts';
import type { Db } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';
import { invoice } from '#db/schema/fees.ts';
import { organisation, region, school } from '#db/schema/organisation.ts';
import { candidate, duplicatePair, entry, entryDocument } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';

/**
 * A pair with both files, for who reaches either; `undefined` for anybody else. A file of another office says only what
 * tells the person: no contact, photo, papers or fees.
 */
export async function loadDuplicate(db: Db, reach: Reach, pairId: string) {
  const [pair] = await db
    .select({ pair: duplicatePair, decidedBy: userAccount.displayName })
    .from(duplicatePair)
    .leftJoin(userAccount, eq(userAccount.id, duplicatePair.decidedBy))
    .where(eq(duplicatePair.id, pairId));
  if (!pair) return undefined;
  const files = await loadFiles(db, reach, [pair.pair.entryA, pair.pair.entryB]);
  const a = files.find(({ id }) => id === pair.pair.entryA);
  const b = files.find(({ id }) => id === pair.pair.entryB);
  if (!a || !b || !(reaches(reach, a) || reaches(reach, b))) return undefined;
  return { ...pair.pair, decidedByName: pair.decidedBy, a, b };
}

export type DuplicateFile = Awaited<ReturnType<typeof loadFiles>>[number];

function reaches(reach: Reach, file: { organisationId: string; regionId: string | null }): boolean {
  return (
    reach.organisations.includes(file.organisationId) ||
    reach.regions.some((one) => one.organisationId === file.organisationId && one.regionId === file.regionId)
  );
}

async function loadFiles(db: Db, reach: Reach, ids: readonly string[]) {
  const rows = await db
    .select({
      entry,
      sittingName: sitting.name,
      sittingState: sitting.state,
      office: organisation.profile,
      regionName: region.name,
      schoolName: school.name,
      phone: userAccount.phone,
      email: userAccount.email,
    })
    .from(entry)
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .innerJoin(organisation, eq(organisation.id, entry.organisationId))
    .innerJoin(candidate, eq(candidate.id, entry.candidateId))
    .leftJoin(userAccount, eq(userAccount.id, candidate.userId))
    .leftJoin(region, eq(region.id, entry.regionId))
    .leftJoin(school, eq(school.id, entry.schoolId))
    .where(inArray(entry.id, [...ids]));
  const documents = await db
    .select({ entryId: entryDocument.entryId, code: entryDocument.code, digest: entryDocument.digest })
    .from(entryDocument)
    .where(and(inArray(entryDocument.entryId, [...ids]), isNull(entryDocument.replacedAt)));
  const invoices = await db
    .select({ entryId: invoice.entryId, number: invoice.number, state: invoice.state })
    .from(invoice)
    .where(inArray(invoice.entryId, [...ids]));
  const offices = organisationsOf(reach);
  return rows.map(({ entry: row, office, phone, email, ...names }) => {
    const ours = offices.includes(row.organisationId);
    return {
      id: row.id,
      organisationId: row.organisationId,
      regionId: row.regionId,
      number: row.number,
      state: row.state,
      surname: row.surname,
      givenNames: row.givenNames,
      sex: row.sex,
      birthDate: row.birthDate,
      birthPlace: row.birthPlace,
      nationality: row.nationality,
      nationalId: row.nationalId,
      schoolId: row.schoolId,
      series: row.series,
      submittedAt: row.submittedAt,
      ...names,
      officeName: office.name,
      /** Whether the reader's office holds it. */
      ours,
      /** Whether the reader may open the file itself. */
      reached: reaches(reach, row),
      hasPhoto: ours && row.photoKey !== null,
      contact: ours ? (phone ?? email ?? row.contactPhone ?? row.contactEmail) : null,
      documents: ours ? documents.filter(({ entryId }) => entryId === row.id) : [],
      invoices: ours ? invoices.filter(({ entryId }) => entryId === row.id) : [],
    };
  });
}
