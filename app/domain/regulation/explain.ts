import type { Regulation } from './schema.ts';
import type { Evaluation, Test, TraceStep } from './trace.ts';

export type ExplainValue = string | number | null | { readonly fr: string; readonly en: string };

/** One line of a candidate's explanation: a key of the `explain` catalogue and its values, never a sentence. */
export type ExplainLine = { readonly key: string; readonly values: Readonly<Record<string, ExplainValue>> };

/**
 * The evaluation as lines to be told in any language, in the order they were worked out. Marks are hundredths;
 * other numbers are exact decimals written with a point (four decimals and "…" when they don't end).
 * Keys: stage, paper.<treatment>, paper.replaced, bonus.full, bonus.capped, bonusTotal.full,
 * bonusTotal.capped, sum,
 * rounding.<of>.<mode>, average, test.held, test.notHeld, decision.<why>, honours.
 */
export function explain({ trace }: Evaluation, regulation: Regulation): readonly ExplainLine[] {
  return trace.flatMap((step) => explainStep(step, regulation));
}

const line = (key: string, values: ExplainLine['values']): ExplainLine => ({ key, values });

function explainStep(step: TraceStep, regulation: Regulation): readonly ExplainLine[] {
  const nameOf = (paper: string): ExplainValue => regulation.papers[paper]?.name ?? paper;
  const stageName = (code: string): ExplainValue =>
    regulation.stages.find((stage) => stage.code === code)?.name ?? code;
  switch (step.step) {
    case 'stage':
      return [line('stage', { stage: stageName(step.stage) })];
    case 'paper': {
      const { step: _, treatment, replacedBy, ...values } = step;
      const named = { ...values, paper: nameOf(step.paper) };
      return replacedBy === undefined
        ? [line(`paper.${treatment}`, named)]
        : [line('paper.replaced', { ...named, replacedBy: nameOf(replacedBy) })];
    }
    case 'bonus': {
      const { mark, above, points } = step;
      return [line(capped('bonus', step.capped), { paper: nameOf(step.paper), mark, above, points })];
    }
    case 'bonusTotal':
      return [line(capped('bonusTotal', step.capped), { points: step.points })];
    case 'sum':
      return [line('sum', { points: step.points, coefficients: step.coefficients })];
    case 'rounding': {
      const { before, after, decimals, paper } = step;
      const values = { before, after, decimals, paper: paper === undefined ? null : nameOf(paper) };
      return [line(`rounding.${step.of}.${step.mode}`, values)];
    }
    case 'average':
      return [line('average', { value: step.value })];
    case 'condition':
      return step.tests.map(explainTest);
    case 'decision': {
      const { stage, decision, name, why, papers } = step;
      const values = { stage: stageName(stage), decision, name, ...papersValue(papers, regulation) };
      return [line(`decision.${why}`, values)];
    }
    case 'honours':
      return [line('honours', { name: step.name, from: step.from })];
  }
}

const capped = (key: string, isCapped: boolean): string => `${key}.${isCapped ? 'capped' : 'full'}`;

function papersValue(papers: readonly string[], regulation: Regulation): Record<string, ExplainValue> {
  if (papers.length === 0) return {};
  const inLanguage = (language: 'fr' | 'en'): string =>
    papers.map((paper) => regulation.papers[paper]?.name[language] ?? paper).join(', ');
  return { papers: { fr: inLanguage('fr'), en: inLanguage('en') } };
}

function explainTest({ held, papers, ...test }: Test): ExplainLine {
  return line(held ? 'test.held' : 'test.notHeld', {
    ...test,
    ...(papers ? { papers: papers.join(', ') } : {}),
  });
}
