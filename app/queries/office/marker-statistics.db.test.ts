import { describe, expect, it } from 'vitest';
import { deviationHundredths, meanHundredths } from '#app/domain/marking/marker-statistics.ts';
import { enterMarks } from '#app/services/marking/enter-marks.server.ts';
import { createMarkedSitting } from '#tests/factories/closed-bundles.ts';
import { accepted, listScripts } from '#tests/factories/marking.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { listWideGaps, loadMarkedSitting, loadMarkerStatistics } from './load-marker-statistics.server.ts';

const database = useDatabase();
const mark = (value: number) => ({ state: 'mark', value }) as const;

async function keyed(first: readonly number[], second: readonly number[]) {
  const ctx = testContext(database);
  const marked = await createMarkedSitting(ctx, database.db, { candidates: first.length });
  const [bundle] = marked.bundles;
  if (!bundle) throw new Error('no bundle');
  const scripts = await listScripts(database.db, bundle.id);
  const key = async (i: 0 | 1, values: readonly number[], reason?: string) => {
    const marks = values.map((value, n) => ({
      scriptCode: scripts[n]?.code ?? '',
      value: value < 0 ? ({ state: 'absent' } as const) : mark(value),
    }));
    accepted(
      await enterMarks(marked.marker(i), { bundleId: bundle.id, marks, ...(reason ? { reason } : {}) }),
    );
  };
  await key(0, first);
  await key(1, second);
  const of = { sittingId: marked.world.sitting.id, paperCode: bundle.paperCode, round: 1 };
  return {
    ...marked,
    key,
    of,
    scripts,
    read: (tolerance = 0) => loadMarkerStatistics(database.db, of, tolerance),
  };
}

describe('marker statistics', () => {
  it('count what each keyed in their own pass, its mean and spread, and what differs from the other', async () => {
    const { read, staff } = await keyed([1000, 1200, 800, -1], [1000, 1300, 800, -1]);
    const rows = await read();
    const one = rows.find(({ userId }) => userId === staff.markers[0].id);
    expect([one?.keyed, one?.absent, one?.differing]).toEqual([4, 1, 1]);
    if (!one) throw new Error('no line');
    expect([meanHundredths(one.moments), deviationHundredths(one.moments)]).toEqual([1000, 200]);
    expect(one.severity).toBeNull();
    expect((await read(100)).map(({ differing }) => differing)).toEqual([0, 0]);
  });

  it('take the latest of what somebody keyed, once', async () => {
    const { read, key, staff } = await keyed([1000, 1200], [1000, 1200]);
    await key(0, [1100, 1200], 'Relu');
    const rows = await read();
    const one = rows.find(({ userId }) => userId === staff.markers[0].id);
    expect([one?.keyed, one?.moments.sum, one?.differing]).toEqual([2, 2300n, 1]);
  });

  it('point out a marker far from all others, and the scripts read most differently, by code', async () => {
    const usual = Array.from({ length: 14 }, (_, i) => 1000 + (i % 2 === 0 ? 60 : -60));
    const { read, of, staff, scripts } = await keyed(
      usual,
      usual.map((value, i) => value - 300 - (i === 4 ? 200 : 0)),
    );
    const rows = await read();
    expect(rows.find(({ userId }) => userId === staff.markers[1].id)?.severity).toBe('severe');
    const gaps = await listWideGaps(database.db, of, 0);
    expect(gaps).toHaveLength(14);
    expect([gaps[0]?.code, gaps[0]?.first, gaps[0]?.second]).toEqual([scripts[4]?.code, 1060, 560]);
  });

  it('are by paper and round, of sittings that exist', async () => {
    const { of, read } = await keyed([1000], [1000]);
    expect((await read()).length).toBe(2);
    expect(await loadMarkerStatistics(database.db, { ...of, round: 2 }, 0)).toEqual([]);
    const marked = await loadMarkedSitting(database.db, of.sittingId);
    expect(marked?.papers.some(({ code, round }) => code === of.paperCode && round === 1)).toBe(true);
    expect(await loadMarkedSitting(database.db, crypto.randomUUID())).toBeUndefined();
  });
});
