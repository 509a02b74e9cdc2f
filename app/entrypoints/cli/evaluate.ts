import { readFile, rename, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { stringify } from 'csv-stringify/sync';
import { parseRegulation } from '#app/domain/regulation/check-regulation.ts';
import { evaluate, evaluatePrepared } from '#app/domain/regulation/evaluate.ts';
import { explain } from '#app/domain/regulation/explain.ts';
import { hashRegulation } from '#app/domain/regulation/hash-regulation.ts';
import { prepareRegulation } from '#app/domain/regulation/prepare-regulation.ts';
import { rankByAverage } from '#app/domain/regulation/rank.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import type { Outcome } from '#app/domain/regulation/trace.ts';
import { formatMark, type Hundredths } from '#app/domain/shared/mark.ts';
import { DEFAULT_LOCALE, isLocale } from '#app/i18n/locale.ts';
import { tellExplanation } from '#app/i18n/tell-explanation.ts';
import { type MarksFile, type MarksRow, readMarks } from './read-marks.ts';

export const help = `
palmares evaluate --regulation FILE --marks FILE.csv [options]

Applies a regulation to a file of marks. Needs no database.

  --regulation FILE  the regulation (JSON)
  --marks FILE.csv   id,series,<paper code>... and optionally fit (yes/no); comma or semicolon, UTF-8
                     a mark is 13, 13.5 or 13,47; a state is ABS absent, EXC excused, DISP exempt,
                     FRAUD, ATT awaited; an empty cell is a mark awaited, or a paper not taken when
                     it is optional or of the second group
  --out FILE.csv     where to write; by default the standard output
  --explain ID       tell how the result of one candidate was worked out, and write nothing else
  --lang fr|en       the language of --explain (${DEFAULT_LOCALE})
  --json             JSON instead of CSV (with --explain, the steps as data)

Writes id,total,average,decision,honours,rank: the rank is by exact average, ties shared (1,2,2,4).
Rows that can't be read are listed by line, and then nothing is written.
Exit code: 0 done; 1 the regulation or a row is refused; 2 usage.
`;

type Options = {
  readonly regulation: string;
  readonly marks: string;
  readonly out: string | undefined;
  readonly explain: string | undefined;
  readonly lang: string;
  readonly json: boolean;
};

/** A mistake of the person at the keyboard: said in one line, exit code 2. */
class UsageError extends Error {}

/** `palmares evaluate`: exit code 0 done, 1 refused, 2 usage. */
export async function run(args: string[]): Promise<number> {
  try {
    const options = readOptions(args);
    const regulation = await readRegulation(options.regulation);
    if (!regulation) return 1;
    const text = await readText(options.marks);
    const file = readMarks(text, prepareRegulation(regulation));
    if (file.unreadable.length > 0) return sayUnreadable(options.marks, file);
    return options.explain === undefined
      ? await writeResults(options, regulation, file.rows)
      : tell(options, regulation, file.rows, options.explain);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

function readOptions(args: string[]): Options {
  const { values } = parseOptions(args);
  const { regulation, marks, out, explain: id, lang = DEFAULT_LOCALE, json = false } = values;
  if (!regulation || !marks) throw new UsageError('--regulation FILE and --marks FILE.csv are needed');
  if (!isLocale(lang)) throw new UsageError('--lang is fr or en');
  return { regulation, marks, out, explain: id, lang, json };
}

function parseOptions(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      options: {
        regulation: text,
        marks: text,
        out: text,
        explain: text,
        lang: text,
        json: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'the options can’t be read');
  }
}

async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch(() => {
    throw new UsageError(`${file} can't be read`);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${file} is not UTF-8`);
  }
}

async function readRegulation(file: string): Promise<Regulation | undefined> {
  const parsed = parseRegulation(parseJson(file, await readText(file)));
  if (parsed.ok) return parsed.value;
  for (const { place, reason, detail } of parsed.problems)
    process.stderr.write(`${file}: ${place}: ${reason}${detail ? ` ${JSON.stringify(detail)}` : ''}\n`);
  return undefined;
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is not JSON`);
  }
}

function sayUnreadable(file: string, { unreadable }: MarksFile): number {
  for (const { line, reason } of unreadable) process.stderr.write(`${file}:${line}: ${reason}\n`);
  process.stderr.write(`${unreadable.length} problem(s); nothing was written\n`);
  return 1;
}

const shown = (value: Hundredths | null): string => {
  if (value === null) return '';
  return value < 0 ? `-${formatMark(-value, '.')}` : formatMark(value, '.');
};

async function writeResults(
  options: Options,
  regulation: Regulation,
  rows: readonly MarksRow[],
): Promise<number> {
  const prepared = prepareRegulation(regulation);
  const outcomes = rows.map(({ snapshot }) => evaluatePrepared(snapshot, prepared));
  const ranks = rankByAverage(outcomes);
  const text = options.json
    ? `${JSON.stringify({ regulation: hashRegulation(regulation), results: jsonResults(rows, outcomes, ranks) })}\n`
    : stringify(
        rows.map(({ id }, i) => csvRow(id, outcomes[i], ranks[i] ?? null)),
        { header: true, columns: ['id', 'total', 'average', 'decision', 'honours', 'rank'] },
      );
  if (options.out === undefined) process.stdout.write(text);
  else await writeWhole(options.out, text);
  return 0;
}

function csvRow(id: string, outcome: Outcome | undefined, rank: number | null): readonly string[] {
  if (!outcome) return [id];
  const { total, average, decision, honours } = outcome;
  return [id, shown(total), shown(average), decision, honours ?? '', rank === null ? '' : String(rank)];
}

function jsonResults(
  rows: readonly MarksRow[],
  outcomes: readonly Outcome[],
  ranks: readonly (number | null)[],
): readonly object[] {
  return rows.map(({ id }, i) => ({ id, ...outcomes[i], rank: ranks[i] ?? null }));
}

/** A file is there whole or not at all. */
async function writeWhole(file: string, text: string): Promise<void> {
  const partial = `${file}.${process.pid}.partial`;
  await writeFile(partial, text);
  await rename(partial, file);
}

function tell(options: Options, regulation: Regulation, rows: readonly MarksRow[], id: string): number {
  const row = rows.find((one) => one.id === id);
  if (!row) {
    process.stderr.write(`${id} is not in ${options.marks}\n`);
    return 1;
  }
  const evaluation = evaluate(row.snapshot, regulation);
  const locale = isLocale(options.lang) ? options.lang : DEFAULT_LOCALE;
  const text = options.json
    ? JSON.stringify({ id, ...evaluation })
    : tellExplanation(explain(evaluation, regulation), locale).join('\n');
  process.stdout.write(`${text}\n`);
  return 0;
}
