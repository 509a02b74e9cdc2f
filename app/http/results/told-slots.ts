import { textToken } from './page-template.ts';
import type { ToldResult } from './tell-result.ts';

/** Not a text of the page but what it looks like. */
const SHAPES = new Set(['decision']);

/** What of a told result changes the page itself, as a key, and the texts that are only put in, in order. */
export function slotsOf(told: ToldResult): { readonly shape: string; readonly texts: readonly string[] } {
  const texts: string[] = [];
  let shape = '';
  const walk = (value: unknown, name: string): void => {
    if (typeof value === 'string') {
      if (SHAPES.has(name)) shape += value;
      else texts.push(value);
      shape += value === '' ? 'e' : 's';
    } else if (Array.isArray(value)) {
      shape += '[';
      for (const item of value) walk(item, '');
      shape += ']';
    } else if (typeof value === 'object' && value !== null) {
      shape += '{';
      for (const key in value) walk(Reflect.get(value, key), key);
      shape += '}';
    } else shape += value === null ? 'n' : value === true ? 'y' : 'f';
  };
  walk(told, '');
  return { shape, texts };
}

/** The same result with a stand-in for each text; an empty one stays empty, for the page leaves out what is empty. */
export function withTokens(told: ToldResult): ToldResult {
  let at = 0;
  // JSON.stringify walks as `slotsOf` does: each key in its order, each item in its place.
  const text = JSON.stringify(told, (name, value: unknown) => {
    if (typeof value !== 'string' || SHAPES.has(name)) return value;
    const token = value === '' ? '' : textToken(at);
    at += 1;
    return token;
  });
  const tokens: ToldResult = JSON.parse(text);
  return tokens;
}
