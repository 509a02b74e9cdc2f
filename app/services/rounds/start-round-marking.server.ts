import { and, asc, eq, sql } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { defaultPapers, secondGroupChoice } from '#app/domain/deliberation/round-candidates.ts';
import { ROUND_TABLE, type RoundKind } from '#app/domain/deliberation/round-states.ts';
import type { ScriptOrigin } from '#app/domain/marking/states.ts';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { unmask } from '#app/services/anonymity/code-table.server.ts';
import { attachClaims } from '#app/services/claims/attach-claims.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadRegulation } from '#app/services/sitting/frozen-parts.server.ts';
import { lockOf } from '#app/services/sitting/hold-sitting.server.ts';
import { publishedResult } from '#db/schema/publication.ts';
import { round, roundCandidate } from '#db/schema/round.ts';
import { sitting } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { loadRound, type RoundRow } from './load-round.server.ts';
import { findStandingPublication, standingOf } from './load-standings.server.ts';
import { writeScripts } from './write-scripts.server.ts';

const ORIGINS: Readonly<Record<RoundKind, ScriptOrigin>> = {
  secondGroup: 'sitting',
  review: 'review',
  resit: 'resit',
};

export type RoundStarted = {
  readonly candidates: number;
  readonly scripts: number;
  readonly bundles: number;
  /** Candidates who hadn't chosen, and whose papers the office's rule chose. */
  readonly defaulted: number;
};
export type StartRoundRefusal =
  | 'round.notFound'
  | 'state.refused'
  | 'round.choicesOpen'
  | 'round.nobody'
  | 'anonymity.notSealed'
  | 'round.notSealed';

/**
 * Settles who takes part in a round and opens its marking: scripts under fresh codes, bundled by paper. Who:
 * `bundle.manage`. `round.notFound`, `state.refused` unless it is being prepared, `round.choicesOpen` while candidates may
 * still choose and some haven't, `round.nobody` when no paper is to be marked.
 */
export async function startRoundMarking(
  ctx: Ctx,
  { roundId }: { readonly roundId: string },
): Promise<Verdict<RoundStarted, StartRoundRefusal>> {
  const known = await loadRound(ctx.db, roundId);
  if (!known) return refuse('round.notFound');
  return withTx(ctx, 'startRoundMarking', { lock: [lockOf(known.sittingId)] }, async (tx) => {
    const [held] = await tx.db.select().from(round).where(eq(round.id, roundId)).for('update');
    if (!held || !authorise(ctx.actor, 'bundle.manage', held).ok) return refuse('round.notFound');
    const state = nextState(ROUND_TABLE, held.state, 'startMarking');
    if (!state.ok) return state;
    if (held.kind === 'review') await attachClaims(tx, held);
    if (await choicesOpen(tx, held)) return refuse('round.choicesOpen');
    const defaulted = held.kind === 'secondGroup' ? await chooseForTheRest(tx, held) : 0;
    const made = await writeRoundScripts(ctx, tx, held);
    if (!made.ok) return made;
    await tx.db.update(round).set({ state: state.value }).where(eq(round.id, roundId));
    const answer = { ...made.value, defaulted };
    tx.audit({
      organisationId: held.organisationId,
      action: 'round.startMarking',
      subject: { type: 'round', id: roundId },
      before: held.state,
      after: state.value,
      detail: { sitting: held.sittingId, round: held.number, ...answer },
    });
    return accept(answer);
  });
}

async function choicesOpen(tx: Tx, { id, choicesUntil }: RoundRow): Promise<boolean> {
  if (choicesUntil === null || choicesUntil <= tx.now) return false;
  const waiting = await tx.db
    .select({ entryId: roundCandidate.entryId })
    .from(roundCandidate)
    .where(and(eq(roundCandidate.roundId, id), sql`${roundCandidate.papers} = '[]'`, sql`chosen_at is null`))
    .limit(1);
  return waiting.length > 0;
}

/** Candidates of the second group who chose nothing sit the papers that may bring them the most. */
async function chooseForTheRest(tx: Tx, { id, sittingId }: RoundRow): Promise<number> {
  const standing = await findStandingPublication(tx.db, sittingId);
  const [held] = await tx.db.select().from(sitting).where(eq(sitting.id, sittingId));
  if (!standing || !held) return 0;
  const regulation = await loadRegulation(tx.db, held.regulationVersionId);
  const rest = await tx.db
    .select({ entryId: roundCandidate.entryId, body: publishedResult.body })
    .from(roundCandidate)
    .innerJoin(
      publishedResult,
      and(
        eq(publishedResult.entryId, roundCandidate.entryId),
        eq(publishedResult.publicationId, standing.id),
      ),
    )
    .where(and(eq(roundCandidate.roundId, id), sql`${roundCandidate.papers} = '[]'`));
  for (const { entryId, body } of rest) {
    const one = standingOf(body as PublishedResult);
    const papers = defaultPapers(secondGroupChoice(one, regulation), one.snapshot, regulation);
    await tx.db
      .update(roundCandidate)
      .set({ papers: [...papers] })
      .where(and(eq(roundCandidate.roundId, id), eq(roundCandidate.entryId, entryId)));
  }
  return rest.length;
}

async function writeRoundScripts(
  ctx: Ctx,
  tx: Tx,
  { id, organisationId, sittingId, number, kind }: RoundRow,
) {
  const parts = await tx.db
    .select({ entryId: roundCandidate.entryId, papers: roundCandidate.papers })
    .from(roundCandidate)
    .where(eq(roundCandidate.roundId, id))
    .orderBy(asc(roundCandidate.entryId));
  const owners = await unmask(tx, sittingId);
  if (!owners.ok) return owners;
  const dossiers = new Map([...owners.value].map(([dossier, entryId]) => [entryId, dossier]));
  const scripts = parts.flatMap(({ entryId, papers }) => {
    const dossier = dossiers.get(entryId);
    if (!dossier) throw new Error(`entry ${entryId} has no dossier`);
    return papers.map((paper) => ({ dossier, paper }));
  });
  if (scripts.length === 0) return refuse('round.nobody');
  const written = await writeScripts(ctx, tx, {
    organisationId,
    sittingId,
    round: number,
    origin: ORIGINS[kind],
    scripts,
  });
  return accept({ candidates: parts.filter(({ papers }) => papers.length > 0).length, ...written });
}
