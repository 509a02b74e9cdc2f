import { z } from 'zod';
import type { Bilingual, Regulation, SeriesPaper } from '#app/domain/regulation/schema.ts';
import type { CandidateKind, EntryRules } from './entry-rules.ts';

export type Choice = { readonly code: string; readonly name: Bilingual };

/** The series of a regulation, by code: a stored regulation does not keep the order of its keys. */
export function seriesChoices(regulation: Regulation): Choice[] {
  return Object.entries(regulation.series)
    .map(([code, { name }]) => ({ code, name }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The papers of a series that candidates choose to take, optional or elective; none for a series the regulation does not have. */
export function optionalPapers(regulation: Regulation, series: string | null): Choice[] {
  return entriesOf(regulation, series).flatMap(({ paper: code, group, elective }) => {
    const paper = regulation.papers[code];
    const chosen = paper?.kind === 'optional' || (group === 1 && elective === true);
    return paper && chosen ? [{ code, name: paper.name }] : [];
  });
}

/** Of the papers chosen, those that are beside the programme: an elective is part of it, and costs nothing more. */
export function beyondProgramme(regulation: Regulation, options: readonly string[]): readonly string[] {
  return options.filter((code) => regulation.papers[code]?.kind === 'optional');
}

/** Whether a series has a sport paper, for which a candidate is fit or not. */
export function hasSport(regulation: Regulation, series: string | null): boolean {
  return entriesOf(regulation, series).some(({ paper }) => regulation.papers[paper]?.kind === 'sport');
}

function entriesOf(regulation: Regulation, series: string | null): readonly SeriesPaper[] {
  const found =
    series !== null && Object.hasOwn(regulation.series, series) ? regulation.series[series] : undefined;
  return found?.papers ?? [];
}

/** The series a kind of candidate may choose: all of the regulation's, unless the rules name some. */
export function seriesOpenTo(
  regulation: Regulation,
  { seriesFor }: EntryRules,
  kind: CandidateKind,
): Choice[] {
  const named = seriesFor?.[kind];
  return seriesChoices(regulation).filter(({ code }) => named === undefined || named.includes(code));
}

export function seriesSchema(regulation: Regulation) {
  return z.object({ series: z.enum(seriesChoices(regulation).map(({ code }) => code)) });
}

/** Codes of the optional and elective papers chosen, in the regulation's order, once each; choosing none is an answer. */
export function optionsSchema(regulation: Regulation, series: string | null) {
  const known = optionalPapers(regulation, series).map(({ code }) => code);
  return z.object({
    options: z
      .array(z.string())
      .default([])
      .refine((codes) => codes.every((code) => known.includes(code)), 'common:errors.notInList')
      .transform((codes) => known.filter((code) => codes.includes(code))),
  });
}

export const sportSchema = z.object({
  sport: z.enum(['fit', 'unfit']).transform((answer) => answer === 'fit'),
});
