import { eq } from 'drizzle-orm';
import { proposeMapping } from '#app/domain/registration/import/columns.ts';
import type { Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { checkImport } from '#app/services/imports/check-import.server.ts';
import { mapImport } from '#app/services/imports/map-import.server.ts';
import { uploadImport } from '#app/services/imports/upload-import.server.ts';
import type { Db } from '#db/client.ts';
import { importBatch, importRow } from '#db/schema/import.ts';
import { createSchool } from './create-organisation.ts';
import { createUser } from './create-user.ts';
import type { CreateSitting } from './sitting.ts';
import { createRegistrationWorld } from './world.ts';

export const TITLES = [
  'Nom',
  'Prénoms',
  'Sexe',
  'Date de naissance',
  'Lieu de naissance',
  'Nationalité',
  'Série',
];
type Pupil = Partial<
  Record<'surname' | 'givenNames' | 'sex' | 'birthDate' | 'birthPlace' | 'series', string>
> & {
  readonly more?: readonly string[];
};

/** The cells of a pupil, good unless told otherwise. */
export function pupil(n: number, { more = [], ...changes }: Pupil = {}): string[] {
  const good = {
    surname: `Maïga ${n}`,
    givenNames: 'Aïssatou',
    sex: 'F',
    birthDate: `${String(1 + (n % 28)).padStart(2, '0')}/11/2008`,
    birthPlace: 'Tillabéri',
    series: 'C',
    ...changes,
  };
  const { surname, givenNames, sex, birthDate, birthPlace, series } = good;
  return [surname, givenNames, sex, birthDate, birthPlace, 'Niger', series, ...more];
}

/** A CSV as spreadsheets in French write it. */
export function csvOf(rows: readonly (readonly string[])[], titles: readonly string[] = TITLES): Uint8Array {
  return new TextEncoder().encode([titles, ...rows].map((row) => row.join(';')).join('\r\n'));
}

/** A school with its head, another school of the office with its own, and an open sitting. */
export async function createImportWorld(db: Db, options: Omit<CreateSitting, 'organisationId'> = {}) {
  const world = await createRegistrationWorld(db, options);
  const { office, region, school, sitting } = world;
  const headOf = (schoolId: string) =>
    createUser(db, { grants: [{ role: 'schoolHead', organisationId: office.id, schoolId }] });
  const otherSchool = await createSchool(db, { organisationId: office.id, regionId: region.id });
  const head = await headOf(school.id);
  const otherHead = await headOf(otherSchool.id);
  const place = { sittingId: sitting.id, schoolId: school.id };
  return { ...world, head, otherHead, otherSchool, place };
}

export type ImportPlace = { readonly sittingId: string; readonly schoolId: string };

export function given<T>(verdict: Verdict<T>): T {
  if (!verdict.ok) throw new Error(`${verdict.reason} ${JSON.stringify(verdict.detail ?? {})}`);
  return verdict.value;
}

/** Uploads a list and maps it as its titles propose; its rows wait to be checked. */
export async function sendList(
  ctx: Ctx,
  place: ImportPlace,
  bytes: Uint8Array,
  titles: readonly string[] = TITLES,
): Promise<string> {
  const { batchId } = given(await uploadImport(ctx, { ...place, fileName: 'terminale.csv', bytes }));
  given(await mapImport(ctx, { batchId, columns: proposeMapping(titles, []).mapping, nationality: 'NE' }));
  return batchId;
}

/** `sendList`, and what the worker does for it. */
export async function checkList(
  ctx: Ctx,
  place: ImportPlace,
  bytes: Uint8Array,
  titles: readonly string[] = TITLES,
): Promise<string> {
  const batchId = await sendList(ctx, place, bytes, titles);
  await checkImport(ctx, { batchId, round: (await batchOf(ctx.db, batchId)).round });
  return batchId;
}

export async function batchOf(db: Db, batchId: string) {
  const [row] = await db.select().from(importBatch).where(eq(importBatch.id, batchId));
  if (!row) throw new Error(`no batch ${batchId}`);
  return row;
}

export async function rowsOfBatch(db: Db, batchId: string) {
  return db.select().from(importRow).where(eq(importRow.batchId, batchId)).orderBy(importRow.rowNumber);
}
