import { and, eq, ne, sql } from 'drizzle-orm';
import type { JudgedRow } from '#app/domain/registration/import/judge-row.ts';
import type { ImportDraft } from '#app/domain/registration/import/read-row.ts';
import type { RowError } from '#app/domain/registration/import/row-error.ts';
import type { ImportRowState } from '#app/domain/registration/import/states.ts';
import { type Period, takenInPeriod } from '#app/services/registration/same-period.server.ts';
import { entry } from '#db/schema/registration.ts';
import type { Tx } from '#db/tx.ts';

export type ComparedRow = Omit<JudgedRow, 'state' | 'draft' | 'errors'> & {
  readonly state: ImportRowState;
  readonly draft: ImportDraft | null;
  readonly errors: readonly RowError[];
  readonly entryId: string | null;
};

export type ComparedWith = {
  readonly sittingId: string;
  readonly schoolId: string;
  readonly period: Period;
  /** Of the list, to say in which cell. */
  readonly columns: Readonly<Partial<Record<string, number>>>;
};

/**
 * Some rows against what the database holds, by two questions for all of them: a person who is entered in this sitting by
 * the school is `known`, with what the row says otherwise; one entered by another school, or whose identity number is
 * entered in the period, is `bad`.
 */
export async function compareRows(
  tx: Tx,
  context: ComparedWith,
  rows: readonly JudgedRow[],
): Promise<ComparedRow[]> {
  const stored = await entriesOf(tx, context.sittingId, rows);
  const good = rows.filter((row) => row.state === 'good' && !stored.has(row.digest ?? ''));
  const identified = good.flatMap(({ rowNumber, draft }) =>
    draft?.nationalId ? [{ id: String(rowNumber), nationalId: draft.nationalId }] : [],
  );
  const taken = await takenInPeriod(tx, context.period, identified);
  return rows.map((row): ComparedRow => {
    if (row.state === 'bad') return { ...row, entryId: null };
    const found = stored.get(row.digest ?? '');
    if (found) return knownRow(row, found, context);
    if (!taken.has(String(row.rowNumber))) return { ...row, entryId: null };
    return badRow(row, tell(context, 'nationalId', 'reasons:entry.samePeriod'));
  });
}

type Stored = Awaited<ReturnType<typeof entriesOf>> extends Map<string, infer E> ? E : never;

async function entriesOf(tx: Tx, sittingId: string, rows: readonly JudgedRow[]) {
  const digests = rows.flatMap(({ state, digest }) => (state === 'good' && digest !== null ? [digest] : []));
  if (digests.length === 0) return new Map<string, never>();
  const found = await tx.db
    .select({
      id: entry.id,
      digest: entry.importDigest,
      schoolId: entry.schoolId,
      surname: entry.surname,
      givenNames: entry.givenNames,
      nationality: entry.nationality,
      series: entry.series,
      options: entry.options,
    })
    .from(entry)
    .where(
      and(
        eq(entry.sittingId, sittingId),
        sql`${entry.importDigest} in (select jsonb_array_elements_text(${JSON.stringify(digests)}::jsonb))`,
        ne(entry.state, 'withdrawn'),
      ),
    );
  return new Map(found.map((row) => [row.digest ?? '', row]));
}

type GoodRow = Extract<JudgedRow, { state: 'good' }>;

function knownRow(row: GoodRow, found: Stored, context: ComparedWith): ComparedRow {
  if (found.schoolId !== context.schoolId)
    return badRow(row, tell(context, 'surname', 'imports:row.elsewhere'));
  const { draft } = row;
  const differences = (['surname', 'givenNames', 'nationality', 'series'] as const).flatMap((field) =>
    found[field] === draft[field] ? [] : [tell(context, field, 'imports:row.differs', found[field])],
  );
  if ((found.options ?? []).join() !== draft.options.join())
    differences.push(tell(context, 'options', 'imports:row.differs', (found.options ?? []).join(', ')));
  return { ...row, state: 'known', errors: differences, entryId: found.id };
}

function badRow(row: JudgedRow, error: RowError): ComparedRow {
  return { ...row, state: 'bad', draft: null, errors: [error], entryId: null };
}

function tell(
  { columns }: ComparedWith,
  field: NonNullable<RowError['field']>,
  message: string,
  stored?: string | null,
): RowError {
  const values = stored === undefined ? '' : `?${new URLSearchParams({ stored: stored || '–' })}`;
  return { column: columns[field] ?? null, field, message: message + values };
}
