import { findNodeAtLocation, type ParseError, parseTree } from 'jsonc-parser';
import { stepsOf } from '#app/domain/regulation/place.ts';
import type { Problem } from '#app/domain/regulation/problem.ts';

export type PlacedProblem = Problem & { readonly line: number | null };

/**
 * Each problem with the line of the text it is on; a place that the text doesn't have has the line of what holds it, and a text
 * that is no JSON the line where its reader stops. */
export function placeProblems(text: string, problems: readonly Problem[]): readonly PlacedProblem[] {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors);
  return problems.map((problem) => {
    const steps = [...stepsOf(problem.place)];
    while (tree && steps.length > 0 && !findNodeAtLocation(tree, steps)) steps.pop();
    const node = tree && steps.length > 0 ? findNodeAtLocation(tree, steps) : undefined;
    const offset = node?.offset ?? errors[0]?.offset;
    return { ...problem, line: offset === undefined ? null : lineOf(text, offset) };
  });
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
