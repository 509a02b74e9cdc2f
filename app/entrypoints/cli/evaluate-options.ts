import { parseArgs } from 'node:util';
import { DEFAULT_LOCALE, isLocale, type Locale } from '#app/i18n/locale.ts';
import { encodingNamed } from './read-marks-bytes.ts';
import { UsageError } from './usage-error.ts';

export type EvaluateOptions = {
  readonly regulation: string;
  /** `undefined` only with `check`. */
  readonly marks: string | undefined;
  readonly out: string | undefined;
  readonly explain: string | undefined;
  readonly lang: Locale;
  readonly json: boolean;
  readonly check: boolean;
  /** As the Encoding Standard names it. */
  readonly encoding: string;
  readonly tokenPairs: readonly string[];
  readonly tokenFile: string | undefined;
};

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

/** @throws UsageError for an option that is unknown, missing or makes no sense */
export function readOptions(args: string[]): EvaluateOptions {
  const values = parseOptions(args);
  const { regulation, marks, out, explain, lang = DEFAULT_LOCALE, json = false, check = false } = values;
  if (!regulation) throw new UsageError('--regulation FILE is needed');
  if (!marks && !check) throw new UsageError('--marks FILE.csv is needed, or --check');
  if (!isLocale(lang)) throw new UsageError('--lang is fr or en');
  if (explain !== undefined && out !== undefined)
    throw new UsageError('--explain writes to the standard output: leave --out away');
  return {
    ...{ regulation, marks, out, explain, lang, json, check },
    encoding: encodingNamed(values.encoding ?? 'utf-8'),
    tokenPairs: values.token ?? [],
    tokenFile: values.tokens,
  };
}

function parseOptions(args: string[]) {
  const options = {
    ...{ regulation: text, marks: text, out: text, explain: text, lang: text },
    ...{ json: flag, check: flag, encoding: text, tokens: text },
    token: { type: 'string', multiple: true },
  } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'the options can’t be read');
  }
}
