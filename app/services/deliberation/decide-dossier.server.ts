import { and, eq, sql } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import {
  checkJuryDecision,
  type Jury,
  type JuryDecision,
  type JuryRefusal,
  standingDecision,
  voidedPapers,
  voidPapers,
} from '#app/domain/deliberation/jury-decision.ts';
import { unprintable } from '#app/domain/documents/check-printable.ts';
import { evaluatePrepared } from '#app/domain/regulation/evaluate.ts';
import { prepareRegulation } from '#app/domain/regulation/prepare-regulation.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import type { Snapshot } from '#app/domain/regulation/snapshot.ts';
import type { Outcome } from '#app/domain/regulation/trace.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { deliberation, deliberationResult, juryDecision } from '#db/schema/deliberation.ts';
import type { Tx } from '#db/tx.ts';
import {
  type DeliberationRow,
  loadDeliberation,
  loadJury,
  loadJuryDecisions,
  loadRegulation,
} from './load-deliberation.server.ts';

/** A jury that sits, open, seen by somebody present in it. */
export type Bench = {
  readonly found: DeliberationRow;
  readonly jury: Jury;
  readonly regulation: Regulation;
  readonly actorId: string;
};

export type BenchRefusal =
  | 'deliberation.notFound'
  | 'deliberation.alreadySealed'
  | 'deliberation.memberNotPresent';

export type DecideRefusal =
  | JuryRefusal
  | 'dossier.notFound'
  | 'deliberation.decidedMeanwhile'
  | 'deliberation.paperUnknown'
  | 'deliberation.reasonUnprintable';

/** The jury as it sits, for whoever may decide in it. The deliberation is locked by the caller. */
export async function takeBench(
  ctx: Ctx,
  tx: Tx,
  deliberationId: string,
): Promise<Verdict<Bench, BenchRefusal>> {
  const found = await loadDeliberation(tx.db, deliberationId);
  const { actor } = ctx;
  if (!found || actor.kind !== 'user') return refuse('deliberation.notFound');
  const { organisationId, juryId } = found;
  if (!authorise(actor, 'deliberation.conduct', { organisationId, juryId }).ok)
    return refuse('deliberation.notFound');
  if (found.state !== 'open') return refuse('deliberation.alreadySealed');
  const jury = await loadJury(tx.db, found);
  if (!jury.present.includes(actor.id)) return refuse('deliberation.memberNotPresent');
  return accept({ found, jury, regulation: await loadRegulation(tx.db, found), actorId: actor.id });
}

/**
 * Appends one decision. `seen` is how many decisions of the dossier whoever decides had before their eyes: another number
 * is refused. For `void` and `undo` the decision is the regulation's, whatever was asked.
 */
export async function decideDossier(
  tx: Tx,
  { found, jury, regulation, actorId }: Bench,
  asked: JuryDecision,
  seen?: number,
): Promise<Verdict<true, DecideRefusal>> {
  const detail = { dossier: asked.dossier };
  const known = await loadKnown(tx, found.id, asked.dossier);
  if (!known) return refuse('dossier.notFound', detail);
  const earlier = await loadJuryDecisions(tx.db, found.id, asked.dossier);
  if (seen !== undefined && seen !== earlier.length) return refuse('deliberation.decidedMeanwhile', detail);
  const characters = unprintable(asked.reason);
  if (characters.length > 0)
    return refuse('deliberation.reasonUnprintable', { characters: characters.join(' ') });
  const judged = judge(asked, earlier, known, regulation);
  if (!judged.ok) return judged;
  const { decision, before, outcome } = judged.value;
  const checked = checkJuryDecision(decision, before, jury, earlier);
  if (!checked.ok) return checked;
  const reason = decision.reason.trim();
  await tx.db.insert(juryDecision).values({
    ...decision,
    ...{ reason, outcome, deliberationId: found.id, decidedBy: actorId, at: tx.now },
    papers: decision.papers ? [...decision.papers] : null,
    members: [...decision.members],
  });
  tx.audit({
    organisationId: found.organisationId,
    action: `deliberation.${decision.kind}`,
    subject: { type: 'dossier', id: decision.dossier },
    before: standingDecision(earlier)?.decision ?? before.decision,
    after: decision,
    detail: { deliberation: found.id, decision: decision.decision },
  });
  return accept();
}

type Known = { readonly outcome: Outcome; readonly snapshot: Snapshot };

/** What was frozen of one dossier, without the others. */
async function loadKnown(tx: Tx, deliberationId: string, dossier: string): Promise<Known | undefined> {
  const [row] = await tx.db
    .select({
      outcome: deliberationResult.outcome,
      snapshot: sql<Snapshot>`${deliberation.snapshot} -> 'dossiers' -> ${dossier}`,
    })
    .from(deliberationResult)
    .innerJoin(deliberation, eq(deliberation.id, deliberationResult.deliberationId))
    .where(
      and(eq(deliberationResult.deliberationId, deliberationId), eq(deliberationResult.dossier, dossier)),
    );
  return row && { outcome: row.outcome as Outcome, snapshot: row.snapshot };
}

type Judged = {
  readonly decision: JuryDecision;
  /** What the regulation says before this decision. */
  readonly before: Outcome;
  /** And after it, where papers are voided. */
  readonly outcome: Outcome | null;
};

/** A paper nobody sat can't have been cheated in. */
const SAT = new Set(['mark', 'absent', 'fraud']);

function judge(
  asked: JuryDecision,
  earlier: readonly JuryDecision[],
  { outcome, snapshot }: Known,
  regulation: Regulation,
): Verdict<Judged, 'deliberation.paperUnknown'> {
  const { papers = [], ...decision } = asked;
  const voided = voidedPapers(earlier);
  const evaluated = (voidedNow: readonly string[]): Outcome | null =>
    voidedNow.length === 0
      ? null
      : evaluatePrepared(voidPapers(snapshot, voidedNow), prepareRegulation(regulation));
  const standing = evaluated(voided);
  const before = standing ?? outcome;
  if (asked.kind === 'undo')
    return accept({ decision: { ...decision, decision: outcome.decision }, before, outcome: null });
  if (asked.kind !== 'void') return accept({ decision, before, outcome: standing });
  const unknown = papers.find((paper) => !SAT.has(snapshot.marks[paper]?.state ?? ''));
  if (unknown !== undefined) return refuse('deliberation.paperUnknown', { paper: unknown });
  const after = evaluated([...new Set([...voided, ...papers])]);
  return accept({
    decision: { ...decision, papers, decision: (after ?? before).decision },
    before,
    outcome: after,
  });
}
