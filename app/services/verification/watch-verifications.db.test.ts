import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reachOf } from '#app/domain/access/reach.ts';
import type { VerificationDoor } from '#app/domain/verification/doors.ts';
import type { VerificationVerdict } from '#app/domain/verification/verdicts.ts';
import { listWaiting } from '#app/queries/office/list-waiting.server.ts';
import { listAlerts, listDayCounts } from '#app/queries/office/load-verifications.server.ts';
import { organisation } from '#db/schema/organisation.ts';
import { verificationAlert, verificationCount } from '#db/schema/verification.ts';
import { createOrganisation } from '#tests/factories/create-organisation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { ANONYMOUS, type TestContext, testContext } from '#tests/setup/test-context.ts';
import { seeAlert } from './see-alert.server.ts';
import { watchVerifications } from './watch-verifications.server.ts';

const database = useDatabase();
const HOUR_MS = 3_600_000;
let ctx: TestContext;
let registrar: Awaited<ReturnType<typeof createUser>>;
let code: string;

beforeAll(async () => {
  ctx = testContext(database, { now: new Date('2027-03-10T09:05:00Z') });
  const { id: organisationId } = await createOrganisation(database.db);
  registrar = await createUser(database.db, { grants: [{ role: 'registrar', organisationId }] });
  const [own] = await database.db.select({ code: organisation.code }).from(organisation);
  code = own?.code ?? '';
});
/** Every test a month after the last: none sees the counts of another. */
beforeEach(() => ctx.advance({ days: 30 }));

type Seen = {
  readonly door?: VerificationDoor;
  readonly verdict?: VerificationVerdict;
  readonly issuer?: string;
};

/** What an hour saw, so many hours before the clock's. */
async function saw(
  hoursAgo: number,
  count: number,
  { door = 'scan', verdict = 'forged', issuer = '-' }: Seen = {},
) {
  const hour = new Date(Math.floor(ctx.clock().getTime() / HOUR_MS - hoursAgo) * HOUR_MS);
  const values = { issuer, hour, door, verdict, count };
  await database.db
    .insert(verificationCount)
    .values(values)
    .onConflictDoUpdate({
      target: [
        verificationCount.issuer,
        verificationCount.hour,
        verificationCount.door,
        verificationCount.verdict,
      ],
      set: { count },
    });
}
const open = async () => (await listAlerts(ctx.db, reachOf(registrar.actor, 'verification.read'))).open;
const see = (alertId: string) => seeAlert(ctx.as(registrar.actor), { alertId });

describe('a wave of forgeries', () => {
  it('opens one alert, is extended by the next hour, and found again changes nothing', async () => {
    await saw(1, 40);
    await saw(0, 10);
    expect(await watchVerifications(ctx)).toEqual({ alerts: 1 });
    const [first] = await open();
    expect(first).toMatchObject({ kind: 'forgeries', failures: 40, usual: 0 });
    await saw(0, 35, { door: 'pdf' });
    expect(await watchVerifications(ctx)).toEqual({ alerts: 2 });
    expect(await watchVerifications(ctx)).toEqual({ alerts: 2 });
    const alerts = await open();
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({ id: first?.id, failures: 85, firstHour: first?.firstHour });
    expect(alerts[0]?.lastHour.getTime()).toBe((first?.lastHour.getTime() ?? 0) + HOUR_MS);
    expect(await see(first?.id ?? '')).toEqual({ ok: true, value: true });
  });

  it('is what is unusual for the hour, not what every such hour sees', async () => {
    for (let day = 1; day <= 7; day += 1) await saw(day * 24, 100);
    await saw(0, 140);
    expect(await watchVerifications(ctx)).toEqual({ alerts: 0 });
    await saw(0, 160);
    expect(await watchVerifications(ctx)).toEqual({ alerts: 1 });
    const [alert] = await open();
    expect(alert).toMatchObject({ failures: 160, usual: 100 });
    await see(alert?.id ?? '');
  });

  it('is not what is good, ended or unreadable, nor a few slips', async () => {
    await saw(0, 900, { verdict: 'valid', issuer: code });
    await saw(0, 900, { verdict: 'revoked', issuer: code });
    await saw(0, 900, { verdict: 'unreadable' });
    await saw(0, 29);
    expect(await watchVerifications(ctx)).toEqual({ alerts: 0 });
    expect(await open()).toEqual([]);
  });
});

describe('a guessing run', () => {
  it('waits at the office until somebody has seen it, and warns again in the hour after', async () => {
    await saw(0, 50, { door: 'typed' });
    await saw(0, 60, { door: 'bulk' });
    await watchVerifications(ctx);
    const [alert] = await open();
    expect(alert).toMatchObject({ kind: 'guesses', failures: 110 });
    const waiting = await listWaiting(ctx.db, registrar.actor, { now: ctx.clock(), demo: true });
    expect(waiting).toContainEqual(expect.objectContaining({ kind: 'verificationAlerts', count: 1 }));
    expect(await see(alert?.id ?? '')).toEqual({ ok: true, value: true });
    expect(await see(alert?.id ?? '')).toEqual({ ok: true, value: true });
    await saw(0, 80, { door: 'typed' });
    await watchVerifications(ctx);
    expect(await open()).toEqual([]);
    ctx.advance({ hours: 1 });
    await saw(0, 40, { door: 'api' });
    await watchVerifications(ctx);
    const [again] = await open();
    expect(again).toMatchObject({ kind: 'guesses', failures: 40 });
    expect(
      await database.sql`select count(*)::int as lines from audit_log where action = 'verificationAlert.see'
      and subject_id = ${alert?.id ?? ''}`,
    ).toEqual([{ lines: 1 }]);
    await see(again?.id ?? '');
  });

  it('is found once by two workers at a time', async () => {
    await saw(0, 50, { door: 'typed' });
    const sides = [ctx, { ...ctx, db: database.connect().db }];
    await Promise.all([...sides, ...sides].map((side) => watchVerifications(side)));
    expect(await open()).toHaveLength(1);
  });
});

describe('what an office reads', () => {
  it('is its own documents and nobody’s, by day, never another office’s', async () => {
    await saw(0, 7, { door: 'address', verdict: 'valid', issuer: code });
    await saw(2, 2, { door: 'address', verdict: 'valid', issuer: code });
    await saw(0, 3, { verdict: 'forged' });
    await saw(0, 99, { verdict: 'valid', issuer: 'ELSEWHERE' });
    const rows = await listDayCounts(ctx.db, reachOf(registrar.actor, 'verification.read'), ctx.clock());
    const day = ctx.clock().toISOString().slice(0, 10);
    expect(rows.filter((row) => row.day === day)).toEqual([
      { day, door: 'address', verdict: 'valid', issuer: code, count: 9 },
      { day, door: 'scan', verdict: 'forged', issuer: '-', count: 3 },
    ]);
    const nobody = reachOf(ANONYMOUS, 'verification.read');
    expect(await listDayCounts(ctx.db, nobody, ctx.clock())).toEqual([]);
    expect(await listAlerts(ctx.db, nobody)).toEqual({ open: [], seen: [] });
  });

  it('is seen by nobody without the right to it', async () => {
    const [alert] = await database.db.select().from(verificationAlert);
    const marker = await createUser(database.db, {
      grants: [{ role: 'marker', organisationId: registrar.actor.grants[0]?.organisationId ?? '' }],
    });
    for (const actor of [ANONYMOUS, marker.actor])
      expect(await seeAlert(ctx.as(actor), { alertId: alert?.id ?? '' })).toEqual({
        ok: false,
        reason: 'alert.notFound',
      });
  });
});
