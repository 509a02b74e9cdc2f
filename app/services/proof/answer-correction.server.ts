import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { type Birth, birthBounds, birthSchema } from '#app/domain/registration/birth.ts';
import { checkAge, type RuleRefusal } from '#app/domain/registration/check-rules.ts';
import { takesCorrections } from '#app/domain/registration/eligibility.ts';
import { type Identity, identitySchema } from '#app/domain/registration/identity.ts';
import { LONGEST_CORRECTION, readWords, SHORTEST_CORRECTION } from '#app/domain/registration/proof.ts';
import { searchKeys } from '#app/domain/registration/search-keys.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadOwnEntry, type OwnEntry } from '#app/services/registration/load-own-entry.server.ts';
import { tellCandidate } from '#app/services/review/tell-candidate.server.ts';
import { correctionRequest, entry } from '#db/schema/registration.ts';
import { type Tx, withTx } from '#db/tx.ts';

export type AnswerCorrection = {
  readonly requestId: string;
  readonly state: 'done' | 'declined';
  /** What the candidate will read. */
  readonly answer: string;
  /** The details as they become, where an officer corrects them with the answer. */
  readonly details?: Identity & Birth;
};

export type AnswerRefusal =
  | 'correction.notFound'
  | 'correction.answerMissing'
  | 'entry.answerRefused'
  | 'sitting.closed'
  | RuleRefusal;

/**
 * Answers a candidate's request for a correction, by an officer of their region or the head of their school; the
 * candidate is told. An officer corrects names and birth with the answer, until seats are given; the sheet is then to be
 * accepted anew. `correction.notFound` for an unknown request, one that has its answer, and somebody else's.
 */
export async function answerCorrection(
  ctx: Ctx,
  { requestId, state, answer, details }: AnswerCorrection,
): Promise<Verdict<true, AnswerRefusal>> {
  const words = readWords(answer);
  if (words === undefined)
    return refuse('correction.answerMissing', { minimum: SHORTEST_CORRECTION, maximum: LONGEST_CORRECTION });
  const [about] = await ctx.db
    .select({ entryId: correctionRequest.entryId })
    .from(correctionRequest)
    .where(eq(correctionRequest.id, requestId));
  if (!about) return refuse('correction.notFound');
  const { entryId } = about;
  return withTx(ctx, 'answerCorrection', { lock: [`entry:${entryId}`] }, async (tx) => {
    const [request] = await tx.db.select().from(correctionRequest).where(eq(correctionRequest.id, requestId));
    const found = await loadOwnEntry(tx.db, { kind: 'system', name: 'answerCorrection' }, entryId);
    if (!found.ok || request?.state !== 'open') return refuse('correction.notFound');
    const own = found.value;
    const isOfficer = authorise(ctx.actor, 'entry.review', own.entry).ok;
    const isHead = own.entry.kind === 'official' && authorise(ctx.actor, 'entry.school', own.entry).ok;
    if (!isOfficer && !isHead) return refuse('correction.notFound');
    if (details && state === 'done' && isOfficer) {
      const corrected = await correct(tx, own, details);
      if (!corrected.ok) return corrected;
    }
    const answeredBy = ctx.actor.kind === 'user' ? ctx.actor.id : null;
    await tx.db
      .update(correctionRequest)
      .set({ state, answer: words, answeredBy, answeredAt: tx.now })
      .where(eq(correctionRequest.id, requestId));
    await tellCandidate(tx, entryId, 'correctionAnswered', words);
    tx.audit({
      organisationId: own.entry.organisationId,
      action: 'entry.answerCorrection',
      subject: { type: 'entry', id: entryId },
      detail: { request: requestId, state },
    });
    return accept();
  });
}

async function correct(
  tx: Tx,
  { entry: row, sitting, rules, examStartsOn }: OwnEntry,
  details: Identity & Birth,
): Promise<Verdict<true, 'entry.answerRefused' | 'sitting.closed' | RuleRefusal>> {
  const window = takesCorrections(sitting);
  if (!window.ok) return window;
  const schema = identitySchema.extend(birthSchema(birthBounds(examStartsOn)).shape);
  const read = schema.safeParse(details);
  if (!read.success) return refuse('entry.answerRefused', { step: 'identity' });
  const age = checkAge(read.data.birthDate, rules, examStartsOn);
  if (!age.ok) return age;
  const { surname, givenNames, sex, birthDate, birthPlace } = row;
  const before = { surname, givenNames, sex, birthDate, birthPlace };
  if (JSON.stringify(before) === JSON.stringify(read.data)) return accept();
  await tx.db
    .update(entry)
    .set({
      ...read.data,
      ...searchKeys(read.data),
      proofVersion: null,
      proofAcceptedAt: null,
      version: row.version + 1,
      updatedAt: tx.now,
    })
    .where(eq(entry.id, row.id));
  tx.audit({
    organisationId: row.organisationId,
    action: 'entry.correct',
    subject: { type: 'entry', id: row.id },
    before,
    after: read.data,
  });
  return accept();
}
