import { createInterface } from 'node:readline/promises';
import { needed } from './keys-output.ts';
import { UsageError } from './usage-error.ts';

export type CompromiseOptions = {
  readonly at?: string | undefined;
  readonly reason?: string | undefined;
  readonly operator?: readonly string[] | undefined;
};

export type AskedCompromise = {
  readonly at: Date;
  readonly reason: string;
  /** Of two people; empty when it is to be asked twice. */
  readonly operators: readonly string[];
};

const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/;

/** What "compromise" is told, of a key or a certificate. @throws UsageError */
export function readCompromise(options: CompromiseOptions): AskedCompromise {
  const given = needed(options.at, '--at');
  const at = new Date(MOMENT.test(given) ? given : Number.NaN);
  if (Number.isNaN(at.getTime()))
    throw new UsageError('--at is a day or a moment with its zone: 2027-03-01T10:00Z');
  const reason = needed(options.reason, '--reason');
  const operators = [
    ...new Set((options.operator ?? []).map((name) => name.normalize('NFC').trim()).filter(Boolean)),
  ];
  if (operators.length === 1 || new Set(operators.map((name) => name.toLowerCase())).size < operators.length)
    throw new UsageError('give the names of two people with --operator, or none to be asked twice');
  return { at, reason, operators };
}

/** Without the names of two people it is asked twice: on standard error, answered on standard input. */
export async function isConfirmed(id: string, { operators }: AskedCompromise): Promise<boolean> {
  if (operators.length > 0) return true;
  const lines = createInterface({ input: process.stdin });
  const answers = lines[Symbol.asyncIterator]();
  const ask = async (question: string) => {
    process.stderr.write(question);
    const { value }: IteratorResult<string, unknown> = await answers.next();
    return typeof value === 'string' ? value.trim() : '';
  };
  try {
    if ((await ask('This is for ever. Type the id to go on: ')) !== id) return false;
    return (await ask('Type "compromised" to do it: ')) === 'compromised';
  } finally {
    lines.close();
  }
}

export function notConfirmed(): number {
  process.stderr.write('Not confirmed: nothing was changed.\n');
  return 1;
}
