import { sql } from 'drizzle-orm';
import { type PersonFacts, samePerson } from '#app/domain/registration/import/same-person.ts';
import type { Db, TxDb } from '#db/client.ts';
import { nationalIdKeyOf } from '#db/national-id-key.ts';
import { duplicatePair, entry } from '#db/schema/registration.ts';
import { exam, sitting } from '#db/schema/sitting.ts';

/** Entries that stand for a person in a sitting: sent, and not given up or refused. */
export const LIVING = ['submitted', 'paid', 'validated', 'returned'] as const;

export type FindDuplicates = {
  readonly sittingId: string;
  /** Of this sitting; a few thousand at most. */
  readonly entryIds: readonly string[];
  readonly now: Date;
};

type Side<S extends 'a' | 'b'> = {
  readonly [K in `${S}_${'id' | 'name_key' | 'birth_date' | 'place_key' | 'national_id' | 'sex'}`]:
    | string
    | null;
};
type Found = Side<'a'> & Side<'b'> & { readonly organisation_id: string } & Record<string, unknown>;

/**
 * Looks for other entries of the same period that may be of the same person (`samePerson` says why) and writes a pair
 * for the officer to decide: in the same sitting by names, in every sitting of the same exam and year, whoever holds
 * it, by identity number. A pair already there is left as it is, but for its reasons while it is open.
 * Returns how many pairs were written. Entries need their search keys.
 */
export async function findDuplicates(db: Db | TxDb, command: FindDuplicates): Promise<number> {
  if (command.entryIds.length === 0) return 0;
  const pairs = new Map<string, typeof duplicatePair.$inferInsert>();
  for (const row of await findAlike(db, command)) {
    const [a, b] = [factsOf(row, 'a'), factsOf(row, 'b')];
    const same = samePerson(a.facts, b.facts);
    if (!same) continue;
    const [entryA, entryB] = a.id < b.id ? [a.id, b.id] : [b.id, a.id];
    pairs.set(`${entryA} ${entryB}`, {
      organisationId: row.organisation_id,
      entryA,
      entryB,
      reasons: [...same.reasons],
      state: 'open',
      createdAt: command.now,
    });
  }
  return writePairs(db, [...pairs.values()]);
}

const living = sql.raw(LIVING.map((state) => `'${state}'`).join(', '));
const columnsOf = (side: 'a' | 'b') => {
  const at = (column: string) => sql.raw(`${side}.${column}`);
  return sql`${at('id')} as ${sql.raw(`${side}_id`)}, ${at('name_key')} as ${sql.raw(`${side}_name_key`)},
    ${at('birth_date')}::text as ${sql.raw(`${side}_birth_date`)}, ${at('place_key')} as ${sql.raw(`${side}_place_key`)},
    ${nationalIdKeyOf(at('national_id'))} as ${sql.raw(`${side}_national_id`)}, ${at('sex')} as ${sql.raw(`${side}_sex`)}`;
};

/** What every pair has in common at least: its names and a date or a place, or its number. The domain judges the rest. */
async function findAlike(db: Db | TxDb, { sittingId, entryIds }: FindDuplicates): Promise<Found[]> {
  return await db.execute<Found>(sql`
    with mine as materialized (
      select e.* from ${entry} e
      where e.id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(entryIds)}::jsonb))
        and e.sitting_id = ${sittingId} and e.state in (${living})
    )
    select a.organisation_id, ${columnsOf('a')}, ${columnsOf('b')}
    from mine a join ${entry} b on b.name_key = a.name_key and b.sitting_id = a.sitting_id and b.id <> a.id
    where b.state in (${living}) and a.name_key <> ''
      and (b.birth_date = a.birth_date or (b.place_key = a.place_key and b.sex = a.sex))
    union all
    select a.organisation_id, ${columnsOf('a')}, ${columnsOf('b')}
    from mine a
    join ${sitting} sa on sa.id = a.sitting_id join ${exam} xa on xa.id = sa.exam_id
    join ${entry} b on ${nationalIdKeyOf(sql`b.national_id`)} = ${nationalIdKeyOf(sql`a.national_id`)} and b.id <> a.id
    join ${sitting} sb on sb.id = b.sitting_id and sb.year = sa.year
    join ${exam} xb on xb.id = sb.exam_id and xb.code = xa.code
    where b.state in (${living}) and ${nationalIdKeyOf(sql`a.national_id`)} <> ''`);
}

function factsOf(row: Found, side: 'a' | 'b'): { id: string; facts: PersonFacts } {
  return {
    id: row[`${side}_id`] ?? '',
    facts: {
      nameKey: row[`${side}_name_key`] ?? '',
      birthDate: row[`${side}_birth_date`] ?? '',
      placeKey: row[`${side}_place_key`] ?? '',
      nationalId: row[`${side}_national_id`] || null,
      sex: row[`${side}_sex`] === 'F' ? 'F' : 'M',
    },
  };
}

async function writePairs(
  db: Db | TxDb,
  pairs: readonly (typeof duplicatePair.$inferInsert)[],
): Promise<number> {
  let written = 0;
  for (let start = 0; start < pairs.length; start += 1000) {
    const rows = await db
      .insert(duplicatePair)
      .values(pairs.slice(start, start + 1000))
      .onConflictDoUpdate({
        target: [duplicatePair.entryA, duplicatePair.entryB],
        set: { reasons: sql`excluded.reasons` },
        setWhere: sql`${duplicatePair.state} = 'open' and ${duplicatePair.reasons} <> excluded.reasons`,
      })
      .returning({ fresh: sql<boolean>`xmax = 0` });
    written += rows.filter(({ fresh }) => fresh).length;
  }
  return written;
}
