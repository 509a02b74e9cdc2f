import { writeFile } from 'node:fs/promises';
import type { Refused } from '#app/domain/shared/verdict.ts';
import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from '#app/domain/verification/signature.ts';
import { reasonText } from '#app/i18n/translate.ts';
import { UsageError } from './usage-error.ts';

/** Values of the options of `keys`, all of them optional to the parser. */
export type KeyOptions = {
  readonly organisation?: string | undefined;
  readonly year?: string | undefined;
  readonly alg?: string | undefined;
  readonly at?: string | undefined;
  readonly reason?: string | undefined;
  readonly operator?: readonly string[] | undefined;
  readonly days?: string | undefined;
  readonly file?: string | undefined;
  readonly out?: string | undefined;
  readonly replace?: boolean | undefined;
  readonly remove?: boolean | undefined;
  readonly next?: string | undefined;
  readonly 'key-file'?: string | undefined;
  readonly 'old-key-file'?: string | undefined;
  readonly 'new-key-file'?: string | undefined;
};

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Writes why something was refused; the exit code. */
export function refused(verdict: Refused): 1 {
  process.stderr.write(`${reasonText('en', verdict)}\n`);
  return 1;
}

/** @throws UsageError when an option that is needed was not given */
export function needed(value: string | undefined, option: string): string {
  if (!value?.trim()) throw new UsageError(`give ${option}`);
  return value.trim();
}

/** @throws UsageError */
export function readAlgorithm(text: string | undefined): SignatureAlgorithm {
  const alg = SIGNATURE_ALGORITHMS.find((known) => known === (text ?? 'EdDSA'));
  if (!alg) throw new UsageError(`--alg is ${SIGNATURE_ALGORITHMS.join(' or ')}`);
  return alg;
}

/** @throws UsageError */
export function readWhole(text: string, option: string, { from, to }: { from: number; to: number }): number {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= from && value <= to))
    throw new UsageError(`${option} is a whole number from ${from} to ${to}`);
  return value;
}

/** Writes a file that only its owner can read, and never over another. @throws UsageError */
export async function writeNewFile(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw new UsageError(exists ? `${file} is there already: nothing was written` : `cannot write ${file}`);
  }
}
