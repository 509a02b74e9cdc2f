import type { Regulation } from './schema.ts';
import type { Evaluation, Test, TraceStep } from './trace.ts';

export type ExplainValue = string | number | null | { readonly fr: string; readonly en: string };

/** One line of a candidate's explanation: a key of the `explain` catalogue and its values, never a sentence. */
export type ExplainLine = { readonly key: string; readonly values: Readonly<Record<string, ExplainValue>> };

/**
 * The evaluation as lines to be told in any language, in the order they were worked out. Marks are hundredths;
 * other numbers are exact decimals written with a point (four decimals and "…" when they don't end).
 * Keys: stage, kept, review.<why>, resit.<taken>, resitLeftOut, converted.<grade|value>, paper.<treatment>,
 * paper.replaced, bonus.full, bonus.capped, bonusTotal.full, bonusTotal.capped, sum, rounding.<of>.<mode>, average,
 * test.held, test.notHeld, decision.<why>, honours, noHonours.<why>.
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
    case 'kept':
    case 'review':
    case 'resit':
    case 'resitLeftOut':
    case 'converted':
      return [explainTaken(step, nameOf)];
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
      return step.tests.map((test) => explainTest(test, regulation));
    case 'decision': {
      const { stage, decision, name, why, papers } = step;
      const values = { stage: stageName(stage), decision, name, ...papersValue(papers, regulation) };
      return [line(`decision.${why}`, values)];
    }
    case 'honours':
      return [line('honours', { name: step.name, from: step.from })];
    case 'noHonours':
      return [line(`noHonours.${step.why}`, {})];
  }
}

/** Which of a paper's marks was taken and why, or what it was turned into. */
function explainTaken(
  step: Extract<TraceStep, { step: 'kept' | 'review' | 'resit' | 'resitLeftOut' | 'converted' }>,
  nameOf: (paper: string) => ExplainValue,
): ExplainLine {
  switch (step.step) {
    case 'kept':
      return line('kept', { paper: nameOf(step.paper), mark: step.mark });
    case 'review': {
      const { first, second, minimumChange, why } = step;
      return line(`review.${why}`, { paper: nameOf(step.paper), first, second, minimumChange });
    }
    case 'resit': {
      const { first, second, firstState, secondState, taken } = step;
      const values = { first: first ?? firstState, second: second ?? secondState };
      return line(`resit.${taken}`, { paper: nameOf(step.paper), ...values });
    }
    case 'resitLeftOut':
      return line('resitLeftOut', {});
    case 'converted': {
      const { mark, value, grade } = step;
      const values = { paper: nameOf(step.paper), mark, value, grade };
      return line(grade === null ? 'converted.value' : 'converted.grade', values);
    }
  }
}

const capped = (key: string, isCapped: boolean): string => `${key}.${isCapped ? 'capped' : 'full'}`;

function papersValue(papers: readonly string[], regulation: Regulation): Record<string, ExplainValue> {
  if (papers.length === 0) return {};
  const inLanguage = (language: 'fr' | 'en'): string =>
    papers.map((paper) => regulation.papers[paper]?.name[language] ?? paper).join(', ');
  return { papers: { fr: inLanguage('fr'), en: inLanguage('en') } };
}

function explainTest({ held, papers, ...test }: Test, regulation: Regulation): ExplainLine {
  const named = regulation.quantities?.[test.quantity]?.name;
  return line(held ? 'test.held' : 'test.notHeld', {
    ...test,
    ...(named ? { quantityName: named } : {}),
    ...(papers ? papersValue(papers, regulation) : {}),
  });
}
