import { randomBytes } from 'node:crypto';
import { makeTypedCode } from '#app/domain/verification/typed-code.ts';
import { askTypedCode } from '#app/http/guess-guard.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { checkByToken, checkByTypedCode } from '#app/services/verification/check-document.server.ts';
import { createIssuedDocuments } from '#tests/factories/documents.ts';
import { measure, openStage } from './stage.ts';

/**
 * Guesses at a real register: `node --import tsx tests/load/measure-guessing.ts [tries] [limited tries]`. First without
 * any limit, codes and then tokens, to see that as many find nothing; then through the limits, to see how many of a
 * guesser's tries are answered at all.
 */
const TRIES = Number(process.argv[2] ?? 1_000_000);
const LIMITED = Number(process.argv[3] ?? 20_000);
const LANES = 16;
const SECRETS = 2 ** 50;

const secret = () => BigInt(`0x${randomBytes(7).toString('hex')}`) & ((1n << 50n) - 1n);
const addressOf = (at: number) => `10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}`;

async function unlimited(ctx: Ctx, numbers: readonly string[]) {
  let found = 0;
  const judge = (verdict: string) => {
    if (verdict !== 'forged') found += 1;
  };
  const codes = await measure(TRIES, LANES, async (at) => {
    const number = numbers[at % numbers.length] ?? '';
    judge((await checkByTypedCode(ctx, number, makeTypedCode(number, secret()))).verdict);
  });
  const tokens = await measure(TRIES, LANES, async () =>
    judge((await checkByToken(ctx, randomBytes(12).toString('base64url'))).verdict),
  );
  const rate = ({ seconds }: { seconds: number }) => Math.round(TRIES / seconds);
  console.info(`${TRIES} codes at ${numbers.length} numbers, no limit: ${rate(codes)}/s`);
  console.info(`${TRIES} tokens, no limit: ${rate(tokens)}/s`);
  console.info(`found: ${found}; expected: ${((TRIES * 1) / SECRETS).toExponential(1)} codes`);
}

async function limited(ctx: Ctx, numbers: readonly string[], addresses: number) {
  const tally = { answered: 0, limited: 0, found: 0 };
  const { seconds } = await measure(LIMITED, LANES, async (at) => {
    const number = numbers[at % numbers.length] ?? '';
    const typed = { number, code: makeTypedCode(number, secret()) };
    const asker = { clientAddress: addressOf(addresses * 1000 + (at % addresses)), door: 'typed' } as const;
    const answer = await askTypedCode(ctx, typed, asker);
    if (!answer.ok) tally.limited += 1;
    else if (answer.value.verdict === 'forged') tally.answered += 1;
    else tally.found += 1;
  });
  const rate = Math.round(LIMITED / seconds);
  console.info(`${LIMITED} tries from ${addresses} addresses: ${JSON.stringify(tally)}, ${rate}/s`);
}

const stage = await openStage({}, LANES);
try {
  const { documents } = await createIssuedDocuments(stage.ctx, { candidates: 20 });
  const numbers = documents.map(({ number }) => number);
  await limited(stage.ctx, numbers, 1);
  await limited(stage.ctx, numbers, 100);
  await limited(stage.ctx, numbers, 5000);
  await unlimited(stage.ctx, numbers);
} finally {
  await stage.close();
}
