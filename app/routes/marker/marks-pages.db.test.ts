import { describe, expect, test } from 'vitest';
import { formatCode } from '#app/domain/anonymity/code.ts';
import { listScripts, startMarking } from '#tests/factories/marking.ts';
import { createResultStaff, createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { answerOf, routeArgs } from '#tests/setup/call-route.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import * as history from '../office/script-history.tsx';
import * as grid from './bundle-grid.tsx';
import * as imports from './import-marks.tsx';
import * as model from './marks-model.ts';
import * as notes from './save-notes.ts';

const database = useDatabase();

async function inMarking() {
  const world = await createSeatedSitting(database.db, { candidates: 3 });
  const staff = await createResultStaff(database.db, world);
  const ctx = testContext(database);
  const [first] = await startMarking(ctx, world, staff);
  const bundleId = first?.id ?? '';
  const codes = (await listScripts(database.db, bundleId)).map(({ code }) => code);
  const marker = ctx.as(staff.markers[0].actor);
  const args = (more: object, actor = marker) =>
    routeArgs(actor, '/x', { params: { bundleId, format: 'csv' }, ...more });
  const save = async (rows: unknown, reason = '', actor = marker) => {
    const response = await notes.action(args({ form: { rows: JSON.stringify(rows), reason } }, actor));
    return { status: response.status, body: await response.json() };
  };
  return { world, staff, ctx, bundleId, codes, marker, args, save };
}

describe('rows sent by the sheet’s script', () => {
  test('are saved, refused or told what they are now, each by itself', async () => {
    const { save, codes } = await inMarking();
    const [a, b, c] = codes;
    const rows = [
      { code: a, cells: ['12,5'], seen: 0 },
      { code: b, cells: ['21'], seen: 0 },
      { code: c, cells: ['abs'], seen: 0 },
    ];
    expect(await save(rows)).toEqual({
      status: 200,
      body: {
        rows: [
          { code: a, entries: 1 },
          { code: c, entries: 1 },
          { code: b, entries: 0, reason: 'mark.unreadable' },
        ],
      },
    });
    expect(await save([{ code: a, cells: ['13'], seen: 0 }])).toMatchObject({
      body: { rows: [{ code: a, entries: 1, reason: 'mark.stale', now: ['12,5'] }] },
    });
    expect(await save([{ code: a, cells: ['13'], seen: 1 }])).toMatchObject({
      body: { rows: [{ reason: 'mark.reasonMissing' }] },
    });
    expect(await save([{ code: a, cells: ['13'], seen: 1 }], 'Relue')).toMatchObject({
      body: { rows: [{ code: a, entries: 2 }] },
    });
  });

  test('are nobody else’s to send, and nothing but rows', async () => {
    const { save, codes, ctx, staff } = await inMarking();
    const row = { code: codes[0], cells: ['12'], seen: 0 };
    await expect(save([row], '', ctx.as(staff.markers[2].actor))).rejects.toMatchObject({ status: 404 });
    for (const wrong of [null, 'x', [{ ...row, cells: 'x' }], [{ ...row, seen: -1 }], Array(501).fill(row)])
      expect(await save(wrong)).toMatchObject({ status: 422 });
  });
});

test('the plain form refuses what was typed over an unseen mark, and takes it once it was shown', async () => {
  const { args, codes, save, bundleId } = await inMarking();
  const [a = ''] = codes;
  await save([{ code: a, cells: ['12'], seen: 0 }]);
  const send = (form: Record<string, string>) => answerOf(grid.action(args({ form })));
  const typed = { [`mark.${a}`]: '13', reason: 'Relue' };
  expect(await send({ ...typed, seen: '' })).toMatchObject({
    status: 422,
    data: { errors: { [`mark.${a}`]: [`reasons:mark.stale?script=${a}`] }, values: { [`mark.${a}`]: '13' } },
  });
  expect(await send({ ...typed, seen: `${a}:1` })).toMatchObject({
    location: `/correction/${bundleId}?notes=1`,
  });
});

describe('a file of marks', () => {
  const fill = (text: string, marks: readonly string[]) =>
    text
      .trim()
      .split(/\r?\n/)
      .map((line, i) => (i === 0 ? line : line.replace(';;', `;${marks[i - 1]};`)))
      .join('\n');
  const send = (text: string) => {
    const form = new FormData();
    form.set('file', new File([text], 'notes.csv', { type: 'text/csv' }));
    return form;
  };

  test('filled in the bundle’s own model is shown, and written when the scripts read again agree', async () => {
    const { args, codes, bundleId } = await inMarking();
    const text = await (await model.loader(args({}))).text();
    expect(text).toContain(`1;${formatCode(codes[0] ?? '')};;${formatCode(codes[0] ?? '')}`);
    const answer = await answerOf(imports.action(args({ form: send(fill(text, ['10', '11', '12'])) })));
    expect(answer).toMatchObject({ status: 200, data: { shown: { faults: [], missing: [], changes: 0 } } });
    const { shown } = JSON.parse(JSON.stringify(answer)).data;
    const again = (marks: readonly string[]) =>
      Object.fromEntries(codes.map((code, i) => [`mark.${code}`, marks[i] ?? '']));
    const confirm = (marks: readonly string[]) =>
      answerOf(imports.action(args({ form: { do: 'confirm', lines: shown.lines, ...again(marks) } })));
    expect(await confirm(['11', '12', '10'])).toMatchObject({ status: 422 });
    expect(await confirm(['10', '11', '12'])).toMatchObject({ location: `/correction/${bundleId}?notes=3` });
  });

  test('is refused with a place for each fault, and as a whole when it is no model', async () => {
    const { args } = await inMarking();
    const text = await (await model.loader(args({}))).text();
    const post = (sent: string) => answerOf(imports.action(args({ form: send(sent) })));
    expect(await post(fill(text, ['10', '', '21']))).toMatchObject({
      status: 422,
      data: {
        shown: {
          faults: [
            { row: 3, reason: 'markImport.markMissing' },
            { row: 4, reason: 'mark.unreadable' },
          ],
        },
      },
    });
    const noControl = text.replace(/;[^;]*$/gm, '');
    for (const [sent, reason] of [
      [noControl, 'markImport.columns'],
      ['', 'sheet.empty'],
    ] as const)
      expect(await post(sent)).toMatchObject({
        status: 422,
        data: { errors: { file: [`reasons:${reason}`] } },
      });
    for (const lines of ['', '[', '{}', '[{"row":"1"}]'])
      expect(await answerOf(imports.action(args({ form: { do: 'confirm', lines } })))).toMatchObject({
        status: 422,
        data: { errors: { file: ['reasons:markImport.lost'] } },
      });
  });
});

test('the office reads how a script was marked by its code, and nothing says whose it is', async () => {
  const { save, codes, ctx, staff, world } = await inMarking();
  const [a = ''] = codes;
  await save([{ code: a, cells: ['12'], seen: 0 }]);
  await save([{ code: a, cells: ['13'], seen: 1 }], 'Relue');
  const look = (code: string, actor = ctx.as(staff.logistics.actor)) =>
    history.loader(routeArgs(actor, `/bureau/copies?code=${code}`, {}));
  const { found } = await look(formatCode(a).toLowerCase());
  expect(found?.lines.map(({ pass, mark, reason }) => [pass, mark.value, reason])).toEqual([
    [1, { state: 'mark', value: 1200 }, null],
    [1, { state: 'mark', value: 1300 }, 'Relue'],
  ]);
  expect(found?.outcome).toEqual({ status: 'awaited', passes: [2] });
  const { entry, tableNumber, resultCode } = world.seated[0] ?? expect.fail('nobody');
  for (const secret of [entry.surname ?? '', entry.id, tableNumber, resultCode])
    expect(JSON.stringify(found)).not.toContain(secret);
  expect((await look('22222222')).problem).toBe('marks:history.unknown');
  expect((await look('bof')).problem).toBe('reasons:markImport.codeUnreadable');
  await expect(look(a, ctx.as(staff.markers[0].actor))).rejects.toMatchObject({ status: 404 });
});
