import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';

/** An organisation with a sitting of one exam for each year, without rules worth the name: for measuring. */
export async function createBareSittings(
  db: Db,
  years: readonly number[],
): Promise<{ organisationId: string; sittings: string[] }> {
  const one = async (query: ReturnType<typeof sql>) => {
    const [row] = await db.execute<{ id: string }>(query);
    return row?.id ?? '';
  };
  const organisationId = await one(
    sql`insert into organisation (code, profile, created_at) values ('LOAD', '{}', now()) returning id`,
  );
  const exam = await one(sql`insert into exam (organisation_id, code, name)
    values (${organisationId}, 'BAC', '{}') returning id`);
  const rules =
    await one(sql`insert into regulation_version (organisation_id, code, version, hash, body, created_at)
    values (${organisationId}, 'r', 1, 'h', '{}', now()) returning id`);
  const fees = await one(sql`insert into fee_schedule (organisation_id, code, version, body, created_at)
    values (${organisationId}, 'f', 1, '{}', now()) returning id`);
  const sittings: string[] = [];
  for (const year of years)
    sittings.push(
      await one(sql`insert into sitting (organisation_id, exam_id, year, name, state, regulation_version_id,
        fee_schedule_id, entries_open_at, entries_close_at, exam_starts_on, created_at)
        values (${organisationId}, ${exam}, ${year}, '{}', 'open', ${rules}, ${fees}, now() - interval '40 days',
          now() + interval '20 days', now() + interval '90 days', now()) returning id`),
    );
  return { organisationId, sittings };
}

export type ManyEntries = {
  readonly organisationId: string;
  readonly sittingId: string;
  /** Before the candidates' numbers. */
  readonly prefix: string;
  /** Regions and schools to add; entries are spread over all the organisation has. */
  readonly regions: number;
  readonly schools: number;
  readonly entries: number;
  /** Every how many entries one is another's double: the same names and date of birth. */
  readonly doubledEvery?: number;
};

/**
 * A whole country's entries written by the database itself, for measuring: regions, schools and entries in the shares
 * of a real sitting, names drawn so that homonyms are common. Keys are left for `fillSearchKeys`.
 */
export async function createManyEntries(db: Db, plan: ManyEntries): Promise<void> {
  const { organisationId, sittingId, prefix, regions, schools, entries, doubledEvery = 0 } = plan;
  await db.execute(sql`insert into region (organisation_id, code, name)
    select ${organisationId}, 'R' || n, 'Région ' || n from generate_series(1, ${regions}::int) n`);
  await db.execute(sql`insert into school (organisation_id, region_id, code, name, commune)
    select ${organisationId}, (array(select id from region where organisation_id = ${organisationId} order by code))[1 + n % greatest(${regions}::int, 1)],
      'S' || n, 'Lycée ' || n, 'Commune ' || (n % 300) from generate_series(1, ${schools}::int) n`);
  await db.execute(sql`with made as (
      insert into candidate (id, organisation_id, created_at)
      select gen_random_uuid(), ${organisationId}, now() from generate_series(1, ${entries}::int) returning id
    ), numbered as (
      select id, row_number() over () as at,
        case when ${doubledEvery}::int > 0 and row_number() over () % nullif(${doubledEvery}::int, 0) = 0
          then row_number() over () - 1 else row_number() over () end as n from made
    ), places as (select array_agg(id order by code) as ids, array_agg(region_id order by code) as regions from school where organisation_id = ${organisationId})
    insert into entry (organisation_id, sitting_id, candidate_id, state, kind, number, school_id, region_id, surname, given_names, sex,
      birth_date, birth_place, nationality, series, options, fit, photo_key, submitted_at, created_at, updated_at)
    select ${organisationId}, ${sittingId}, id, (array['submitted','paid','validated','validated','validated'])[1 + at % 5],
      case when at % 7 = 0 then 'free' else 'official' end, ${prefix} || '-' || at,
      case when at % 7 = 0 then null else ids[1 + (at * 7919) % cardinality(ids)] end, regions[1 + (at * 7919) % cardinality(ids)],
      'Nom ' || (n * 31 % 997), 'Prénom ' || (n * 17 % 463), case when n % 9 < 4 then 'F' else 'M' end,
      date '2005-01-01' + (n * 7 % 1500)::int, 'Lieu ' || (n % 211), 'NE', (array['A','B','C','D','E'])[1 + at % 5], '[]', true, 'photos/x.jpg',
      now() - (at % 40) * interval '1 day', now(), now()
    from numbered, places`);
  await db.execute(sql`analyze entry`);
}
