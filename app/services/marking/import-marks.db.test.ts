import { eq, inArray } from 'drizzle-orm';
import { describe, expect, it, test } from 'vitest';
import type { ImportLine } from '#app/domain/marking/import-lines.ts';
import { auditLog } from '#db/schema/audit.ts';
import { markEntry } from '#db/schema/marking.ts';
import { accepted, listScripts, startMarking } from '#tests/factories/marking.ts';
import { createResultStaff, createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { importMarks, previewMarks } from './import-marks.server.ts';

const database = useDatabase();
const MARKS = ['10', '11,5', '7', '15', '9', '13', '4', '18'];

async function inMarking() {
  const world = await createSeatedSitting(database.db, { candidates: MARKS.length });
  const staff = await createResultStaff(database.db, world);
  const ctx = testContext(database);
  const [first, second] = await startMarking(ctx, world, staff);
  if (!first || !second) throw new Error('no bundles');
  const scripts = await listScripts(database.db, first.id);
  const linesWith = (marks: readonly string[]) =>
    scripts.map(
      ({ code, position }, i): ImportLine => ({
        row: i + 2,
        position: String(position),
        code,
        cells: [marks[i] ?? ''],
        control: code,
      }),
    );
  const as = (marker: 0 | 1 | 2) => ctx.as(staff.markers[marker].actor);
  const preview = (marker: 0 | 1 | 2, lines: readonly ImportLine[]) =>
    previewMarks(as(marker), { bundleId: first.id, lines });
  /** Reads the witnesses again as the scripts say. */
  const confirm = async (marker: 0 | 1, lines: readonly ImportLine[], reason?: string, onPaper = MARKS) => {
    const shown = await preview(marker, lines);
    const witnesses = shown.ok ? shown.value.witnesses : [];
    const readAgain = Object.fromEntries(
      witnesses.map((code) => [code, [onPaper[scripts.findIndex((one) => one.code === code)] ?? '']]),
    );
    return importMarks(as(marker), { bundleId: first.id, lines, readAgain, ...(reason ? { reason } : {}) });
  };
  const codes = scripts.map(({ code }) => code);
  const written = () =>
    database.db.select().from(markEntry).where(inArray(markEntry.scriptCode, codes)).orderBy(markEntry.id);
  return { world, staff, ctx, bundleId: first.id, second, scripts, linesWith, preview, confirm, written, as };
}

const turned = (list: readonly string[], by: number) =>
  list.map((_, i) => list[(i - by + list.length) % list.length] ?? '');

describe('a file of marks', () => {
  it('is shown without a mark being written, then written once the scripts read again agree', async () => {
    const { preview, confirm, linesWith, written, bundleId } = await inMarking();
    const shown = accepted(await preview(0, linesWith(MARKS)));
    expect(shown).toMatchObject({ faults: [], missing: [], changes: 0 });
    expect(shown.witnesses.length).toBeGreaterThanOrEqual(3);
    expect(await written()).toEqual([]);
    expect(await confirm(0, linesWith(MARKS))).toEqual({ ok: true, value: { entered: 8, unchanged: 0 } });
    expect((await written()).map(({ value }) => value)).toEqual([
      1000, 1150, 700, 1500, 900, 1300, 400, 1800,
    ]);
    const lines = await database.db.select().from(auditLog).where(eq(auditLog.subjectId, bundleId));
    expect(lines.at(-1)).toMatchObject({ action: 'mark.import', detail: { marks: 8, pass: 1 } });
  });

  it('wants a reason for marks keyed before', async () => {
    const { confirm, linesWith, preview, written } = await inMarking();
    accepted(await confirm(0, linesWith(MARKS)));
    const changed = ['10', '11,5', '8', ...MARKS.slice(3)];
    expect(accepted(await preview(0, linesWith(changed))).changes).toBe(1);
    expect(await confirm(0, linesWith(changed), undefined, changed)).toMatchObject({
      reason: 'mark.reasonMissing',
    });
    expect(await confirm(0, linesWith(changed), 'Relue', changed)).toEqual({
      ok: true,
      value: { entered: 1, unchanged: 7 },
    });
    expect((await written()).at(-1)).toMatchObject({ value: 800, reason: 'Relue' });
  });

  it('is nobody else’s to send, and of no other bundle', async () => {
    const { preview, linesWith, confirm, second } = await inMarking();
    expect(await preview(2, linesWith(MARKS))).toMatchObject({ reason: 'bundle.notFound' });
    const [foreign] = await listScripts(database.db, second.id);
    const code = foreign?.code ?? '';
    const lines = linesWith(MARKS).map((line, i) => (i === 0 ? { ...line, code, control: code } : line));
    const shown = accepted(await preview(0, lines));
    expect(shown.faults).toMatchObject([{ row: 2, reason: 'markImport.notInBundle' }]);
    expect(shown.missing).toHaveLength(1);
    expect(await confirm(0, lines)).toMatchObject({ reason: 'markImport.refused' });
  });
});

test('incident 4 (Île-de-France 2009): a file out of step by a row is refused, whatever column slid', async () => {
  const { preview, confirm, linesWith, scripts, written } = await inMarking();
  const codes = scripts.map(({ code }) => code);
  const off = linesWith(MARKS).map((line, i) => ({ ...line, code: turned(codes, 1)[i] ?? '' }));
  expect(await confirm(0, off)).toMatchObject({ reason: 'markImport.refused' });
  const bothEnds = off.map((line) => ({ ...line, control: line.code }));
  expect(await confirm(0, bothEnds)).toMatchObject({ reason: 'markImport.refused' });
  for (const by of [1, 3, 7])
    expect(await confirm(0, linesWith(turned(MARKS, by)))).toMatchObject({
      reason: 'markImport.witnessDiffers',
    });
  expect(await confirm(0, linesWith(['', ...MARKS.slice(0, -1)]))).toMatchObject({
    reason: 'markImport.refused',
  });
  expect(await written()).toEqual([]);
  accepted(await confirm(0, linesWith(MARKS)));
  expect(await preview(1, linesWith(turned(MARKS, 1)))).toMatchObject({
    reason: 'markImport.shifted',
    detail: { rows: 1 },
  });
});
