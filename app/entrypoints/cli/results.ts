import { parseArgs } from 'node:util';
import { reasonText } from '#app/i18n/translate.ts';
import { findSittings, listVersions, type VersionLine } from '#app/queries/results/list-versions.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { rollBackResults } from '#app/services/publication/roll-back-results.server.ts';
import { type VerifiedVersion, verifyResults } from '#app/services/publication/verify-results.server.ts';
import { openContext } from './open-context.ts';

export const help = `
palmares results list     [--sitting ID|CODE]
palmares results verify   [--sitting ID|CODE]
palmares results rollback --sitting ID|CODE --to VERSION --reason "WHY"
  The versions of published results. A sitting's code is its exam's code and its year, such as BEPC-2027.
  "verify" reads every file and every row again: each file has the bytes it was published with, the rows have the digest
  two people agreed on, and every web process is pointed at the version that was released last. Exit 1 if anything differs.
  "rollback" puts back a version that everyone has read before; nothing is deleted, and the reason is kept for ever.
`;

const OPTIONS = {
  sitting: { type: 'string' },
  to: { type: 'string' },
  reason: { type: 'string' },
} as const;

type Asked =
  | { readonly do: 'list' | 'verify'; readonly sitting: string | undefined }
  | { readonly do: 'rollback'; readonly sitting: string; readonly to: number; readonly reason: string };

function readArguments(args: string[]): Asked | string {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const { positionals, values } = parsed;
  const [verb, ...more] = positionals;
  if (more.length > 0) return 'Say one of list, verify and rollback.';
  if (verb === 'list' || verb === 'verify') return { do: verb, sitting: values.sitting };
  if (verb !== 'rollback') return 'Say one of list, verify and rollback.';
  const to = Number(values.to);
  if (!values.sitting || !Number.isSafeInteger(to) || to < 1) return 'Give --sitting and --to VERSION.';
  if (!values.reason?.trim()) return 'Give --reason: it is kept for ever.';
  return { do: 'rollback', sitting: values.sitting, to, reason: values.reason };
}

function parse(args: string[]) {
  return parseArgs({ args, allowPositionals: true, options: OPTIONS });
}

export async function run(args: string[]): Promise<number> {
  const asked = readArguments(args);
  if (typeof asked === 'string') {
    process.stderr.write(`${asked}\n${help}`);
    return 2;
  }
  const { ctx, close } = await openContext('results');
  try {
    return await perform(ctx, asked);
  } finally {
    await close();
  }
}

async function perform(ctx: Ctx, asked: Asked): Promise<number> {
  const sittings = await findSittings(ctx.db, asked.sitting);
  if (asked.sitting !== undefined && sittings.length !== 1)
    return say(
      sittings.length === 0
        ? `There is no sitting ${asked.sitting} with results.`
        : `Several sittings are called ${asked.sitting}: give an id, ${sittings.map(({ id }) => id).join(' or ')}.`,
    );
  if (asked.do === 'rollback') return rollBack(ctx, sittings[0]?.id ?? '', asked);
  let bad = 0;
  for (const { id, code } of sittings) {
    process.stdout.write(`${code}  ${id}\n`);
    if (asked.do === 'list') for (const line of await listVersions(ctx.db, id)) write(shown(line));
    else
      for (const line of await verifyResults(ctx, { sittingId: id })) {
        write(judged(line));
        if (line.problems.length > 0) bad += 1;
      }
  }
  if (sittings.length === 0) process.stdout.write('No results were published.\n');
  return bad > 0 ? 1 : 0;
}

async function rollBack(ctx: Ctx, sittingId: string, { to, reason }: Extract<Asked, { do: 'rollback' }>) {
  const done = await rollBackResults(ctx, { sittingId, version: to, reason });
  if (!done.ok) return say(reasonText('en', done));
  process.stdout.write(`Everyone reads version ${to} again, instead of version ${done.value.from}.\n`);
  return 0;
}

const write = (line: string) => process.stdout.write(`  ${line}\n`);

function shown({ version, state, publishedAt, reason, digest, file }: VersionLine): string {
  const why = reason ? `  "${reason}"` : '';
  return `v${version}  ${state}  ${publishedAt.toISOString()}  ${digest.slice(0, 16)}  ${file ?? 'no file'}${why}`;
}

function judged({ version, problems, results, pointed }: VerifiedVersion): string {
  const where = pointed ? ', read by everyone' : '';
  return problems.length === 0
    ? `v${version}  ${results} results, file and rows as published${where}`
    : `v${version}  ${problems.join('; ')}`;
}

function say(why: string): number {
  process.stderr.write(`${why}\n`);
  return 1;
}
