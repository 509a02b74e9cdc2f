import { buildPublication, lineOf } from '#app/domain/publication/build-snapshot.ts';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import { evaluate } from '#app/domain/regulation/evaluate.ts';
import { regulationSchema } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { publication, publicationRelease, publishedResult } from '#db/schema/publication.ts';
import { TEST_NOW } from '#tests/setup/bare-context.ts';
import { createUser } from './create-user.ts';
import { marksOf, sampleRegulation } from './regulations.ts';
import type { SeatedSitting } from './seated-sitting.ts';

/** Everyone passes with these in series D of Benin's baccalauréat. */
export const PASSING = { FRA: 13.5, PHI: 12, HG: 11, LV1: 14, MAT: 15, SPH: 14, SVT: 16, EPS: 15 } as const;

export type Marks = Parameters<typeof marksOf>[0];

/** A version of a sitting's results, as publication writes and releases it, without its snapshot file: `marks` by the candidate's place, PASSING by default. */
export async function createPublication(
  db: Db,
  seated: SeatedSitting,
  { version = 1, marks = {} }: { version?: number; marks?: Readonly<Record<number, Marks>> } = {},
) {
  const { organisation, sitting } = seated;
  const results = seated.seated.map((one, place) => resultOf(one, marks[place] ?? PASSING));
  const reason = version === 1 ? null : 'A mark was corrected.';
  const head = { sitting: sitting.id, version, reason, regulationHash: '0'.repeat(64) };
  const built = buildPublication({ ...head, preparedAt: TEST_NOW.toISOString() }, results.map(lineOf));
  if (!built.ok) throw new Error(built.reason);
  const { statistics, digest } = built.value;
  const [preparedBy, confirmedBy] = [(await createUser(db)).id, (await createUser(db)).id];
  const [row] = await db
    .insert(publication)
    .values({
      organisationId: organisation.id,
      sittingId: sitting.id,
      version,
      digest,
      statistics,
      snapshotKey: `publications/${sitting.id}/${version}.json`,
      reason,
      ...{ preparedBy, confirmedBy, publishedAt: TEST_NOW },
    })
    .returning();
  if (!row) throw new Error('the factory wrote no publication');
  // PostgreSQL takes 65,534 values in a statement.
  for (let start = 0; start < results.length; start += 5000)
    await db.insert(publishedResult).values(
      results.slice(start, start + 5000).map((body) => ({
        publicationId: row.id,
        entryId: body.entryId,
        tableNumber: body.tableNumber,
        centreId: body.centre.id,
        decision: body.decision,
        honours: body.honours,
        body,
      })),
    );
  const release = { sittingId: sitting.id, publicationId: row.id, kind: 'release' as const, reason };
  await db.insert(publicationRelease).values({ ...release, by: confirmedBy, at: TEST_NOW });
  return row;
}

function resultOf(one: SeatedSitting['seated'][number], marks: Marks): PublishedResult {
  const { entry, tableNumber, centreId } = one;
  const snapshot = { series: entry.series ?? 'D', fit: true, marks: marksOf(marks) };
  const { outcome, trace } = evaluate(snapshot, regulationSchema.parse(sampleRegulation('benin-bac')));
  return {
    entryId: entry.id,
    candidateNumber: entry.number ?? '',
    tableNumber,
    identity: {
      surname: entry.surname ?? '',
      givenNames: entry.givenNames ?? '',
      sex: 'F',
      birthDate: entry.birthDate ?? '',
      birthPlace: entry.birthPlace ?? '',
      nationality: 'BJ',
    },
    school: 'Lycée Béhanzin',
    centre: { id: centreId, code: 'C1', name: 'Centre 1' },
    jury: { number: 1, name: 'Jury 1' },
    snapshot,
    outcome,
    trace,
    ruling: null,
    decision: outcome.decision,
    honours: outcome.honours,
  };
}
