import { and, asc, eq } from 'drizzle-orm';
import type { JuryDecision } from '#app/domain/deliberation/jury-decision.ts';
import { type MarkRow, markRows } from '#app/domain/publication/mark-rows.ts';
import { type ExplainLine, explain } from '#app/domain/regulation/explain.ts';
import { type Bilingual, type Decision, regulationSchema } from '#app/domain/regulation/schema.ts';
import type { Outcome, TraceStep } from '#app/domain/regulation/trace.ts';
import type { Db } from '#db/client.ts';
import { deliberation, deliberationResult, juryDecision } from '#db/schema/deliberation.ts';
import { dossier } from '#db/schema/marking.ts';
import { regulationVersion } from '#db/schema/sitting.ts';

export type DossierPage = {
  readonly code: string;
  readonly series: Bilingual;
  readonly fit: boolean;
  readonly outcome: Outcome;
  readonly marks: readonly MarkRow[];
  readonly steps: readonly ExplainLine[];
  readonly decisions: readonly {
    readonly kind: JuryDecision['kind'];
    readonly decision: Decision;
    readonly reason: string;
    readonly members: readonly string[];
    readonly at: Date;
  }[];
};

/** A dossier by its code: marks, explanation and what the jury decided. Nothing says whose it is. */
export async function loadDossier(
  db: Db,
  deliberationId: string,
  code: string,
): Promise<DossierPage | undefined> {
  const [row] = await db
    .select({ result: deliberationResult, dossier, body: regulationVersion.body })
    .from(deliberationResult)
    .innerJoin(dossier, eq(dossier.code, deliberationResult.dossier))
    .innerJoin(deliberation, eq(deliberation.id, deliberationResult.deliberationId))
    .innerJoin(regulationVersion, eq(regulationVersion.id, deliberation.regulationVersionId))
    .where(and(eq(deliberationResult.deliberationId, deliberationId), eq(deliberationResult.dossier, code)));
  if (!row) return undefined;
  const regulation = regulationSchema.parse(row.body);
  const outcome = row.result.outcome as Outcome;
  const trace = row.result.trace as TraceStep[];
  const decisions = await db
    .select()
    .from(juryDecision)
    .where(and(eq(juryDecision.deliberationId, deliberationId), eq(juryDecision.dossier, code)))
    .orderBy(asc(juryDecision.id));
  const { series, fit } = row.dossier;
  return {
    code,
    series: regulation.series[series]?.name ?? { fr: series, en: series },
    fit,
    outcome,
    marks: markRows(trace, regulation),
    steps: explain({ outcome, trace }, regulation),
    decisions: decisions.map(({ kind, decision, reason, members, at }) => ({
      kind: kind as JuryDecision['kind'],
      decision: decision as Decision,
      reason,
      members,
      at,
    })),
  };
}
