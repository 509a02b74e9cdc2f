import { and, asc, eq, inArray } from 'drizzle-orm';
import type { FrozenSnapshot } from '#app/domain/deliberation/build-snapshots.ts';
import type { JuryDecision } from '#app/domain/deliberation/jury-decision.ts';
import type { MinutesFacts } from '#app/domain/deliberation/minutes.ts';
import type { Decision } from '#app/domain/regulation/schema.ts';
import { loadSittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import type { Db } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';
import { deliberation, juryDecision } from '#db/schema/deliberation.ts';
import { round } from '#db/schema/round.ts';
import { jury } from '#db/schema/seating.ts';
import {
  type DeliberationRow,
  loadFinalOutcomes,
  loadJury,
  loadRegulation,
} from './load-deliberation.server.ts';

type Signing = Pick<MinutesFacts, 'signedAs' | 'signedAt'>;

/** Everything the minutes of a sealed deliberation say, and the code of the organisation that issues them. */
export async function gatherMinutes(
  db: Db,
  found: DeliberationRow,
  signing: Signing,
): Promise<{ facts: MinutesFacts; issuer: string }> {
  const { id, sittingId, juryId, sealedAt } = found;
  const office = await loadSittingFacts(db, sittingId);
  const [judge] = await db.select().from(jury).where(eq(jury.id, juryId));
  const [frozen] = await db
    .select({ snapshot: deliberation.snapshot })
    .from(deliberation)
    .where(eq(deliberation.id, id));
  if (!office || !judge || !frozen || !sealedAt) throw new Error(`deliberation ${id} is not whole`);
  const bench = await loadJury(db, found);
  const decisions = await loadDatedDecisions(db, id);
  const named = [...bench.appointed, ...bench.present, ...decisions.flatMap(({ members }) => members)];
  const facts: MinutesFacts = {
    organisation: office.organisation.profile,
    style: office.style,
    exam: office.exam.name,
    sitting: office.sitting.name,
    jury: { number: judge.number, name: judge.name },
    round: await loadRound(db, found),
    regulation: await loadRegulation(db, found),
    regulationDigest: found.regulationHash,
    snapshotDigest: found.snapshotHash,
    deliberation: id,
    openedAt: found.openedAt,
    sealedAt,
    bench,
    names: await loadNames(db, named),
    decisions,
    outcomes: await loadFinalOutcomes(db, id),
    marks: (frozen.snapshot as FrozenSnapshot).dossiers,
    ...signing,
  };
  return { facts, issuer: office.organisation.code };
}

async function loadRound(
  db: Db,
  { sittingId, round: number }: DeliberationRow,
): Promise<MinutesFacts['round']> {
  const [row] = await db
    .select({ kind: round.kind, reason: round.reason })
    .from(round)
    .where(and(eq(round.sittingId, sittingId), eq(round.number, number)));
  return { number, kind: row?.kind ?? 'sitting', reason: row?.reason ?? null };
}

async function loadDatedDecisions(
  db: Db,
  deliberationId: string,
): Promise<(JuryDecision & { readonly at: Date })[]> {
  const rows = await db
    .select()
    .from(juryDecision)
    .where(eq(juryDecision.deliberationId, deliberationId))
    .orderBy(asc(juryDecision.id));
  return rows.map(({ dossier, kind, decision, reason, members, papers, at }) => ({
    ...{ dossier, reason, members, at },
    kind: kind as JuryDecision['kind'],
    decision: decision as Decision,
    ...(papers === null ? {} : { papers }),
  }));
}

async function loadNames(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: userAccount.id, name: userAccount.displayName })
    .from(userAccount)
    .where(inArray(userAccount.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
