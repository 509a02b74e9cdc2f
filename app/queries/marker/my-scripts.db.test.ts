import { describe, expect, it } from 'vitest';
import { decideModeration } from '#app/services/marking/decide-moderation.server.ts';
import { proposeModeration } from '#app/services/marking/propose-moderation.server.ts';
import { signBundle } from '#app/services/marking/sign-bundle.server.ts';
import { createMarkedSitting } from '#tests/factories/closed-bundles.ts';
import type { TestUser } from '#tests/factories/create-user.ts';
import { accepted } from '#tests/factories/marking.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { listModerations } from '../office/list-moderations.server.ts';
import { loadBundlePage } from '../office/load-bundle-page.server.ts';
import { listMyModerations } from './list-my-moderations.server.ts';
import { listSittingBundles } from './list-sitting-bundles.server.ts';
import { loadMyPacket } from './load-my-packet.server.ts';

const database = useDatabase();
const userOf = ({ actor }: TestUser) => {
  if (actor.kind !== 'user') throw new Error('not a user');
  return actor;
};

async function marked() {
  const ctx = testContext(database);
  const world = await createMarkedSitting(ctx, database.db, { candidates: 3 });
  const [first] = world.bundles;
  if (!first) throw new Error('no bundle');
  return { ...world, first };
}

describe('a marker’s moderations', () => {
  it('show each mark before and after, by code, to those who marked the bundle and nobody else', async () => {
    const { first, close, office, colleague, staff, world } = await marked();
    await close(first.id, (position) => ({ state: 'mark', value: 1000 + position * 100 }));
    const target = {
      sittingId: first.sittingId,
      round: 1,
      paperCode: first.paperCode,
      bundleIds: [first.id],
    };
    for (const shift of [50, -100]) {
      const { moderationId } = accepted(
        await proposeModeration(office, { ...target, shift, reason: 'Barème' }),
      );
      expect(await listMyModerations(database.db, userOf(staff.markers[0]))).toHaveLength(
        shift === 50 ? 0 : 1,
      );
      accepted(await decideModeration(colleague, { moderationId, decision: 'apply' }));
    }
    const mine = await listMyModerations(database.db, userOf(staff.markers[0]));
    expect(mine.map(({ shift }) => shift).sort()).toEqual([-100, 50]);
    const [second, one] = [...mine].sort((a, b) => a.shift - b.shift);
    expect(one?.changes.map(({ before, after }) => [before, after])).toEqual([
      [1100, 1150],
      [1200, 1250],
      [1300, 1350],
    ]);
    expect(second?.changes.map(({ before, after }) => [before, after])).toEqual([
      [1150, 1050],
      [1250, 1150],
      [1350, 1250],
    ]);
    expect(await listMyModerations(database.db, userOf(staff.markers[2]))).toEqual([]);
    const lines = await listModerations(database.db, world.sitting.id);
    expect(lines.map(({ changed, state, bundles }) => [changed, state, bundles])).toEqual([
      [3, 'applied', [1]],
      [3, 'applied', [1]],
    ]);
  });
});

describe('a packet', () => {
  it('is seen where it is, by its marker and by the office, with a count that differs', async () => {
    const { first, office, marker, staff, world } = await marked();
    const packet = () => loadMyPacket(database.db, userOf(staff.markers[0]), first.id);
    const all = { state: null, paper: null, round: null, page: 1 };
    const listed = async () => {
      const page = await listSittingBundles(database.db, world.sitting.id, all);
      return { outside: page?.outside, stand: page?.lines.find(({ id }) => id === first.id)?.packet };
    };
    const later = await listSittingBundles(database.db, world.sitting.id, { ...all, round: 2 });
    expect(later).toMatchObject({ rounds: [1], total: 0, lines: [] });
    expect(await packet()).toMatchObject({ where: 'office', movements: [] });
    expect(await listed()).toEqual({ outside: 0, stand: { where: 'never', flagged: false } });
    const line = { bundleId: first.id, signedAs: 'Ada', scripts: 2, note: 'Une manque' };
    accepted(await signBundle(marker(0), { ...line, kind: 'handOut' }));
    expect(await packet()).toMatchObject({ where: 'mine' });
    expect(await loadMyPacket(database.db, userOf(staff.markers[1]), first.id)).toMatchObject({
      where: 'elsewhere',
      movements: [],
    });
    expect(await loadMyPacket(database.db, userOf(staff.markers[2]), first.id)).toBeUndefined();
    expect(await listed()).toEqual({ outside: 1, stand: { where: 'out', signedAs: 'Ada', flagged: true } });
    const back = { bundleId: first.id, kind: 'return' as const, markerId: staff.markers[0].id };
    accepted(await signBundle(office, { ...back, scripts: 3, signedAs: 'Ada' }));
    expect(await listed()).toEqual({ outside: 0, stand: { where: 'back', flagged: false } });
    const page = await loadBundlePage(database.db, world.sitting.id, first.id);
    expect(page?.movements.map(({ kind, recordedBy }) => [kind, recordedBy === null])).toEqual([
      ['return', false],
      ['handOut', true],
    ]);
    expect(await loadBundlePage(database.db, crypto.randomUUID(), first.id)).toBeUndefined();
  });
});
