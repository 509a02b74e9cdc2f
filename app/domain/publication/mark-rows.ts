import type { Bilingual, Regulation } from '../regulation/schema.ts';
import type { TraceStep } from '../regulation/trace.ts';
import type { MarkValue } from '../shared/mark.ts';

/** One line of a result's marks. Numbers other than the mark are exact decimals written with a point. */
export type MarkRow = {
  readonly paper: string;
  readonly name: Bilingual;
  readonly mark: MarkValue;
  readonly maximum: string;
  /** `null` for a paper out of the sum, and for optional papers. */
  readonly coefficient: string | null;
  readonly points: string | null;
};

type PaperStep = Extract<TraceStep, { step: 'paper' | 'bonus' }>;

/** The papers of a trace as it left them, in the order they came; those nobody had to sit are left out. */
export function markRows(trace: readonly TraceStep[], regulation: Regulation): readonly MarkRow[] {
  const last = new Map<string, PaperStep>();
  for (const step of trace) if (step.step === 'paper' || step.step === 'bonus') last.set(step.paper, step);
  return [...last.values()]
    .filter((step) => step.step === 'bonus' || step.treatment !== 'notDue')
    .map((step) => rowOf(step, regulation));
}

function rowOf(step: PaperStep, regulation: Regulation): MarkRow {
  const paper = regulation.papers[step.paper];
  const common = {
    paper: step.paper,
    name: paper?.name ?? { fr: step.paper, en: step.paper },
    maximum: String(paper?.maximum ?? regulation.scale.maximum),
  };
  if (step.step === 'bonus')
    return { ...common, mark: { state: 'mark', value: step.mark }, coefficient: null, points: step.points };
  const counts = step.treatment === 'counted' || step.treatment === 'zero';
  return {
    ...common,
    mark: markOf(step),
    coefficient: counts ? step.coefficient : null,
    points: counts ? step.points : null,
  };
}

function markOf({ state, mark }: Extract<TraceStep, { step: 'paper' }>): MarkValue {
  if (state !== 'mark') return { state };
  return mark === null ? { state: 'awaited' } : { state, value: mark };
}
