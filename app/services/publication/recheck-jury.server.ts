import { and, eq, inArray } from 'drizzle-orm';
import { rulingOf } from '#app/domain/publication/build-snapshot.ts';
import { findForeignMarks, type KeyedScript } from '#app/domain/publication/check-marks.ts';
import { type Difference, type Rechecked, recheckResult } from '#app/domain/publication/check-publication.ts';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import type { PreparedRegulation } from '#app/domain/regulation/prepare-regulation.ts';
import type { Outcome } from '#app/domain/regulation/trace.ts';
import { centre, school } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { seat } from '#db/schema/seating.ts';
import type { Tx } from '#db/tx.ts';
import type { Deliberated, DeliberatedSitting } from './load-deliberated.server.ts';
import type { Standing } from './rank-sitting.server.ts';

/** Entries read at once: PostgreSQL takes 65 535 values. */
const BATCH = 5000;

/** A jury's results, what people keyed for each of its dossiers, and what in its marks is not what it froze. */
export type JudgedJury = DeliberatedSitting & {
  readonly scripts: ReadonlyMap<string, readonly KeyedScript[]>;
  readonly differences: readonly Difference[];
};

export type RecheckedJury = {
  readonly results: readonly { readonly result: PublishedResult; readonly code: string }[];
  readonly owned: readonly { readonly dossier: string; readonly entryId: string }[];
  readonly differences: readonly Difference[];
  /** How many the plain sum checked. */
  readonly plain: number;
};

type Recheck = {
  readonly prepared: PreparedRegulation;
  readonly owners: ReadonlyMap<string, string>;
  /** In a competition. */
  readonly standings: ReadonlyMap<string, Standing> | undefined;
};

/**
 * Recomputes each result of a jury and puts it with its candidate. What is published is what was recomputed: outcome and
 * steps come from the marks, never from what was stored. A dossier whose owner is no validated and seated candidate is a
 * difference.
 */
export async function recheckJury(
  tx: Tx,
  { dossiers, decisions, scripts }: JudgedJury,
  { prepared, owners, standings }: Recheck,
): Promise<RecheckedJury> {
  const decided = new Map(decisions.map((decision) => [decision.dossier, decision]));
  const owned = dossiers.map(({ dossier }) => ({ dossier, entryId: owners.get(dossier) ?? '' }));
  const seated = await loadSeated(
    tx,
    owned.map(({ entryId }) => entryId).filter((id) => id !== ''),
  );
  const differences: Difference[] = [];
  const results: { result: PublishedResult; code: string }[] = [];
  let plain = 0;
  for (const one of dossiers) {
    const { dossier, snapshot, final } = one;
    const checked = recheckResult({ dossier, snapshot, outcome: final }, prepared, decided.get(dossier));
    differences.push(
      ...checked.differences,
      ...findForeignMarks(dossier, snapshot, scripts.get(dossier) ?? []),
    );
    if (checked.plain) plain += 1;
    const candidate = seated.get(owners.get(dossier) ?? '');
    if (!candidate)
      differences.push({ dossier, field: 'dossier', stored: '1', recomputed: 'entry.notValidated' });
    else if (checked.outcome)
      results.push({
        result: {
          ...resultOf(candidate, one, checked, checked.outcome),
          ...(standings ? (standings.get(dossier) ?? { rank: null, post: null }) : {}),
        },
        code: candidate.resultCode,
      });
  }
  return { results, owned: owned.filter(({ entryId }) => seated.has(entryId)), differences, plain };
}

type SeatedEntry = Awaited<ReturnType<typeof selectSeated>>[number];

async function loadSeated(tx: Tx, entryIds: readonly string[]): Promise<ReadonlyMap<string, SeatedEntry>> {
  const found = new Map<string, SeatedEntry>();
  for (let start = 0; start < entryIds.length; start += BATCH)
    for (const row of await selectSeated(tx, entryIds.slice(start, start + BATCH)))
      found.set(row.entryId, row);
  return found;
}

async function selectSeated(tx: Tx, entryIds: readonly string[]) {
  return tx.db
    .select({
      entryId: entry.id,
      number: entry.number,
      surname: entry.surname,
      givenNames: entry.givenNames,
      sex: entry.sex,
      birthDate: entry.birthDate,
      birthPlace: entry.birthPlace,
      nationality: entry.nationality,
      school: school.name,
      tableNumber: seat.tableNumber,
      resultCode: seat.resultCode,
      centre: { id: centre.id, code: centre.code, name: centre.name },
    })
    .from(seat)
    .innerJoin(entry, and(eq(entry.id, seat.entryId), eq(entry.state, 'validated')))
    .innerJoin(centre, eq(centre.id, seat.centreId))
    .leftJoin(school, eq(school.id, entry.schoolId))
    .where(inArray(seat.entryId, [...entryIds]));
}

function resultOf(
  seated: SeatedEntry,
  { jury, snapshot, final }: Deliberated,
  { trace }: Rechecked,
  outcome: Outcome,
): PublishedResult {
  const { surname, givenNames, sex, birthDate, birthPlace, nationality, number } = seated;
  if (!surname || !givenNames || !sex || !birthDate || !birthPlace || !nationality || !number)
    throw new Error(`entry ${seated.entryId} is validated and incomplete`);
  return {
    entryId: seated.entryId,
    candidateNumber: number,
    tableNumber: seated.tableNumber,
    identity: { surname, givenNames, sex, birthDate, birthPlace, nationality },
    school: seated.school,
    centre: seated.centre,
    jury,
    snapshot,
    outcome,
    trace,
    ...rulingOf(final),
  };
}
