import type { ExplainLine, ExplainValue } from '#app/domain/regulation/explain.ts';
import { formatMark } from '#app/domain/shared/mark.ts';
import type { Locale } from './locale.ts';
import { type MessageKey, translator } from './translate.ts';

const BOUNDS = ['atLeast', 'above', 'atMost', 'below'] as const;

/** Values in hundredths; the state stands in its place where there is no mark. */
const MARKS: ReadonlySet<string> = new Set(['mark', 'first', 'second']);

/** The steps of an evaluation (`explain` in domain/regulation) as sentences of the reader's language. */
export function tellExplanation(lines: readonly ExplainLine[], locale: Locale): readonly string[] {
  return lines.map((line) => tellLine(line, locale));
}

function tellLine({ key, values }: ExplainLine, locale: Locale): string {
  const t = translator(locale);
  const say = (name: string, value: ExplainValue): string | number => {
    if (value === null) return '';
    if (MARKS.has(name) && typeof value === 'number') return formatMark(value, locale === 'fr' ? ',' : '.');
    if (name === 'state' || (MARKS.has(name) && typeof value === 'string'))
      return t(explainKey(`state.${String(value)}`));
    if (typeof value === 'object') return value[locale];
    return locale === 'fr' ? String(value).replace('.', ',') : value;
  };
  const said = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, say(name, value)]));
  if (values.decision && !values.name) said.decision = t(decisionKey(String(values.decision)));
  else if (values.decision) said.decision = said.name ?? '';
  if (key.startsWith('test.')) {
    said.quantity = said.quantityName ?? t(explainKey(`quantity.${String(values.quantity)}`), said);
    said.bounds = BOUNDS.filter((bound) => said[bound] !== undefined)
      .map((bound) => t(`explain:bound.${bound}`, { limit: said[bound] ?? '' }))
      .join(', ');
  }
  // A value cut short ends with its own dots.
  return t(explainKey(key), said).replace(/….$/, '…');
}

/** Keys come from the domain as data; a test tells every kind of step, so that none is missing here. */
function explainKey(key: string): MessageKey {
  return `explain:${key}` as MessageKey;
}

function decisionKey(decision: string): MessageKey {
  return `states:decision.${decision}` as MessageKey;
}
