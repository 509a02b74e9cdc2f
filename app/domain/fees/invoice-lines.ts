import type { Regulation } from '../regulation/schema.ts';
import type { Quote } from './quote.ts';

/** A quote's lines as an invoice freezes them: in order, with the paper's name where a line is for a paper. */
export function invoiceLines(quote: Quote, papers: Regulation['papers']) {
  return quote.lines.map(({ code, label, paper, amount }, position) => {
    if (paper === undefined) return { position, code, label, amount };
    const name = papers[paper]?.name;
    const full = name ? { fr: `${label.fr} – ${name.fr}`, en: `${label.en} – ${name.en}` } : label;
    return { position, code: `${code}:${paper}`, label: full, amount };
  });
}
