import { desc, eq } from 'drizzle-orm';
import { checkRound, choicesEnd } from '#app/domain/deliberation/check-round.ts';
import { listParticipants } from '#app/domain/deliberation/round-candidates.ts';
import type { RoundRule } from '#app/domain/deliberation/round-rule.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { attachClaims } from '#app/services/claims/attach-claims.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadRegulation } from '#app/services/sitting/frozen-parts.server.ts';
import { holdSitting, lockOf } from '#app/services/sitting/hold-sitting.server.ts';
import { findFirstRelease } from '#db/released.ts';
import { round, roundCandidate } from '#db/schema/round.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { findRoundUnderWay, type RoundRow } from './load-round.server.ts';
import { loadStandings } from './load-standings.server.ts';
import { tellRound } from './tell-round.server.ts';

const BATCH = 5000;

export type OpenRound = {
  readonly sittingId: string;
  readonly rule: RoundRule;
  /** Printed with the publication that follows. */
  readonly reason: string;
  /** Until when candidates choose; nothing to choose in a review. In a second group the regulation's hours when null. */
  readonly choicesUntil: Date | null;
};
export type OpenRoundRefusal =
  | 'sitting.notFound'
  | 'state.refused'
  | 'round.another'
  | 'round.nobody'
  | Extract<ReturnType<typeof checkRound>, { ok: false }>['reason'];

/**
 * Opens what follows a publication: the second group, reviews of accepted claims, or a paper sat again. Who takes part comes
 * from the results everyone reads, with their papers where there is nothing to choose. Who: `sitting.manage`.
 * `sitting.notFound`, `state.refused` before the first publication, `round.another` while a round is under way,
 * `round.nobody`, and the refusals of `checkRound`.
 */
export async function openRound(
  ctx: Ctx,
  command: OpenRound,
): Promise<Verdict<{ roundId: string; number: number; candidates: number }, OpenRoundRefusal>> {
  const { sittingId, rule } = command;
  return withTx(ctx, 'openRound', { lock: [lockOf(sittingId)] }, async (tx) => {
    const held = await holdSitting(ctx, tx, sittingId, 'sitting.manage');
    const { actor } = ctx;
    if (!held.ok) return held;
    if (actor.kind !== 'user') return refuse('sitting.notFound');
    if (held.value.state !== 'published')
      return refuse('state.refused', { from: held.value.state, event: 'openRound' });
    if (await findRoundUnderWay(tx.db, sittingId)) return refuse('round.another');
    const regulation = await loadRegulation(tx.db, held.value.regulationVersionId);
    const moment = { releasedAt: await findFirstRelease(tx.db, sittingId), now: tx.now };
    const checked = checkRound(command, regulation, moment);
    if (!checked.ok) return checked;
    const opened = await writeRound(tx, {
      organisationId: held.value.organisationId,
      openedBy: actor.id,
      ...command,
      choicesUntil: choicesEnd(command, regulation, moment),
    });
    const candidates =
      rule.kind === 'review'
        ? await attachClaims(tx, opened)
        : await writeParticipants(
            tx,
            opened.id,
            listParticipants(rule, await loadStandings(tx.db, sittingId), regulation),
          );
    if (candidates === 0) return refuse('round.nobody');
    await tellRound(tx, opened, regulation);
    tx.audit({
      organisationId: opened.organisationId,
      action: 'round.open',
      subject: { type: 'round', id: opened.id },
      after: { rule, reason: opened.reason },
      detail: {
        sitting: sittingId,
        round: opened.number,
        kind: rule.kind,
        candidates,
        reason: opened.reason,
      },
    });
    return accept({ roundId: opened.id, number: opened.number, candidates });
  });
}

type NewRound = OpenRound & { readonly organisationId: string; readonly openedBy: string };

async function writeRound(
  tx: Tx,
  { organisationId, openedBy, sittingId, rule, reason, choicesUntil }: NewRound,
): Promise<RoundRow> {
  const [last] = await tx.db
    .select({ number: round.number })
    .from(round)
    .where(eq(round.sittingId, sittingId))
    .orderBy(desc(round.number))
    .limit(1);
  const [row] = await tx.db
    .insert(round)
    .values({
      organisationId,
      sittingId,
      number: (last?.number ?? 1) + 1,
      kind: rule.kind,
      reason: reason.normalize('NFC').trim(),
      rule,
      state: 'preparing',
      choicesUntil,
      openedBy,
      openedAt: tx.now,
    })
    .returning();
  if (!row) throw new Error('no round row');
  return row;
}

async function writeParticipants(
  tx: Tx,
  roundId: string,
  participants: ReturnType<typeof listParticipants>,
): Promise<number> {
  const rows = participants.map(({ entryId, papers, compulsory }) => ({
    roundId,
    entryId,
    papers: [...papers],
    compulsory,
  }));
  for (let start = 0; start < rows.length; start += BATCH)
    await tx.db.insert(roundCandidate).values(rows.slice(start, start + BATCH));
  return rows.length;
}
