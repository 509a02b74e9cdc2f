import { and, asc, eq, sql } from 'drizzle-orm';
import {
  type JuryDecision,
  standingDecision,
  voidedPapers,
  voidPapers,
} from '#app/domain/deliberation/jury-decision.ts';
import { type MarkRow, markRows } from '#app/domain/publication/mark-rows.ts';
import { evaluate } from '#app/domain/regulation/evaluate.ts';
import { type ExplainLine, explain } from '#app/domain/regulation/explain.ts';
import type { Bilingual, Decision, Regulation } from '#app/domain/regulation/schema.ts';
import type { Snapshot } from '#app/domain/regulation/snapshot.ts';
import type { Evaluation, Outcome, TraceStep } from '#app/domain/regulation/trace.ts';
import type { Db } from '#db/client.ts';
import { deliberation, deliberationResult, juryDecision } from '#db/schema/deliberation.ts';

export type DossierDecision = {
  readonly kind: JuryDecision['kind'];
  readonly decision: Decision;
  readonly reason: string;
  readonly members: readonly string[];
  readonly papers: readonly Bilingual[];
  readonly at: Date;
};

export type DossierPage = {
  readonly code: string;
  readonly series: Bilingual;
  readonly fit: boolean;
  /** How many times the candidate has sat this examination; null where the regulation doesn't ask. */
  readonly attempts: number | null;
  /** What the regulation says, with the voided papers counted as fraud. */
  readonly outcome: Outcome;
  /** What stands: the jury's decision or the regulation's. */
  readonly decision: Decision;
  readonly byJury: boolean;
  readonly honours: Bilingual | null;
  readonly marks: readonly MarkRow[];
  readonly steps: readonly ExplainLine[];
  readonly decisions: readonly DossierDecision[];
  /** Papers that may be voided, and those that are. */
  readonly sat: readonly { readonly paper: string; readonly name: Bilingual }[];
  readonly voided: readonly string[];
};

type Asked = { readonly deliberationId: string; readonly code: string; readonly regulation: Regulation };

/** A dossier by its code: marks, explanation and what the jury decided. Nothing says whose it is. */
export async function loadDossier(
  db: Db,
  { deliberationId, code, regulation }: Asked,
): Promise<DossierPage | undefined> {
  const [row] = await db
    .select({
      outcome: deliberationResult.outcome,
      trace: deliberationResult.trace,
      snapshot: sql<Snapshot>`${deliberation.snapshot} -> 'dossiers' -> ${code}`,
    })
    .from(deliberationResult)
    .innerJoin(deliberation, eq(deliberation.id, deliberationResult.deliberationId))
    .where(and(eq(deliberationResult.deliberationId, deliberationId), eq(deliberationResult.dossier, code)));
  if (!row) return undefined;
  const decisions = await loadDecisions(db, deliberationId, code);
  const { snapshot } = row;
  const voided = voidedPapers(decisions);
  const evaluation: Evaluation =
    voided.length > 0
      ? evaluate(voidPapers(snapshot, voided), regulation)
      : { outcome: row.outcome as Outcome, trace: row.trace as TraceStep[] };
  const stands = standingDecision(decisions);
  const { outcome, trace } = evaluation;
  const ruled = stands !== undefined && stands.kind !== 'void';
  const nameOf = (paper: string): Bilingual => regulation.papers[paper]?.name ?? { fr: paper, en: paper };
  const { series, fit } = snapshot;
  const sat = Object.entries(snapshot.marks).filter(([, { state }]) => SAT.has(state));
  return {
    code,
    series: regulation.series[series]?.name ?? { fr: series, en: series },
    fit,
    attempts: snapshot.attempts ?? null,
    outcome,
    decision: stands?.decision ?? outcome.decision,
    byJury: stands !== undefined,
    honours: ruled ? null : (regulation.honours.find((one) => one.code === outcome.honours)?.name ?? null),
    marks: markRows(trace, regulation),
    steps: explain(evaluation, regulation),
    decisions: decisions.map((one) => ({ ...one, papers: (one.papers ?? []).map(nameOf) })),
    sat: sat.map(([paper]) => ({ paper, name: nameOf(paper) })),
    voided,
  };
}

const SAT: ReadonlySet<string> = new Set(['mark', 'absent', 'fraud']);

type Dated = JuryDecision & { readonly at: Date };

async function loadDecisions(db: Db, deliberationId: string, code: string): Promise<Dated[]> {
  const rows = await db
    .select({
      decision: juryDecision,
      names: sql<string[]>`array(select u.display_name from user_account u
        join jsonb_array_elements_text(${juryDecision.members}) with ordinality m(member, place)
          on m.member = u.id::text order by m.place)`,
    })
    .from(juryDecision)
    .where(and(eq(juryDecision.deliberationId, deliberationId), eq(juryDecision.dossier, code)))
    .orderBy(asc(juryDecision.id));
  return rows.map(({ decision: { dossier, kind, decision, reason, papers, at }, names }) => ({
    ...{ dossier, reason, members: names, at },
    kind: kind as JuryDecision['kind'],
    decision: decision as Decision,
    ...(papers === null ? {} : { papers }),
  }));
}
