import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm';
import type { FrozenSnapshot } from '#app/domain/deliberation/build-snapshots.ts';
import { checkStatistics } from '#app/domain/deliberation/statistics.ts';
import {
  type Built,
  buildPublication,
  lineOf,
  type PublicationHead,
  type ResultLine,
} from '#app/domain/publication/build-snapshot.ts';
import { findForeignMarks } from '#app/domain/publication/check-marks.ts';
import { DIFFERENCES_SHOWN, type Difference } from '#app/domain/publication/check-publication.ts';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import { prepareRegulation } from '#app/domain/regulation/prepare-regulation.ts';
import { accept, type Refused, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { unmask } from '#app/services/anonymity/code-table.server.ts';
import type { SittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { deliberation } from '#db/schema/deliberation.ts';
import { dossier } from '#db/schema/marking.ts';
import { publication } from '#db/schema/publication.ts';
import { entry } from '#db/schema/registration.ts';
import { jury, seat } from '#db/schema/seating.ts';
import type { Tx } from '#db/tx.ts';
import { loadDeliberated } from './load-deliberated.server.ts';
import { loadKeyedScripts } from './load-keyed-scripts.server.ts';
import { rankSitting } from './rank-sitting.server.ts';
import { type JudgedJury, recheckJury } from './recheck-jury.server.ts';

export type GatherRefusal =
  | 'anonymity.notSealed'
  | 'publication.stopped'
  | 'round.notSealed'
  | 'publication.regulationChanged'
  | 'publication.differs'
  | 'publication.omitted'
  | 'publication.doesNotSum'
  | 'publication.empty'
  | 'publication.numberTwice'
  | 'publication.reasonMissing';

/** What stopped a publication; the first differences are shown, all are counted. */
export type Stopped = Refused<GatherRefusal> & { readonly differences?: readonly Difference[] };
export type Gathered = Built & {
  /** Results that the plain sum checked a second time. */
  readonly plain: number;
};

export type Gathering = {
  readonly head: PublicationHead;
  /** Given the results of each jury as they come, with each candidate's result code. */
  readonly visit?: (results: readonly GatheredResult[]) => Promise<void>;
  /** Told how many are done; `false` stops. */
  readonly onProgress?: (done: number) => Promise<boolean>;
};
export type GatheredResult = { readonly result: PublishedResult; readonly code: string };

/**
 * What would be published now, from nothing but the marks people keyed, the deliberations and the entries, a jury at a time:
 * anonymity lifted, every result recomputed from its raw marks and checked again by plain sums (`publication.differs` with
 * what doesn't follow), no validated candidate left out (`publication.omitted`), and totals that sum
 * (`publication.doesNotSum`). The same state gives the same digest. Read it at one moment: in a repeatable read.
 */
export async function gatherPublication(
  tx: Tx,
  facts: SittingFacts,
  { head, visit, onProgress }: Gathering,
): Promise<Verdict<Gathered, GatherRefusal> | Stopped> {
  const owners = await unmask(tx, facts.sitting.id);
  if (!owners.ok) return owners;
  const prepared = prepareRegulation(facts.regulation);
  const lines: ResultLine[] = [];
  const seen = new Set<string>();
  const wrong = createTally();
  let plain = 0;
  const juryIds = await listJuries(tx, facts.sitting.id);
  const standings = await rankSitting(tx, facts, prepared, juryIds);
  for (const juryId of juryIds) {
    const judged = await judgeJury(tx, facts, juryId);
    if (!judged.ok) return judged;
    const checked = await recheckJury(tx, judged.value, { prepared, owners: owners.value, standings });
    for (const { dossier: code, entryId } of checked.owned) {
      if (seen.has(entryId)) wrong.add([{ dossier: code, field: 'dossier', stored: '2', recomputed: '1' }]);
      seen.add(entryId);
    }
    wrong.add([...judged.value.differences, ...checked.differences]);
    plain += checked.plain;
    for (const { result } of checked.results) lines.push(lineOf(result));
    await visit?.(checked.results);
    if (onProgress && !(await onProgress(lines.length))) return refuse('publication.stopped');
  }
  if (wrong.count() > 0) return wrong.stop();
  const omitted = await findOmitted(tx, facts.sitting.id, seen);
  if (omitted.length > 0)
    return refuse('publication.omitted', {
      candidates: omitted.length,
      numbers: omitted.slice(0, 5).join(', '),
    });
  const built = buildPublication(head, lines);
  if (!built.ok) return built;
  const { whole, groups } = built.value.statistics;
  const figures = [whole, ...groups.map(({ statistics }) => statistics)].flatMap(checkStatistics);
  return figures.length > 0
    ? refuse('publication.doesNotSum', { figures: figures.join(', ') })
    : accept({ ...built.value, plain });
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

/** How many dossiers a sitting has: what its progress is counted against. */
export async function countDossiers(tx: Pick<Tx, 'db'>, sittingId: string): Promise<number> {
  const [row] = await tx.db.select({ n: count() }).from(dossier).where(eq(dossier.sittingId, sittingId));
  return row?.n ?? 0;
}

async function listJuries(tx: Tx, sittingId: string): Promise<string[]> {
  const rows = await tx.db
    .select({ id: jury.id })
    .from(jury)
    .where(
      and(eq(jury.sittingId, sittingId), sql`exists (select 1 from dossier d where d.jury_id = "jury"."id")`),
    )
    .orderBy(asc(jury.number));
  return rows.map(({ id }) => id);
}

/** A jury's results, and what in its marks is no longer what it froze. */
async function judgeJury(
  tx: Tx,
  facts: SittingFacts,
  juryId: string,
): Promise<Verdict<JudgedJury, 'publication.regulationChanged'>> {
  const scripts = await loadKeyedScripts(tx, juryId);
  const loaded = await loadDeliberated(tx, facts, { juryId });
  if (loaded.ok) return accept({ ...loaded.value, scripts, differences: [] });
  if (loaded.reason === 'publication.regulationChanged')
    return refuse('publication.regulationChanged', loaded.detail);
  const rows = await tx.db
    .select({ snapshot: deliberation.snapshot, hash: deliberation.snapshotHash })
    .from(deliberation)
    .where(and(eq(deliberation.juryId, juryId), eq(deliberation.state, 'sealed')));
  const differences = rows.flatMap(({ snapshot }) =>
    Object.entries((snapshot as FrozenSnapshot).dossiers).flatMap(([code, one]) =>
      findForeignMarks(code, one, scripts.get(code) ?? []),
    ),
  );
  const whole: Difference = {
    dossier: '',
    field: 'marks',
    stored: rows[0]?.hash ?? '',
    recomputed: `jury ${loaded.detail?.jury ?? ''}`,
  };
  return accept({
    dossiers: [],
    decisions: [],
    scripts,
    differences: differences.length > 0 ? differences : [whole],
  });
}

/** Table numbers, or entry numbers of those who have no seat, of validated candidates without a result. */
async function findOmitted(tx: Tx, sittingId: string, seen: ReadonlySet<string>): Promise<string[]> {
  const rows = await tx.db
    .select({ id: entry.id, number: entry.number, tableNumber: seat.tableNumber })
    .from(entry)
    .leftJoin(seat, eq(seat.entryId, entry.id))
    .where(and(eq(entry.sittingId, sittingId), inArray(entry.state, ['validated'])));
  return rows
    .filter(({ id }) => !seen.has(id))
    .map(({ number, tableNumber }) => tableNumber ?? number ?? '?')
    .sort();
}

function createTally() {
  const shown: Difference[] = [];
  const dossiers = new Set<string>();
  let total = 0;
  return {
    add(found: readonly Difference[]) {
      total += found.length;
      for (const one of found) {
        dossiers.add(one.dossier);
        if (shown.length < DIFFERENCES_SHOWN) shown.push(one);
      }
    },
    count: () => total,
    stop: (): Stopped => ({
      ...refuse('publication.differs', {
        dossiers: dossiers.size,
        differences: total,
        first: shown[0]?.dossier ?? '',
      }),
      differences: shown,
    }),
  };
}
