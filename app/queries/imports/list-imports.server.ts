import { and, asc, count, desc, eq, gt, inArray, lte } from 'drizzle-orm';
import type { Grant } from '#app/domain/access/actor.ts';
import type { ImportState } from '#app/domain/registration/import/states.ts';
import type { Db } from '#db/client.ts';
import { importBatch } from '#db/schema/import.ts';
import { school } from '#db/schema/organisation.ts';
import { sitting } from '#db/schema/sitting.ts';

export const IMPORTS_PER_PAGE = 30;

/** The schools that these grants are for. */
export function schoolsOf(grants: readonly Grant[]): string[] {
  return grants.flatMap(({ schoolId }) => (schoolId === null ? [] : [schoolId]));
}

export type ImportLine = {
  readonly id: string;
  readonly fileName: string;
  readonly sittingName: { fr: string; en: string };
  readonly state: ImportState;
  readonly createdAt: Date;
  readonly totalRows: number | null;
  readonly badRows: number;
  readonly doneRows: number;
};

/** The lists of some schools, the newest first. */
export async function listImports(
  db: Db,
  schoolIds: readonly string[],
  page: number,
): Promise<{ rows: ImportLine[]; total: number }> {
  if (schoolIds.length === 0) return { rows: [], total: 0 };
  const mine = inArray(importBatch.schoolId, [...schoolIds]);
  const rows = await db
    .select({
      id: importBatch.id,
      fileName: importBatch.fileName,
      sittingName: sitting.name,
      state: importBatch.state,
      createdAt: importBatch.createdAt,
      totalRows: importBatch.totalRows,
      badRows: importBatch.badRows,
      doneRows: importBatch.doneRows,
    })
    .from(importBatch)
    .innerJoin(sitting, eq(sitting.id, importBatch.sittingId))
    .where(mine)
    .orderBy(desc(importBatch.createdAt), asc(importBatch.id))
    .limit(IMPORTS_PER_PAGE)
    .offset((page - 1) * IMPORTS_PER_PAGE);
  const [counted] = await db.select({ n: count() }).from(importBatch).where(mine);
  return { rows, total: counted?.n ?? 0 };
}

export type ImportTarget = {
  readonly sittingId: string;
  readonly schoolId: string;
  readonly sittingName: { fr: string; en: string };
  readonly schoolName: string;
};

/** The sittings that take entries at a moment, with each of some schools that can enter pupils in it. */
export async function listImportTargets(
  db: Db,
  schoolIds: readonly string[],
  now: Date,
): Promise<ImportTarget[]> {
  if (schoolIds.length === 0) return [];
  return db
    .select({
      sittingId: sitting.id,
      schoolId: school.id,
      sittingName: sitting.name,
      schoolName: school.name,
    })
    .from(sitting)
    .innerJoin(school, eq(school.organisationId, sitting.organisationId))
    .where(
      and(
        inArray(school.id, [...schoolIds]),
        eq(sitting.state, 'open'),
        lte(sitting.entriesOpenAt, now),
        gt(sitting.entriesCloseAt, now),
      ),
    )
    .orderBy(asc(sitting.entriesCloseAt), asc(sitting.examStartsOn), asc(sitting.id), asc(school.name));
}
