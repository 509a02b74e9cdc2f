import { and, eq, notInArray } from 'drizzle-orm';
import { takesEntries, type WindowRefusal } from '#app/domain/registration/eligibility.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { candidate, entry } from '#db/schema/registration.ts';
import { exam, sitting } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { insertDraft } from './insert-draft.server.ts';

export type StartEntry = { readonly sittingId: string };
export type StartRefusal = 'access.denied' | 'sitting.notFound' | 'entry.samePeriod' | WindowRefusal;

/**
 * Opens a draft for the signed-in person, or gives back the one they have: one candidate per organisation and person,
 * one entry per sitting. `entry.samePeriod`: already entered for an exam of the same code and year, here or with
 * another office (UEMOA directive 02/2007: no two sittings of one period).
 */
export async function startEntry(
  ctx: Ctx,
  { sittingId }: StartEntry,
): Promise<Verdict<{ entryId: string }, StartRefusal>> {
  const { actor } = ctx;
  if (actor.kind !== 'user') return refuse('access.denied');
  return withTx(ctx, 'startEntry', { lock: [`registrant:${actor.id}`] }, async (tx) => {
    const [found] = await tx.db
      .select({ sitting, examCode: exam.code })
      .from(sitting)
      .innerJoin(exam, eq(exam.id, sitting.examId))
      .where(eq(sitting.id, sittingId));
    if (!found || found.sitting.state === 'draft') return refuse('sitting.notFound');
    const living = await livingEntries(tx, actor.id, found.examCode, found.sitting.year);
    const here = living.find((row) => row.sittingId === sittingId);
    if (here) return accept({ entryId: here.entryId });
    const window = takesEntries(found.sitting, tx.now);
    if (!window.ok) return window;
    if (living.length > 0) return refuse('entry.samePeriod');
    const candidateId = await findOrAddCandidate(tx, actor.id, found.sitting.organisationId);
    return accept({ entryId: await insertDraft(ctx, tx, found.sitting, { candidateId }) });
  });
}

/** A rejected entry keeps its place in its own sitting, and no other. */
export async function livingEntries(tx: Tx, userId: string, examCode: string, year: number) {
  return tx.db
    .select({ entryId: entry.id, sittingId: entry.sittingId })
    .from(entry)
    .innerJoin(candidate, eq(candidate.id, entry.candidateId))
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .innerJoin(exam, eq(exam.id, sitting.examId))
    .where(
      and(
        eq(candidate.userId, userId),
        eq(exam.code, examCode),
        eq(sitting.year, year),
        notInArray(entry.state, ['withdrawn']),
      ),
    );
}

async function findOrAddCandidate(tx: Tx, userId: string, organisationId: string): Promise<string> {
  await tx.db.insert(candidate).values({ organisationId, userId, createdAt: tx.now }).onConflictDoNothing();
  const [row] = await tx.db
    .select({ id: candidate.id })
    .from(candidate)
    .where(and(eq(candidate.organisationId, organisationId), eq(candidate.userId, userId)));
  if (!row) throw new Error('the candidate was not written');
  return row.id;
}
