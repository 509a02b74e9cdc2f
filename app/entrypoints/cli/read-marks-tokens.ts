import { readFile } from 'node:fs/promises';
import { STATE_WORDS } from '#app/domain/regulation/read-case.ts';
import type { MarkValue } from '#app/domain/shared/mark.ts';
import { UsageError } from './usage-error.ts';

type Unmarked = Exclude<MarkValue, { state: 'mark' }>;

/** What a cell that is no mark stands for, by its text as `tokenKey` gives it. */
export type Tokens = ReadonlyMap<string, Unmarked>;

/** Upper and lower case, and letters composed or not, are the same token. */
export const tokenKey = (text: string): string => text.trim().normalize('NFC').toUpperCase();

/**
 * The states and what an office writes for them: `pairs` are "absent=ABS", `file` a JSON object such as {"معفى": "EXC"}.
 * @throws UsageError for a token that could be a mark, is empty, or stands for no state
 */
export async function readTokens(pairs: readonly string[], file: string | undefined): Promise<Tokens> {
  const words = Object.keys(STATE_WORDS);
  const tokens = new Map<string, Unmarked>(
    Object.entries(STATE_WORDS).map(([word, state]) => [word, { state }]),
  );
  const asked = [...(file === undefined ? [] : await readTokenFile(file)), ...pairs.map(splitPair)];
  for (const [token, name] of asked) {
    const state = tokens.get(words.find((word) => word === tokenKey(name)) ?? '');
    if (!state) throw new UsageError(`token "${token}": "${name}" is none of ${words.join(' ')}`);
    if (/^(\d+([.,]\d*)?)?$/.test(token.trim())) throw new UsageError(`token "${token}" could be a mark`);
    const known = tokens.get(tokenKey(token));
    if (known && known.state !== state.state) throw new UsageError(`token "${token}" stands for two states`);
    tokens.set(tokenKey(token), state);
  }
  return tokens;
}

function splitPair(pair: string): readonly [string, string] {
  const at = pair.lastIndexOf('=');
  if (at < 0) throw new UsageError(`--token ${pair}: write it as absent=ABS`);
  return [pair.slice(0, at), pair.slice(at + 1)];
}

async function readTokenFile(file: string): Promise<readonly (readonly [string, string])[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`${file} can't be read`);
  });
  const wrong = new UsageError(`${file} is not a JSON object such as {"absent": "ABS"}`);
  try {
    const found: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    if (typeof found !== 'object' || found === null || Array.isArray(found)) throw wrong;
    return Object.entries(found).map(([token, name]) => [token, String(name)] as const);
  } catch {
    throw wrong;
  }
}
