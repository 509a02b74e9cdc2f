import { and, desc, eq } from 'drizzle-orm';
import { checkStatistics } from '#app/domain/deliberation/statistics.ts';
import { type Built, buildPublication, rulingOf } from '#app/domain/publication/build-snapshot.ts';
import { recheckPublication } from '#app/domain/publication/check-publication.ts';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { unmask } from '#app/services/anonymity/code-table.server.ts';
import type { SittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { centre, school } from '#db/schema/organisation.ts';
import { publication } from '#db/schema/publication.ts';
import { entry } from '#db/schema/registration.ts';
import { seat } from '#db/schema/seating.ts';
import type { Tx } from '#db/tx.ts';
import { type Deliberated, type DeliberatedRefusal, loadDeliberated } from './load-deliberated.server.ts';

export type GatherRefusal =
  | 'anonymity.notSealed'
  | 'round.notSealed'
  | DeliberatedRefusal
  | 'publication.differs'
  | 'publication.omitted'
  | 'publication.doesNotSum'
  | 'publication.empty'
  | 'publication.numberTwice'
  | 'publication.reasonMissing';

export type Gathering = {
  readonly version: number;
  readonly reason: string | null;
  readonly preparedAt: Date;
};

/**
 * What would be published now, from nothing but the marks, the deliberations and the entries: anonymity lifted, every
 * result recomputed from its raw marks (`publication.differs` with how many don't follow), nobody who was seated left out
 * (`publication.omitted`), and totals that sum (`publication.doesNotSum`). The same state gives the same digest.
 */
export async function gatherPublication(
  tx: Tx,
  facts: SittingFacts,
  { version, reason, preparedAt }: Gathering,
): Promise<Verdict<Built, GatherRefusal>> {
  const owners = await unmask(tx, facts.sitting.id);
  if (!owners.ok) return owners;
  const deliberated = await loadDeliberated(tx, facts);
  if (!deliberated.ok) return deliberated;
  const { dossiers, decisions } = deliberated.value;
  const differences = recheckPublication(
    dossiers.map(({ dossier, snapshot, final }) => ({ dossier, snapshot, outcome: final })),
    facts.regulation,
    decisions,
  );
  if (differences.length > 0)
    return refuse('publication.differs', {
      dossiers: new Set(differences.map(({ dossier }) => dossier)).size,
      first: differences[0]?.dossier ?? '',
    });
  const entries = await loadEntries(tx, facts.sitting.id);
  const byEntry = new Map(dossiers.map((one) => [owners.value.get(one.dossier) ?? '', one]));
  const omitted = entries.filter(({ entryId }) => !byEntry.has(entryId)).length;
  if (omitted > 0 || byEntry.size !== entries.length)
    return refuse('publication.omitted', { candidates: Math.max(omitted, 1) });
  const results = entries.map((one) => resultOf(one, byEntry.get(one.entryId)));
  const built = buildPublication(
    {
      sitting: facts.sitting.id,
      version,
      reason,
      regulationHash: facts.regulationHash,
      preparedAt: preparedAt.toISOString(),
    },
    results,
  );
  if (!built.ok) return built;
  const { whole, groups } = built.value.snapshot.statistics;
  const wrong = [whole, ...groups.map(({ statistics }) => statistics)].flatMap(checkStatistics);
  return wrong.length > 0
    ? refuse('publication.doesNotSum', { figures: wrong.join(', ') })
    : accept(built.value);
}

/** The number of the publication to come. */
export async function nextVersion(tx: Tx, sittingId: string): Promise<number> {
  const [last] = await tx.db
    .select({ version: publication.version })
    .from(publication)
    .where(eq(publication.sittingId, sittingId))
    .orderBy(desc(publication.version))
    .limit(1);
  return (last?.version ?? 0) + 1;
}

type SeatedEntry = Awaited<ReturnType<typeof loadEntries>>[number];

async function loadEntries(tx: Tx, sittingId: string) {
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
      centre: { id: centre.id, code: centre.code, name: centre.name },
    })
    .from(seat)
    .innerJoin(entry, and(eq(entry.id, seat.entryId), eq(entry.state, 'validated')))
    .innerJoin(centre, eq(centre.id, seat.centreId))
    .leftJoin(school, eq(school.id, entry.schoolId))
    .where(eq(seat.sittingId, sittingId));
}

function resultOf(seated: SeatedEntry, deliberated: Deliberated | undefined): PublishedResult {
  const { surname, givenNames, sex, birthDate, birthPlace, nationality, number } = seated;
  if (!deliberated) throw new Error(`entry ${seated.entryId} was not deliberated`);
  if (!surname || !givenNames || !sex || !birthDate || !birthPlace || !nationality || !number)
    throw new Error(`entry ${seated.entryId} is validated and incomplete`);
  const { jury, snapshot, outcome, trace, final } = deliberated;
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
