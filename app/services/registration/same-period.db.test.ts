import { and, eq, inArray, ne } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { accept } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { duplicatePair, entry } from '#db/schema/registration.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { createOrganisation, createRegion } from '#tests/factories/create-organisation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { createSitting } from '#tests/factories/sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { SYSTEM, testContext } from '#tests/setup/test-context.ts';
import { refuseSamePeriod, takenInPeriod } from './same-period.server.ts';
import { startEntry } from './start-entry.server.ts';
import { submitEntry } from './submit-entry.server.ts';

const database = useDatabase();

async function office(options: { year?: number; examCode?: string } = {}) {
  const { db } = database;
  const { id: organisationId } = await createOrganisation(db);
  const region = await createRegion(db, { organisationId });
  const sitting = await createSitting(db, { organisationId, ...options });
  const draft = (nationalId: string | null, values: Partial<Parameters<typeof createEntry>[1]> = {}) =>
    createEntry(db, {
      ...{ organisationId, sittingId: sitting.id, regionId: region.id, nationalId },
      ...values,
    });
  return { sitting, draft };
}

const ctxOf = (db = database.db) => testContext({ db }, { actor: SYSTEM });
const submit = (row: { id: string; version: number }, ctx: Ctx = ctxOf()) =>
  submitEntry(ctx, { entryId: row.id, version: row.version });
const refused = { ok: false, reason: 'entry.samePeriod' };

describe('two sittings of one period', () => {
  test('incident 12 (UEMOA directive 02/2007): nobody is registered in two sittings of one period', async () => {
    const [here, abroad] = [await office(), await office()];
    const candidate = await createUser(database.db);
    const first = await here.draft('NE 12', { userId: candidate.id });
    expect((await submit(first)).ok).toBe(true);
    // By their account, whatever the number; by their number, without the account.
    const as = testContext({ db: database.db }, { actor: candidate.actor });
    expect(await startEntry(as, { sittingId: abroad.sitting.id })).toEqual(refused);
    expect(await submit(await abroad.draft('ne-12'))).toEqual(refused);
    const registered = await database.db
      .select({ id: entry.id })
      .from(entry)
      .where(and(inArray(entry.nationalId, ['NE 12', 'ne-12']), ne(entry.state, 'draft')));
    expect(registered).toEqual([{ id: first.id }]);
  });

  test('are refused by the identity number, whoever holds them and however it is written', async () => {
    const one = await office();
    const two = await office();
    expect((await submit(await one.draft('NE 55-1'))).ok).toBe(true);
    expect(await submit(await one.draft('ne551'))).toEqual(refused);
    expect(await submit(await two.draft('NE551'))).toEqual(refused);
    const candidate = await createUser(database.db);
    expect(await submit(await two.draft('NE-551', { userId: candidate.id }))).toEqual(refused);
  });

  test('are not those of another year or exam, nor of people without a number', async () => {
    const here = await office();
    expect((await submit(await here.draft('NE 77'))).ok).toBe(true);
    expect((await submit(await (await office({ year: 2028 })).draft('NE 77'))).ok).toBe(true);
    expect((await submit(await (await office({ examCode: 'BTS' })).draft('NE 77'))).ok).toBe(true);
    for (const nothing of [null, null, ' - ', ' - '])
      expect((await submit(await here.draft(nothing))).ok).toBe(true);
  });

  test('a draft and a withdrawn entry hold no number, and an entry is not refused by itself', async () => {
    const here = await office();
    await here.draft('NE 88');
    await here.draft('NE 88', { state: 'withdrawn' });
    const row = await here.draft('NE 88');
    expect((await submit(row)).ok).toBe(true);
    const period = { examCode: 'BAC', year: 2027 };
    expect(await withTx(ctxOf(), 'test', {}, (tx) => refuseSamePeriod(tx, period, row))).toEqual({
      ok: true,
      value: true,
    });
  });

  test('of a list are found together', async () => {
    const here = await office();
    await submit(await here.draft('L 1'));
    const rows = [
      { id: crypto.randomUUID(), nationalId: 'L1' },
      { id: crypto.randomUUID(), nationalId: 'L2' },
      { id: crypto.randomUUID(), nationalId: null },
    ];
    const taken = await withTx(ctxOf(), 'test', {}, (tx) =>
      takenInPeriod(tx, { examCode: 'BAC', year: 2027 }, rows),
    );
    expect([...taken]).toEqual([rows[0]?.id]);
  });

  test('sending writes the keys by which a person is known again, and the pair it finds', async () => {
    const here = await office();
    const person = { surname: 'N’Diaye', givenNames: 'Awa', birthDate: '2008-01-02', birthPlace: 'Gaya' };
    const one = await here.draft(null, person);
    const two = await here.draft(null, { ...person, surname: 'NDIAYE' });
    expect((await submit(one)).ok).toBe(true);
    expect((await submit(two)).ok).toBe(true);
    const [row] = await database.db.select().from(entry).where(eq(entry.id, two.id));
    expect(row).toMatchObject({ nameKey: 'awa ndiaye', placeKey: 'gaya' });
    const pairs = await database.db
      .select()
      .from(duplicatePair)
      .where(inArray(duplicatePair.entryA, [one.id, two.id]));
    expect(pairs).toMatchObject([{ state: 'open', reasons: ['nameBirthPlace'] }]);
  });
});

describe('two submissions of one number at once', () => {
  const RACERS = 8;

  async function race(
    number: string,
    run: (row: { id: string; version: number }, ctx: Ctx) => Promise<unknown>,
  ) {
    const offices = await Promise.all([office(), office()]);
    const rows = await Promise.all(
      Array.from(
        { length: RACERS },
        (_, at) => offices[at % 2]?.draft(number) ?? Promise.reject(new Error('none')),
      ),
    );
    const contexts = [ctxOf(database.connect().db), ctxOf(database.connect().db)];
    await Promise.all(rows.map((row, at) => run(row, contexts[at % 2] ?? ctxOf())));
    const ids = rows.map(({ id }) => id);
    return database.db.$count(entry, and(inArray(entry.id, ids), ne(entry.state, 'draft')));
  }

  test('have one winner', async () => {
    expect(await race('RACE 1', (row, ctx) => submit(row, ctx))).toBe(1);
  });

  /** Looks as the service does, without the lock, and lets every racer look before any of them writes. */
  test('control: without the lock all of them win', async () => {
    let looked = 0;
    let open: () => void = () => undefined;
    const allLooked = new Promise<void>((resolve) => {
      open = resolve;
    });
    const unlocked = async (tx: Tx, row: { id: string }) => {
      const others = await tx.db
        .select({ id: entry.id })
        .from(entry)
        .where(and(eq(entry.nationalId, 'RACE 2'), ne(entry.state, 'draft'), ne(entry.id, row.id)));
      looked += 1;
      if (looked === RACERS) open();
      await allLooked;
      if (others.length > 0) return accept();
      await tx.db
        .update(entry)
        .set({ state: 'submitted', number: row.id, submittedAt: tx.now })
        .where(eq(entry.id, row.id));
      return accept();
    };
    const winners = await race('RACE 2', (row, ctx) => withTx(ctx, 'control', {}, (tx) => unlocked(tx, row)));
    expect(winners).toBe(RACERS);
  });
});
