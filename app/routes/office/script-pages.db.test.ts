import type { ActionFunctionArgs } from '@remix-run/node';
import { describe, expect, test } from 'vitest';
import { createMarkedSitting } from '#tests/factories/closed-bundles.ts';
import { answerOf, routeArgs } from '#tests/setup/call-route.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import * as myModerations from '../marker/moderations.tsx';
import * as packet from '../marker/sign-packet.tsx';
import * as bundle from './bundle.tsx';
import * as labelFile from './label-file.ts';
import * as labels from './labels.tsx';
import * as statistics from './marker-statistics.tsx';
import * as moderations from './moderations.tsx';

const database = useDatabase();
type Form = Record<string, string>;
type Action = (args: ActionFunctionArgs) => Promise<unknown>;
const { stringify } = JSON;

async function stage() {
  const ctx = testContext(database);
  const made = await createMarkedSitting(ctx, database.db, { candidates: 3 });
  const [first] = made.bundles;
  if (!first) throw new Error('no bundle');
  await made.close(first.id, (position) => ({ state: 'mark', value: position * 300 }));
  const params = { sittingId: made.world.sitting.id, bundleId: first.id };
  const post = (action: Action, form: Form, who = made.office, more: Form = {}) =>
    answerOf(action(routeArgs(who, '/x', { params: { ...params, ...more }, form })));
  const data = async (loader: (args: never) => Promise<unknown>, who = made.office, query = '') =>
    stringify((await answerOf(loader(routeArgs(who, `/x${query}`, { params }) as never))).data, (_, value) =>
      typeof value === 'bigint' ? String(value) : value,
    );
  return { ...made, first, params, post, data };
}

describe('the page of a bundle', () => {
  test('takes a signature, says beside the field what is wrong with it, and keeps what was typed', async () => {
    const { post, data, staff, bundles } = await stage();
    const open = { bundleId: bundles[1]?.id ?? '' };
    const marker = staff.markers[0].id;
    const line = { do: 'handOut', markerId: marker, scripts: '2', signedAs: 'Ada Issa', note: '' };
    const short = await post(bundle.action, line, undefined, open);
    expect(short).toMatchObject({ status: 422, data: { values: { signedAs: 'Ada Issa', scripts: '2' } } });
    expect(stringify(short.data)).toContain('countDiffers');
    for (const scripts of ['', 'deux', '-1', '99999999'])
      expect(await post(bundle.action, { ...line, scripts }, undefined, open)).toMatchObject({ status: 422 });
    const done = await post(bundle.action, { ...line, scripts: '3' }, undefined, open);
    expect(done).toMatchObject({ status: 302, location: expect.stringContaining('fait=signed') });
    expect(await data(bundle.loader)).not.toContain('Ada Issa');
  });

  test('reopens by two, and is nobody’s but the office’s', async () => {
    const { post, office, colleague, marker, params } = await stage();
    expect(await post(bundle.action, { do: 'ask', reason: '' })).toMatchObject({ status: 422 });
    expect(await post(bundle.action, { do: 'ask', reason: 'Rang 3' })).toMatchObject({ status: 302 });
    const page = await bundle.loader(routeArgs(colleague, '/x', { params }));
    const reopeningId = page.page.reopenings[0]?.id ?? '';
    const decide = (who: typeof office) => post(bundle.action, { do: 'reopen', reopeningId }, who);
    expect(await decide(office)).toMatchObject({ status: 422 });
    expect(await decide(marker(0))).toMatchObject({ status: 404 });
    expect(await decide(colleague)).toMatchObject({ status: 302 });
  });
});

describe('moderations', () => {
  test('are shown before they are proposed, applied by another, and seen by their markers', async () => {
    const { post, data, first, colleague, marker } = await stage();
    const query = `?epreuve=${first.paperCode}&lots=1&points=0,5`;
    expect(await data(moderations.loader, undefined, query)).toContain('"changed":3');
    expect(
      await data(moderations.loader, undefined, `?epreuve=${first.paperCode}&lots=77&points=1`),
    ).toContain('moderation.noBundle');
    expect(await data(moderations.loader, undefined, `?epreuve=${first.paperCode}&points=abc`)).toContain(
      'noShift',
    );
    const form = { do: 'propose', epreuve: first.paperCode, lots: '1', points: '0,5', reason: 'Barème relu' };
    expect(await post(moderations.action, { ...form, reason: '' })).toMatchObject({ status: 422 });
    expect(await post(moderations.action, form)).toMatchObject({ status: 302 });
    const shown = await data(moderations.loader, colleague);
    const [, moderationId = ''] = /"lines":\[\{"id":"([^"]+)"/.exec(shown) ?? [];
    const apply = { do: 'apply', moderationId };
    expect(await post(moderations.action, apply)).toMatchObject({ status: 422 });
    expect(await post(moderations.action, apply, marker(0))).toMatchObject({ status: 404 });
    expect(await post(moderations.action, apply, colleague)).toMatchObject({ status: 302 });
    expect(await data(myModerations.loader, marker(0))).toMatch(/"after":350[^}]*"before":300/);
    expect(await data(myModerations.loader, marker(2))).toBe('{"moderations":[]}');
  });
});

describe('labels, statistics and packets', () => {
  test('open for those they are for', async () => {
    const { post, data, marker, first, bundles, office } = await stage();
    expect(await data(statistics.loader)).toContain('"mean":600');
    expect(await post(labels.action, { paper: 'nothing' })).toMatchObject({ status: 422 });
    expect(await post(labels.action, { paper: first.paperCode })).toMatchObject({ status: 302 });
    const task = { taskId: crypto.randomUUID() };
    expect(await post(labelFile.action, {}, office, task)).toMatchObject({ status: 404 });
    expect(await post(labelFile.action, {}, marker(0), task)).toMatchObject({ status: 404 });
    const mine = { bundleId: bundles[1]?.id ?? '' };
    const take = { kind: 'handOut', scripts: '3', signedAs: 'Ada' };
    expect(await post(packet.action, take, marker(2), mine)).toMatchObject({ status: 404 });
    expect(await post(packet.action, { ...take, scripts: '1' }, marker(0), mine)).toMatchObject({
      status: 422,
    });
    expect(await post(packet.action, take, marker(0), mine)).toMatchObject({ status: 302 });
  });
});
