import { and, asc, desc, eq, inArray, isNotNull } from 'drizzle-orm';
import { organisationsOf, type Reach } from '#app/domain/access/reach.ts';
import type { Db } from '#db/client.ts';
import { centre, organisation, region, school } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { jury } from '#db/schema/seating.ts';
import { exam, feeSchedule, regulationVersion, sitting } from '#db/schema/sitting.ts';
import { withinReach } from './within-reach.ts';

/** What the filters of entries offer: the reader's own sittings, regions and series. */
export async function listEntryChoices(db: Db, reach: Reach) {
  const organisations = [...organisationsOf(reach)];
  if (organisations.length === 0) return { sittings: [], regions: [], series: [] };
  const sittings = await db
    .select({ id: sitting.id, name: sitting.name })
    .from(sitting)
    .where(inArray(sitting.organisationId, organisations))
    .orderBy(desc(sitting.year), asc(sitting.id));
  const regions = await db
    .select({ id: region.id, name: region.name })
    .from(region)
    .where(withinReach(reach, region.organisationId, region.id))
    .orderBy(asc(region.name));
  const series = await db
    .selectDistinct({ series: entry.series })
    .from(entry)
    .where(and(withinReach(reach, entry.organisationId, entry.regionId), isNotNull(entry.series)))
    .orderBy(asc(entry.series));
  return { sittings, regions, series: series.flatMap((row) => (row.series === null ? [] : [row.series])) };
}

/** What a new sitting is made of, in the organisations where the reader manages sittings. */
export async function listSittingParts(db: Db, { organisations }: Reach) {
  if (organisations.length === 0) return { exams: [], regulations: [], feeSchedules: [] };
  const mine = [...organisations];
  const exams = await db
    .select({
      id: exam.id,
      code: exam.code,
      name: exam.name,
      organisationId: exam.organisationId,
      profile: organisation.profile,
    })
    .from(exam)
    .innerJoin(organisation, eq(organisation.id, exam.organisationId))
    .where(inArray(exam.organisationId, mine))
    .orderBy(asc(exam.code));
  const regulations = await db
    .select({ id: regulationVersion.id, code: regulationVersion.code, version: regulationVersion.version })
    .from(regulationVersion)
    .where(inArray(regulationVersion.organisationId, mine))
    .orderBy(asc(regulationVersion.code), desc(regulationVersion.version));
  const feeSchedules = await db
    .select({ id: feeSchedule.id, code: feeSchedule.code, version: feeSchedule.version })
    .from(feeSchedule)
    .where(inArray(feeSchedule.organisationId, mine))
    .orderBy(asc(feeSchedule.code), desc(feeSchedule.version));
  return { exams, regulations, feeSchedules };
}

/** Where a role may be held, in the organisations whose users the reader manages. */
export async function listPlaces(db: Db, { organisations }: Reach) {
  const mine = [...organisations];
  if (mine.length === 0) return { organisations: [], regions: [], schools: [], centres: [], juries: [] };
  return {
    organisations: await db
      .select({ id: organisation.id, profile: organisation.profile })
      .from(organisation)
      .where(inArray(organisation.id, mine)),
    regions: await db
      .select({ id: region.id, code: region.code, name: region.name })
      .from(region)
      .where(inArray(region.organisationId, mine))
      .orderBy(asc(region.name)),
    schools: await db
      .select({ id: school.id, code: school.code, name: school.name })
      .from(school)
      .where(inArray(school.organisationId, mine))
      .orderBy(asc(school.name)),
    centres: await db
      .select({ id: centre.id, code: centre.code, name: centre.name })
      .from(centre)
      .where(inArray(centre.organisationId, mine))
      .orderBy(asc(centre.name)),
    juries: await db
      .select({ id: jury.id, number: jury.number, name: jury.name, sittingName: sitting.name })
      .from(jury)
      .innerJoin(sitting, eq(sitting.id, jury.sittingId))
      .where(inArray(sitting.organisationId, mine))
      .orderBy(desc(sitting.year), asc(jury.number)),
  };
}
