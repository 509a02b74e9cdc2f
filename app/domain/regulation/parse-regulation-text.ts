import { type Parsed, parseRegulation } from './check-regulation.ts';
import { findRepeatedKeys } from './find-repeated-keys.ts';

/**
 * Reads a regulation file as text. A key written twice is refused with its place: JSON would silently keep the last of
 * two coefficients.
 */
export function parseRegulationText(text: string): Parsed {
  const input = parseJson(text);
  if (input === undefined) return refused([{ place: '$', reason: 'regulation.notJson' }]);
  const repeated = findRepeatedKeys(text);
  if (repeated.length === 0) return parseRegulation(input);
  return refused(repeated.map((place) => ({ place, reason: 'regulation.keyTwice' })));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function refused(problems: Extract<Parsed, { ok: false }>['problems']): Parsed {
  return { ok: false, reason: 'regulation.invalid', detail: { problems: problems.length }, problems };
}
