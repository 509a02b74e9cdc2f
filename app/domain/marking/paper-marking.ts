import { parseDecimal, toHundredths } from '../regulation/fraction.ts';
import type { Bilingual, Regulation } from '../regulation/schema.ts';
import type { Hundredths } from '../shared/mark.ts';

/** A part of a paper that is marked by itself, such as a question. */
export type MarkedComponent = {
  readonly code: string;
  readonly name: Bilingual;
  readonly maximum: Hundredths;
  /** A decimal as the regulation writes it; 1 when it says none. */
  readonly weight: string | number;
};

/** How a paper is keyed: one mark a script, or one a component. */
export type PaperMarking = {
  readonly maximum: Hundredths;
  readonly components: readonly MarkedComponent[] | null;
};

/** How the scripts of a paper are keyed, by its regulation. */
export function paperMarkingOf(paper: string, regulation: Regulation): PaperMarking {
  const rule = Object.hasOwn(regulation.papers, paper) ? regulation.papers[paper] : undefined;
  const maximum = toHundredths(parseDecimal(rule?.maximum ?? regulation.scale.maximum));
  const components = rule?.components?.map(({ code, name, maximum: highest, weight = 1 }) => ({
    code,
    name,
    maximum: toHundredths(parseDecimal(highest)),
    weight,
  }));
  return { maximum, components: components ?? null };
}
