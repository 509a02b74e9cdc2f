import { asc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import { bundle, markEntry } from '#db/schema/marking.ts';
import { accepted, listScripts, startMarking } from '#tests/factories/marking.ts';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import { createResultStaff, createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { closeBundle } from './close-bundle.server.ts';
import type { EnteredMark } from './key-marks.server.ts';
import { saveMarks } from './save-marks.server.ts';

const database = useDatabase();
const SAMPLE = sampleRegulation('bepc-sample');
const half = (code: string) => ({ code, name: { fr: code, en: code }, maximum: 10 });
const IN_PARTS: Regulation = {
  ...SAMPLE,
  papers: Object.fromEntries(
    Object.entries(SAMPLE.papers).map(([code, paper]) => [
      code,
      { ...paper, components: [half('Q1'), half('Q2')] },
    ]),
  ),
};

async function inMarking(regulation: Regulation = SAMPLE) {
  const world = await createSeatedSitting(database.db, { candidates: 3, regulation });
  const staff = await createResultStaff(database.db, world);
  const ctx = testContext(database);
  const [first] = await startMarking(ctx, world, staff);
  if (!first) throw new Error('no bundle');
  const bundleId = first.id;
  const codes = (await listScripts(database.db, bundleId)).map(({ code }) => code);
  const save = (marks: readonly EnteredMark[], reason?: string, marker: 0 | 1 = 0, db = database.db) =>
    saveMarks(
      { ...ctx.as(staff.markers[marker].actor), db },
      { bundleId, marks, ...(reason ? { reason } : {}) },
    );
  const entriesOf = async (code: string) =>
    database.db.select().from(markEntry).where(eq(markEntry.scriptCode, code)).orderBy(asc(markEntry.id));
  return { staff, ctx, bundleId, codes, save, entriesOf };
}

const mark = (scriptCode: string, value: number, seen?: number): EnteredMark => ({
  scriptCode,
  value: { state: 'mark', value },
  ...(seen === undefined ? {} : { seen }),
});
const parts = (
  scriptCode: string,
  first: number | null,
  second: number | null,
  seen?: number,
): EnteredMark => ({
  scriptCode,
  value: first === null || second === null ? { state: 'awaited' } : { state: 'mark', value: first + second },
  parts: [first, second],
  ...(seen === undefined ? {} : { seen }),
});

describe('a sheet that saves itself', () => {
  it('writes what is right and says of each other row why it is not', async () => {
    const { save, codes, entriesOf } = await inMarking();
    const [a = '', b = '', c = ''] = codes;
    expect(await save([mark(a, 1000, 0), mark(b, 2001, 0), mark('22222222', 900, 0)])).toEqual({
      ok: true,
      value: [
        { scriptCode: a, entries: 1 },
        {
          scriptCode: b,
          entries: 0,
          refused: { ok: false, reason: 'mark.unreadable', detail: { maximum: 20 } },
        },
        { scriptCode: '22222222', entries: 0, refused: { ok: false, reason: 'script.notInBundle' } },
      ],
    });
    expect(await save([mark(a, 1100, 1), mark(c, 900, 0)])).toMatchObject({
      value: [{ entries: 1, refused: { reason: 'mark.reasonMissing' } }, { entries: 1 }],
    });
    expect(await save([mark(a, 1100, 1)], 'Chiffres inversés')).toMatchObject({ value: [{ entries: 2 }] });
    expect((await entriesOf(a)).map(({ value, reason }) => [value, reason])).toEqual([
      [1000, null],
      [1100, 'Chiffres inversés'],
    ]);
  });

  it('takes the same row sent again after a lost answer as saved', async () => {
    const { save, codes, entriesOf } = await inMarking();
    const [a = ''] = codes;
    accepted(await save([mark(a, 1000, 0)]));
    expect(await save([mark(a, 1000, 0)])).toEqual({ ok: true, value: [{ scriptCode: a, entries: 1 }] });
    expect(await entriesOf(a)).toHaveLength(1);
  });

  it('refuses what was typed over a mark nobody saw, and says what it is now', async () => {
    const { save, codes, entriesOf } = await inMarking();
    const [a = ''] = codes;
    accepted(await save([mark(a, 1000, 0)]));
    expect(await save([mark(a, 1200, 0)], 'Relu')).toMatchObject({
      value: [
        {
          scriptCode: a,
          entries: 1,
          refused: { reason: 'mark.stale' },
          now: { value: { state: 'mark', value: 1000 }, parts: null },
        },
      ],
    });
    expect(await entriesOf(a)).toHaveLength(1);
  });
});

describe('a paper in components', () => {
  it('keeps what is keyed so far, and has a mark once none is missing', async () => {
    const { save, codes, entriesOf, ctx, bundleId, staff } = await inMarking(IN_PARTS);
    const [a = ''] = codes;
    accepted(await save([parts(a, 450, null, 0)]));
    accepted(await save([parts(a, 450, 700, 1)]));
    expect((await entriesOf(a)).map(({ state, value, parts: kept }) => [state, value, kept])).toEqual([
      ['awaited', null, [450, null]],
      ['mark', 1150, [450, 700]],
    ]);
    const all = codes.map((code) => parts(code, 450, 700));
    accepted(await save(all));
    accepted(await save([...all.slice(1), parts(a, 450, null)], undefined, 1));
    const office = ctx.as(staff.logistics.actor);
    expect(await closeBundle(office, { bundleId })).toMatchObject({ reason: 'bundle.marksAwaited' });
    accepted(await save([parts(a, 450, 700)], undefined, 1));
    expect((await closeBundle(office, { bundleId })).ok).toBe(true);
  });

  it('does not take equal totals for equal components', async () => {
    const { save, codes, ctx, bundleId, staff } = await inMarking(IN_PARTS);
    accepted(await save(codes.map((code) => parts(code, 450, 700))));
    accepted(
      await save(
        codes.map((code) => parts(code, 700, 450)),
        undefined,
        1,
      ),
    );
    expect(await closeBundle(ctx.as(staff.logistics.actor), { bundleId })).toMatchObject({
      reason: 'bundle.marksDisagree',
      detail: { scripts: 3 },
    });
  });
});

describe('two windows that save one row at once', () => {
  it('keep both orders apart: one is written, the other told, and neither is lost unseen', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { save, codes, entriesOf } = await inMarking();
      const [a = ''] = codes;
      accepted(await save([mark(a, 1000, 0)]));
      const answers = await Promise.all([
        save([mark(a, 1100, 1)], 'Fenêtre 1'),
        save([mark(a, 1200, 1)], 'Fenêtre 2', 0, database.connect().db),
      ]);
      const rows = answers.flatMap((answer) => (answer.ok ? answer.value : []));
      expect(rows.filter(({ refused }) => refused?.reason === 'mark.stale')).toHaveLength(1);
      const entries = await entriesOf(a);
      expect(entries).toHaveLength(2);
      const told = rows.find(({ refused }) => refused);
      expect(told?.now?.value).toEqual({ state: 'mark', value: entries[1]?.value });
    }
  });

  it('control: without the lock, both see the same version and the earlier one is buried', async () => {
    const { save, codes, entriesOf, staff } = await inMarking();
    const [a = ''] = codes;
    accepted(await save([mark(a, 1000, 0)]));
    const seenByOne = (await entriesOf(a)).length;
    const seenByTwo = (await entriesOf(a)).length;
    expect(seenByTwo).toBe(seenByOne);
    const row = {
      scriptCode: a,
      pass: 1,
      state: 'mark',
      userId: staff.markers[0].id,
      at: new Date(0),
    } as const;
    await database.db.insert(markEntry).values({ ...row, value: 1100, reason: 'Fenêtre 1' });
    await database
      .connect()
      .db.insert(markEntry)
      .values({ ...row, value: 1200, reason: 'Fenêtre 2' });
    expect((await entriesOf(a)).map(({ value }) => value)).toEqual([1000, 1100, 1200]);
  });
});

