import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatTypedCode, makeTypedCode } from '#app/domain/verification/typed-code.ts';
import { askTypedCode } from '#app/http/guess-guard.server.ts';
import { PRESSURE } from '#app/http/verification-limits.server.ts';
import { checkByToken, checkByTypedCode } from '#app/services/verification/check-document.server.ts';
import { countFailures } from '#app/services/verification/count-failures.server.ts';
import { createDatabase } from '#db/client.ts';
import { rateLimit } from '#db/schema/access.ts';
import { verificationCount } from '#db/schema/verification.ts';
import { createIssuedDocuments } from '#tests/factories/documents.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';

const database = useDatabase();
let ctx: TestContext;
let row: Awaited<ReturnType<typeof createIssuedDocuments>>['documents'][number];

beforeAll(async () => {
  ctx = testContext(database);
  const [first] = (await createIssuedDocuments(ctx)).documents;
  if (!first) throw new Error('no document');
  row = first;
});

const TRIES = 5000;
/** A guesser knows the check character: only the 50 bits are to be guessed. */
const guessOf = (number: string) =>
  formatTypedCode(makeTypedCode(number, BigInt(`0x${randomBytes(7).toString('hex')}`) & ((1n << 50n) - 1n)));
const addressOf = (at: number) => `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`;
const ask = (number: string, code: string, clientAddress: string) =>
  askTypedCode(ctx, { number, code }, { clientAddress, door: 'typed' });

type Tally = { answered: number; limited: number; found: number };

async function guess(count: number, tryOf: (at: number) => ReturnType<typeof ask>): Promise<Tally> {
  const tally = { answered: 0, limited: 0, found: 0 };
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const answer = await tryOf(next++);
      if (!answer.ok) tally.limited += 1;
      else if (answer.value.reason === 'token.mismatch') tally.answered += 1;
      else tally.found += 1;
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  return tally;
}

/** Another hour, with nobody's tries in it. */
async function startAgain(): Promise<void> {
  ctx.advance({ days: 1 });
  await database.db.delete(rateLimit);
}

describe('guessing', () => {
  it(`from one address reaches the register 60 times of ${TRIES}`, async () => {
    await startAgain();
    const { number } = row;
    expect(await guess(TRIES, () => ask(number, guessOf(number), '192.0.2.1'))).toEqual({
      answered: 60,
      limited: TRIES - 60,
      found: 0,
    });
  });

  it('goes on at 120 wrong codes an hour from one address, however patient', async () => {
    await startAgain();
    const { number } = row;
    let answered = 0;
    for (let window = 0; window < 5; window += 1) {
      ({ answered } = await guess(100, (at) =>
        ask(`${number}${at}`, guessOf(`${number}${at}`), '192.0.2.1'),
      ));
      ctx.advance({ minutes: 11 });
    }
    expect(answered).toBe(0);
    const typed = await database.db.select().from(rateLimit);
    expect(Math.max(...typed.map(({ count }) => count))).toBeLessThanOrEqual(120);
  });

  it('at one number from anywhere reaches the register 200 times an hour', async () => {
    await startAgain();
    const { number } = row;
    const tally = await guess(1000, (at) => ask(number, guessOf(number), addressOf(at)));
    expect(tally).toEqual({ answered: 200, limited: 800, found: 0 });
  });

  it('from everywhere at once slows down what is typed, and nothing that is read', async () => {
    await startAgain();
    const hour = new Date(Math.floor(ctx.clock().getTime() / 3_600_000) * 3_600_000);
    await database.db.insert(verificationCount).values({
      ...{ issuer: '-', hour, door: 'typed', verdict: 'forged', count: PRESSURE + 1 },
    });
    expect(await countFailures(ctx)).toBeGreaterThan(PRESSURE);
    const numberOf = (at: number) => row.number.replace(/\d{6}$/, String(100_000 + at));
    const tally = await guess(600, (at) => ask(numberOf(at), guessOf(numberOf(at)), addressOf(at % 20)));
    expect(tally).toEqual({ answered: 20 * 6, limited: 480, found: 0 });
    // Somebody else, with the document in hand, still gets an answer.
    expect(await ask(row.number, row.typedCode, '198.51.100.7')).toMatchObject({
      value: { verdict: 'valid' },
    });
    expect(await checkByToken(ctx, row.token ?? '')).toMatchObject({ verdict: 'valid' });
    ctx.advance({ hours: 1 });
    expect(await countFailures(ctx)).toBe(0);
  });

  it(`at tokens finds none in ${TRIES} tries`, async () => {
    const answers = await Promise.all(
      Array.from({ length: TRIES }, () => checkByToken(ctx, randomBytes(12).toString('base64url'))),
    );
    expect(new Set(answers.map(({ reason }) => reason))).toEqual(new Set(['token.mismatch']));
  });
});

describe('an unknown number, a wrong code and a mistyped one', () => {
  const unknown = () => row.number.replace(/\d{6}$/, '999999');

  it('take the same statements, with and without the limits', async () => {
    await startAgain();
    let statements = 0;
    const watched = createDatabase(database.url, { max: 1, onStatement: () => (statements += 1) });
    const seen = { ...ctx, db: watched.db };
    const tries = [
      [unknown(), guessOf(unknown())],
      [row.number, guessOf(row.number)],
      [row.number, 'AAAA-AAAA-AAA'],
      ['', ''],
    ] as const;
    const counted = async (work: () => Promise<unknown>) => {
      const before = statements;
      await work();
      return statements - before;
    };
    // The first statements of a connection prepare it.
    await checkByTypedCode(seen, ...tries[0]);
    const bare = [];
    for (const [number, code] of tries) bare.push(await counted(() => checkByTypedCode(seen, number, code)));
    expect(bare).toEqual([1, 1, 1, 1]);
    const guarded = [];
    for (const [number, code] of tries)
      guarded.push(
        await counted(() =>
          askTypedCode(seen, { number, code }, { clientAddress: '192.0.2.9', door: 'typed' }),
        ),
      );
    await watched.close();
    // One of them may or may not be the count of the check before, which waits for nobody.
    expect(new Set(guarded).size).toBe(1);
  });

  it('give the same answer', async () => {
    const answers = await Promise.all([
      checkByTypedCode(ctx, unknown(), guessOf(unknown())),
      checkByTypedCode(ctx, row.number, guessOf(row.number)),
      checkByTypedCode(ctx, row.number, 'AAAA-AAAA-AAA'),
    ]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });
});
