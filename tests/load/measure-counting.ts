import { sql } from 'drizzle-orm';
import { countCheck } from '#app/services/verification/count-check.server.ts';
import { measure, openStage } from './stage.ts';

/** What counting costs a busy hour: `node --import tsx tests/load/measure-counting.ts [checks]`, beside a statement each. */
const CHECKS = Number(process.argv[2] ?? 20_000);
const LANES = 64;

const stage = await openStage({}, 16);
try {
  const { ctx } = stage;
  const check = { verdict: 'valid', issuer: { id: 'OBE', names: {}, host: 'x' } } as const;
  const gathered = await measure(CHECKS, LANES, () => countCheck(ctx, { door: 'address', check }));
  const single = await measure(CHECKS, LANES, () =>
    ctx.db.execute(sql`insert into verification_count as kept (issuer, hour, door, verdict, count)
      values ('OBE', date_trunc('hour', now()), 'api', 'valid', 1)
      on conflict (issuer, hour, door, verdict) do update set count = kept.count + 1`),
  );
  for (const [name, { seconds }] of Object.entries({ gathered, single }))
    console.info(`${name}: ${Math.round(CHECKS / seconds)} counts/s written`);
} finally {
  await stage.close();
}