describe('a row saved while its bundle is being closed', () => {
  it('is in what was closed or refused, whoever comes first', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { save, codes, ctx, bundleId, staff } = await inMarking();
      const all = codes.map((code) => mark(code, 1000));
      accepted(await save(all));
      accepted(await save(all, undefined, 1));
      const [closed, saved] = await Promise.all([
        closeBundle(ctx.as(staff.logistics.actor), { bundleId }),
        save([mark(codes[0] ?? '', 400, 1)], 'Relu', 0, database.connect().db),
      ]);
      expect(closed.ok).not.toBe(saved.ok);
      if (!saved.ok) expect(saved.reason).toBe('bundle.closed');
    }
  });

  it('control: without the lock, a bundle is closed over a mark that was not there when it was read', async () => {
    const { save, codes, bundleId, staff, entriesOf } = await inMarking();
    const [a = ''] = codes;
    const all = codes.map((code) => mark(code, 1000));
    accepted(await save(all));
    accepted(await save(all, undefined, 1));
    const read = (await entriesOf(a)).length;
    await database
      .connect()
      .db.insert(markEntry)
      .values({
        scriptCode: a,
        pass: 1,
        state: 'mark',
        value: 400,
        userId: staff.markers[0].id,
        at: new Date(0),
      });
    await database.db.update(bundle).set({ state: 'closed' }).where(eq(bundle.id, bundleId));
    expect((await entriesOf(a)).length).toBe(read + 1);
  });
});
