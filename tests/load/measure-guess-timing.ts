import { randomBytes } from 'node:crypto';
import { makeTypedCode } from '#app/domain/verification/typed-code.ts';
import { checkByTypedCode } from '#app/services/verification/check-document.server.ts';
import { createIssuedDocuments } from '#tests/factories/documents.ts';
import { compareSamples } from './compare-samples.ts';
import { openStage } from './stage.ts';

/**
 * Whether an unknown number can be told from a wrong code by the time of the answer:
 * `node --import tsx tests/load/measure-guess-timing.ts [pairs]`. In process and one at a time, which is closer than
 * anyone on a network gets; each pair in an order drawn by chance, beside a pair of two unknown numbers as a control.
 */
const PAIRS = Number(process.argv[2] ?? 20_000);
const WARM_UP = 2000;

const secret = () => BigInt(`0x${randomBytes(7).toString('hex')}`) & ((1n << 50n) - 1n);
const stage = await openStage({}, 1);
try {
  const { documents } = await createIssuedDocuments(stage.ctx, { candidates: 5 });
  const known = documents.map(({ number }) => number);
  // Between known ones, as nearly all unknown numbers are: past the last, one more look-up is made.
  const unknown = (at: number) => `CX-2027-BAC-${900_000 + (at % 90_000)}`;
  const timeOf = async (number: string) => {
    const code = makeTypedCode(number, secret());
    const start = process.hrtime.bigint();
    await checkByTypedCode(stage.ctx, number, code);
    return Number(process.hrtime.bigint() - start) / 1000;
  };
  const samples = { wrong: [] as number[], unknown: [] as number[], control: [] as number[] };
  for (let at = -WARM_UP; at < PAIRS; at += 1) {
    const asked: [keyof typeof samples, string][] = [
      ['wrong', known[Math.abs(at) % known.length] ?? ''],
      ['unknown', unknown(Math.abs(at))],
      ['control', unknown(Math.abs(at) + 45_000)],
    ];
    asked.sort(() => (randomBytes(1)[0] ?? 0) - 128);
    for (const [name, number] of asked) {
      const took = await timeOf(number);
      if (at >= 0) samples[name].push(took);
    }
  }
  console.info(`${PAIRS} of each, microseconds`);
  console.info('wrong code / unknown number', JSON.stringify(compareSamples(samples.wrong, samples.unknown)));
  console.info(
    'unknown / another unknown  ',
    JSON.stringify(compareSamples(samples.unknown, samples.control)),
  );
} finally {
  await stage.close();
}
