import { and, asc, count, eq, gt, inArray } from 'drizzle-orm';
import type { OrganisationProfile } from '#app/domain/access/organisation.ts';
import type { Mapping } from '#app/domain/registration/import/columns.ts';
import { type ImportPlan, importPlanSchema } from '#app/domain/registration/import/plan.ts';
import type { RowError } from '#app/domain/registration/import/row-error.ts';
import type { ImportRowState } from '#app/domain/registration/import/states.ts';
import { type Regulation, regulationSchema } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { importBatch, importRow } from '#db/schema/import.ts';
import { organisation, school } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { regulationVersion, sitting } from '#db/schema/sitting.ts';

type Batch = Omit<typeof importBatch.$inferSelect, 'mapping' | 'fileKey' | 'digest' | 'createdBy'>;

export type ImportPage = {
  readonly batch: Batch;
  readonly plan: ImportPlan | null;
  readonly sitting: {
    readonly id: string;
    readonly name: { fr: string; en: string };
    readonly closesAt: Date;
  };
  readonly schoolName: string;
  readonly profile: OrganisationProfile;
  readonly regulation: Regulation;
};

/** A list of one of these schools, or `undefined`. */
export async function loadImport(
  db: Db,
  schoolIds: readonly string[],
  batchId: string,
): Promise<ImportPage | undefined> {
  if (schoolIds.length === 0) return undefined;
  const [row] = await db
    .select({
      batch: importBatch,
      sitting: { id: sitting.id, name: sitting.name, closesAt: sitting.entriesCloseAt },
      schoolName: school.name,
      profile: organisation.profile,
      body: regulationVersion.body,
    })
    .from(importBatch)
    .innerJoin(sitting, eq(sitting.id, importBatch.sittingId))
    .innerJoin(school, eq(school.id, importBatch.schoolId))
    .innerJoin(organisation, eq(organisation.id, importBatch.organisationId))
    .innerJoin(regulationVersion, eq(regulationVersion.id, sitting.regulationVersionId))
    .where(and(eq(importBatch.id, batchId), inArray(importBatch.schoolId, [...schoolIds])));
  if (!row) return undefined;
  const { mapping, fileKey: _key, digest: _digest, createdBy: _by, ...batch } = row.batch;
  const { body, ...rest } = row;
  return {
    ...rest,
    batch,
    plan: mapping === null ? null : importPlanSchema.parse(mapping),
    regulation: regulationSchema.parse(body),
  };
}

export const ROWS_PER_PAGE = 50;

export type ImportRowLine = {
  readonly rowNumber: number;
  readonly name: string;
  readonly state: ImportRowState;
  readonly errors: readonly (RowError & { readonly typed: string })[];
  /** The school's entry that it has become, or was already. */
  readonly entry: { readonly id: string; readonly number: string | null } | null;
};

/** The rows of a list in one state, a page at a time, with what was typed in each wrong cell. */
export async function listImportRows(
  db: Db,
  { id: batchId, schoolId }: Pick<Batch, 'id' | 'schoolId'>,
  columns: Mapping,
  { state, page }: { readonly state: ImportRowState; readonly page: number },
): Promise<{ rows: ImportRowLine[]; total: number }> {
  const shown = and(eq(importRow.batchId, batchId), eq(importRow.state, state));
  const found = await db
    .select({ row: importRow, entry: { id: entry.id, number: entry.number } })
    .from(importRow)
    .leftJoin(entry, and(eq(entry.id, importRow.entryId), eq(entry.schoolId, schoolId)))
    .where(shown)
    .orderBy(asc(importRow.rowNumber))
    .limit(ROWS_PER_PAGE)
    .offset((page - 1) * ROWS_PER_PAGE);
  const [counted] = await db.select({ n: count() }).from(importRow).where(shown);
  const cellOf = (cells: readonly string[], column: number | null | undefined) =>
    column === null || column === undefined ? '' : (cells[column] ?? '').trim();
  return {
    total: counted?.n ?? 0,
    rows: found.map(({ row, entry: made }) => ({
      rowNumber: row.rowNumber,
      name: [cellOf(row.cells, columns.surname), cellOf(row.cells, columns.givenNames)].join(' ').trim(),
      state: row.state,
      entry: made,
      errors: errorsOf(row.errors).map((error) => ({ ...error, typed: cellOf(row.cells, error.column) })),
    })),
  };
}

/** Written by `checkImport` alone. */
function errorsOf(stored: unknown): readonly RowError[] {
  return stored as readonly RowError[];
}

const READ_AT_ONCE = 1000;

/** Every row of a list in its order, with its errors, some hundreds in memory. */
export async function* eachImportRow(
  db: Db,
  batchId: string,
): AsyncGenerator<{ cells: readonly string[]; errors: readonly RowError[] }> {
  let after = 0;
  for (;;) {
    const rows = await db
      .select({ rowNumber: importRow.rowNumber, cells: importRow.cells, errors: importRow.errors })
      .from(importRow)
      .where(and(eq(importRow.batchId, batchId), gt(importRow.rowNumber, after)))
      .orderBy(asc(importRow.rowNumber))
      .limit(READ_AT_ONCE);
    for (const { cells, errors } of rows) yield { cells, errors: errorsOf(errors) };
    after = rows.at(-1)?.rowNumber ?? after;
    if (rows.length < READ_AT_ONCE) return;
  }
}
