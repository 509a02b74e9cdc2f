import { and, asc, eq, exists, lt, lte, ne, type SQL } from 'drizzle-orm';
import {
  buildSnapshots,
  type DossierToJudge,
  type FrozenSnapshot,
  standingScripts,
} from '#app/domain/deliberation/build-snapshots.ts';
import { secondGroupStage } from '#app/domain/deliberation/round-candidates.ts';
import { markingPolicyOf } from '#app/domain/marking/resolve.ts';
import { resolveScripts } from '#app/domain/marking/resolve-scripts.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import type { TxDb } from '#db/client.ts';
import { selectKeyedMarks } from '#db/keyed-marks.ts';
import { deliberation, juryDecision } from '#db/schema/deliberation.ts';
import { bundle, dossier, script } from '#db/schema/marking.ts';

export type MarksOf = {
  readonly juryId: string;
  /** 1 is the sitting itself: every dossier of the jury. A later round: those with a script of it. */
  readonly round: number;
  readonly regulation: Regulation;
  readonly regulationHash: string;
};

/** How many bundles hold scripts of a jury in a round and aren't closed; those of annulled scripts alone aren't waited for. */
export async function countOpenBundles(db: TxDb, juryId: string, round: number): Promise<number> {
  const rows = await db
    .select({
      bundleId: bundle.id,
      state: bundle.state,
      dossier: script.dossier,
      paper: script.paperCode,
      round: script.round,
      origin: script.origin,
    })
    .from(bundle)
    .innerJoin(script, eq(script.bundleId, bundle.id))
    .innerJoin(dossier, eq(dossier.code, script.dossier))
    .where(and(eq(dossier.juryId, juryId), eq(script.round, round)));
  const open = standingScripts(rows).filter(({ state }) => state !== 'closed');
  return new Set(open.map(({ bundleId }) => bundleId)).size;
}

/**
 * The dossiers of a jury that are judged in a round, with their agreed marks of that round and those before it, worked out
 * again from every keyed mark. What comes in later rounds changes nothing here: the same round freezes to the same digest.
 */
export async function freezeMarks(
  db: TxDb,
  { juryId, round, regulation, regulationHash }: MarksOf,
): Promise<FrozenSnapshot> {
  const inRound = db
    .select({ code: script.code })
    .from(script)
    .where(and(eq(script.dossier, dossier.code), eq(script.round, round)));
  const judgedNow = and(eq(dossier.juryId, juryId), round === 1 ? undefined : exists(inRound));
  const untilNow = and(eq(dossier.juryId, juryId), lte(script.round, round));
  if (!judgedNow || !untilNow) throw new Error('no condition');
  const dossiers = await loadDossiers(db, judgedNow, { juryId, round, regulation });
  const known = new Set(dossiers.map(({ code }) => code));
  const scripts = await db
    .select({
      code: script.code,
      dossier: script.dossier,
      paper: script.paperCode,
      round: script.round,
      origin: script.origin,
    })
    .from(script)
    .innerJoin(dossier, eq(dossier.code, script.dossier))
    .where(untilNow);
  const standing = standingScripts(scripts.filter((one) => known.has(one.dossier)));
  const rows = await selectKeyedMarks(db, untilNow);
  const codes = new Set(standing.map(({ code }) => code));
  const resolved = resolveScripts(
    [...codes],
    rows.filter(({ scriptCode }) => codes.has(scriptCode)),
    markingPolicyOf(regulation.marking),
  );
  const judged = standing.map(({ code, ...one }) => {
    const resolution = resolved.get(code);
    if (!resolution) throw new Error(`script ${code} was not resolved`);
    return { ...one, resolution };
  });
  return { regulationHash, dossiers: buildSnapshots(dossiers, judged, regulation) };
}

async function loadDossiers(
  db: TxDb,
  judgedNow: SQL,
  { juryId, round, regulation }: Omit<MarksOf, 'regulationHash'>,
): Promise<readonly DossierToJudge[]> {
  const rows = await db
    .select({ code: dossier.code, series: dossier.series, fit: dossier.fit, facts: dossier.facts })
    .from(dossier)
    .where(judgedNow)
    .orderBy(asc(dossier.code));
  const called = round === 1 ? new Set<string>() : await loadCalled(db, juryId, round);
  const stage = secondGroupStage(regulation, null)?.code;
  return rows.map((row) => (stage && called.has(row.code) ? { ...row, calledTo: stage } : row));
}

/** Dossiers that the jury itself called to the second group in an earlier round. */
async function loadCalled(db: TxDb, juryId: string, round: number): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ dossier: juryDecision.dossier, decision: juryDecision.decision })
    .from(juryDecision)
    .innerJoin(deliberation, eq(deliberation.id, juryDecision.deliberationId))
    .where(
      and(eq(deliberation.juryId, juryId), lt(deliberation.round, round), ne(juryDecision.kind, 'exclude')),
    )
    .orderBy(asc(deliberation.round), asc(juryDecision.id));
  const latest = new Map(rows.map((row) => [row.dossier, row.decision]));
  return new Set([...latest].filter(([, decision]) => decision === 'secondGroup').map(([code]) => code));
}
