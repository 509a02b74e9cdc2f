import { sql } from 'drizzle-orm';
import {
  ACCESS_CODE_LENGTH,
  charactersOf,
  REFERENCE_LENGTH,
} from '#app/domain/registration/entry-reference.ts';
import type { EntryRules } from '#app/domain/registration/entry-rules.ts';
import { attemptOf, earlierDiploma } from '#app/domain/registration/import/judge-draft.ts';
import type { ImportDraft } from '#app/domain/registration/import/read-row.ts';
import { searchKeys } from '#app/domain/registration/search-keys.ts';
import type { Ctx } from '#app/services/context.ts';
import { type importBatch, importRow } from '#db/schema/import.ts';
import { candidate, entry } from '#db/schema/registration.ts';
import type { Tx } from '#db/tx.ts';

export type RowToEnter = {
  readonly rowNumber: number;
  readonly digest: string;
  readonly draft: ImportDraft;
};

type Into = {
  readonly batch: typeof importBatch.$inferSelect;
  readonly regionId: string;
  readonly rules: EntryRules;
};

/**
 * Draft entries of some rows, each with a candidate who has no account, in four statements. A row whose person was
 * entered since it was checked becomes `known` with that entry: the index of the digest decides, whoever comes first.
 */
export async function writeEntries(
  ctx: Pick<Ctx, 'adapters'>,
  tx: Tx,
  into: Into,
  rows: readonly RowToEnter[],
): Promise<{ made: number; known: number }> {
  const drawn = rows.map((row) => entryOf(ctx, into, row));
  // In one order for everybody, so that two lists with the same pupils wait for each other instead of locking up.
  drawn.sort((a, b) => (a.digest < b.digest ? -1 : 1));
  const json = JSON.stringify(drawn);
  const places = JSON.stringify(drawn.map(({ id, n, digest }) => ({ id, n, digest })));
  const candidates = JSON.stringify(drawn.map((one) => one.candidate));
  const { organisationId, sittingId, schoolId, id: batchId } = into.batch;
  const now = tx.now.toISOString();
  await tx.db.execute(sql`
    insert into ${candidate} (id, organisation_id, created_at)
    select value::uuid, ${organisationId}::uuid, ${now}::timestamptz
    from jsonb_array_elements_text(${candidates}::jsonb)`);
  const made = await tx.db.execute<{ digest: string }>(sql`
    insert into ${entry} (id, organisation_id, sitting_id, candidate_id, state, kind, school_id, region_id, surname,
      given_names, sex, birth_date, birth_place, nationality, series, options, fit, national_id, earlier_diploma, attempt,
      contact_phone, contact_email, school_number, name_key, place_key, reference, access_code, import_digest,
      created_at, updated_at)
    select r.id, ${organisationId}::uuid, ${sittingId}::uuid, r.candidate, 'draft', 'official', ${schoolId}::uuid,
      ${into.regionId}::uuid, r.surname, r."givenNames", r.sex, r."birthDate", r."birthPlace", r.nationality, r.series,
      r.options, r.fit, r."nationalId", nullif(r.diploma, 'null'::jsonb), r.attempt, r.phone, r.email, r."schoolNumber",
      r."nameKey", r."placeKey", r.reference, r."accessCode", r.digest, ${now}::timestamptz, ${now}::timestamptz
    from jsonb_to_recordset(${json}::jsonb) as r(id uuid, candidate uuid, surname text, "givenNames" text, sex text,
      "birthDate" date, "birthPlace" text, nationality text, series text, options jsonb, fit boolean, "nationalId" text,
      diploma jsonb, attempt int, phone text, email text, "schoolNumber" text, "nameKey" text, "placeKey" text,
      reference text, "accessCode" text, digest text)
    on conflict (sitting_id, import_digest) where state <> 'withdrawn' do nothing
    returning import_digest as digest`);
  await tx.db.execute(sql`
    update ${importRow} set entry_id = e.id, state = case when e.id = r.id then 'done' else 'known' end
    from jsonb_to_recordset(${places}::jsonb) as r(id uuid, n int, digest text)
      join ${entry} e on e.sitting_id = ${sittingId}::uuid and e.import_digest = r.digest and e.state <> 'withdrawn'
    where import_row.batch_id = ${batchId}::uuid and import_row.row_number = r.n`);
  if (made.length < rows.length) await forgetUnused(tx, drawn, new Set(made.map(({ digest }) => digest)));
  return { made: made.length, known: rows.length - made.length };
}

function entryOf({ adapters: { random } }: Pick<Ctx, 'adapters'>, { rules }: Into, row: RowToEnter) {
  const { draft, digest, rowNumber: n } = row;
  const { attempts: _attempts, diploma: _diploma, ...answers } = draft;
  return {
    ...answers,
    ...searchKeys(draft),
    id: random.uuid(),
    candidate: random.uuid(),
    n,
    digest,
    diploma: earlierDiploma(draft, rules),
    attempt: attemptOf(draft),
    reference: charactersOf(random.bytes(REFERENCE_LENGTH)),
    accessCode: charactersOf(random.bytes(ACCESS_CODE_LENGTH)),
  };
}

/** Candidates that were written for entries that somebody else made. */
async function forgetUnused(
  tx: Tx,
  drawn: readonly { readonly candidate: string; readonly digest: string }[],
  made: ReadonlySet<string>,
): Promise<void> {
  const unused = drawn.filter(({ digest }) => !made.has(digest)).map(({ candidate: id }) => id);
  await tx.db.execute(sql`
    delete from ${candidate}
    where id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(unused)}::jsonb))`);
}
