import { and, eq, sql } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import {
  checkChoice,
  type PaperChoice,
  secondGroupChoice,
} from '#app/domain/deliberation/round-candidates.ts';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import { accept, type Refused, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadOwnEntry } from '#app/services/registration/load-own-entry.server.ts';
import { loadRegulation } from '#app/services/sitting/frozen-parts.server.ts';
import { publishedResult } from '#db/schema/publication.ts';
import { entry } from '#db/schema/registration.ts';
import { round, roundCandidate } from '#db/schema/round.ts';
import { sitting } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { findStandingPublication, standingOf } from './load-standings.server.ts';

export type ChooseInRound = { readonly roundId: string; readonly entryId: string };
export type ChoiceRefusal = 'round.notFound' | 'round.closed' | 'round.choicesOver';

/**
 * A candidate, or the office at its desk for them, chooses the papers of the second group. Candidates until the hour said;
 * the office until marking starts. Who: the candidate's own entry, or `sitting.manage`. `round.notFound` for an unknown round,
 * somebody else's entry or one that takes no part, `round.closed` once marking has started, `round.choicesOver`, and the
 * refusals of `checkChoice`.
 */
export async function choosePapers(
  ctx: Ctx,
  command: ChooseInRound & { readonly papers: readonly string[] },
): Promise<
  Verdict<readonly string[], ChoiceRefusal | Extract<ReturnType<typeof checkChoice>, Refused>['reason']>
> {
  return withTx(ctx, 'choosePapers', {}, async (tx) => {
    const part = await holdPart(ctx, tx, command);
    if (!part.ok) return part;
    if (part.value.kind !== 'secondGroup') return refuse('round.notFound');
    const offered = await loadChoice(tx, part.value);
    const checked = checkChoice(command.papers, offered);
    if (!checked.ok) return checked;
    await writeChoice(tx, part.value, checked.value);
    return checked;
  });
}

/**
 * A candidate who passed says whether they sit the annulled paper again: the better mark counts, and nothing is lowered.
 * `round.compulsory` for those who must sit it. Otherwise as `choosePapers`.
 */
export async function chooseResit(
  ctx: Ctx,
  { again, ...command }: ChooseInRound & { readonly again: boolean },
): Promise<Verdict<true, ChoiceRefusal | 'round.compulsory'>> {
  return withTx(ctx, 'chooseResit', {}, async (tx) => {
    const part = await holdPart(ctx, tx, command);
    if (!part.ok) return part;
    if (part.value.rule.kind !== 'resit') return refuse('round.notFound');
    if (part.value.compulsory) return refuse('round.compulsory');
    await writeChoice(tx, part.value, again ? [part.value.rule.paper] : []);
    return accept();
  });
}

type Part = Extract<Awaited<ReturnType<typeof holdPart>>, { ok: true }>['value'];

/**
 * A candidate's part in a round, the round's row held shared: marking doesn't start under a choice, and choices don't wait
 * for one another.
 */
async function holdPart(ctx: Ctx, tx: Tx, { roundId, entryId }: ChooseInRound) {
  const [held] = await tx.db.select().from(round).where(eq(round.id, roundId)).for('share');
  const [row] = await tx.db
    .select({ part: roundCandidate, regulationVersionId: sitting.regulationVersionId })
    .from(roundCandidate)
    .innerJoin(entry, eq(entry.id, roundCandidate.entryId))
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .where(and(eq(roundCandidate.roundId, roundId), eq(roundCandidate.entryId, entryId)))
    .for('update', { of: roundCandidate });
  const { actor } = ctx;
  if (!held || !row || actor.kind !== 'user') return refuse('round.notFound');
  const office = authorise(actor, 'sitting.manage', held).ok;
  const own = await loadOwnEntry(tx.db, actor, entryId);
  const mine = own.ok && own.value.by === 'candidate';
  if (!office && !mine) return refuse('round.notFound');
  if (held.state !== 'preparing') return refuse('round.closed');
  if (!office && held.choicesUntil !== null && held.choicesUntil <= tx.now)
    return refuse('round.choicesOver');
  const { organisationId, sittingId, number, kind, rule } = held;
  const { regulationVersionId, part } = row;
  const round_ = { roundId, entryId, organisationId, sittingId, number, kind, rule };
  return accept({
    ...round_,
    regulationVersionId,
    compulsory: part.compulsory,
    before: part.papers,
    by: actor.id,
  });
}

async function loadChoice(tx: Tx, { sittingId, entryId, regulationVersionId }: Part): Promise<PaperChoice> {
  const standing = await findStandingPublication(tx.db, sittingId);
  const [row] = await tx.db
    .select({ body: publishedResult.body })
    .from(publishedResult)
    .where(
      and(eq(publishedResult.publicationId, standing?.id ?? sql`null`), eq(publishedResult.entryId, entryId)),
    );
  if (!row) return { papers: [], most: 0 };
  return secondGroupChoice(
    standingOf(row.body as PublishedResult),
    await loadRegulation(tx.db, regulationVersionId),
  );
}

async function writeChoice(tx: Tx, part: Part, papers: readonly string[]): Promise<void> {
  const { roundId, entryId, organisationId, number, before, by } = part;
  await tx.db
    .update(roundCandidate)
    .set({ papers: [...papers], chosenBy: by, chosenAt: tx.now })
    .where(and(eq(roundCandidate.roundId, roundId), eq(roundCandidate.entryId, entryId)));
  tx.audit({
    organisationId,
    action: 'round.choose',
    subject: { type: 'entry', id: entryId },
    before,
    after: papers,
    detail: { round: number, papers: papers.join(', ') },
  });
}
