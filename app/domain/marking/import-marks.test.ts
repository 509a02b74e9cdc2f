import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { markingInParts } from '#tests/factories/paper-marking.ts';
import { CODE_COUNT, makeCode } from '../anonymity/code.ts';
import { type ImportLine, readImport } from './import-lines.ts';
import { findShift } from './import-shift.ts';
import { chooseWitnesses } from './import-witnesses.ts';
import { cellsOf } from './read-mark.ts';

const PARTED = markingInParts([500, 500, 1000]);
type File = readonly ImportLine[];

/** A bundle of scripts and a file with a right mark for each. */
const right = fc
  .uniqueArray(fc.integer({ min: 0, max: CODE_COUNT - 1 }), { minLength: 2, maxLength: 30 })
  .chain((numbers) =>
    fc.record({
      codes: fc.constant(numbers.map(makeCode)),
      marks: fc.array(fc.tuple(...[500, 500, 1000].map((max) => fc.integer({ min: 0, max: max / 50 }))), {
        minLength: numbers.length,
        maxLength: numbers.length,
      }),
    }),
  )
  .map(({ codes, marks }) => ({
    scripts: codes.map((code, i) => ({ code, position: i + 1 })),
    file: codes.map(
      (code, i): ImportLine => ({
        row: i + 2,
        position: String(i + 1),
        code,
        cells: (marks[i] ?? []).map((part) => String(part / 2)),
        control: code,
      }),
    ),
  }));

const turn = <T>(list: readonly T[], by: number): T[] =>
  list.map((_, i) => list[(i - by + list.length * 64) % list.length] ?? (list[0] as T));
/** As a column slides in a sheet when cells are put in or taken out above it: what is left open is empty. */
const slide = (list: readonly string[], by: number): string[] => list.map((_, i) => list[i - by] ?? '');
const column = (file: File, i: number) => file.map(({ cells }) => cells[i] ?? '');
const withColumn = (file: File, at: number, moved: readonly string[]): File =>
  file.map((line, i) => ({
    ...line,
    cells: line.cells.map((cell, c) => (c === at ? (moved[i] ?? '') : cell)),
  }));
const read = (file: File, scripts: readonly { code: string; position: number }[]) =>
  readImport(file, scripts, PARTED);
const isTaken = ({ faults, missing }: ReturnType<typeof readImport>) =>
  faults.length === 0 && missing.length === 0;
const by = fc.integer({ min: -40, max: 40 });

describe('a file of marks', () => {
  it('is taken when every line is its script’s, in any order of its lines', () => {
    fc.assert(
      fc.property(right, by, ({ scripts, file }, k) => {
        const result = read(turn(file, k), scripts);
        expect(isTaken(result)).toBe(true);
        const cells = new Map(result.marks.map(({ code, mark }) => [code, cellsOf(mark, PARTED, '.')]));
        for (const line of file) expect(cells.get(line.code)).toEqual(line.cells);
      }),
    );
  });

  test('incident 4 (Île-de-France 2009): a file whose codes are off by any number of rows is refused', () => {
    fc.assert(
      fc.property(right, by, fc.boolean(), fc.boolean(), ({ scripts, file }, k, ends, round) => {
        const n = file.length;
        fc.pre(k % n !== 0);
        const codes = file.map(({ code }) => code);
        const moved = round ? turn(codes, k) : slide(codes, k);
        const off = file.map((line, i) => ({
          ...line,
          code: moved[i] ?? '',
          ...(ends ? { control: moved[i] ?? '' } : {}),
        }));
        expect(isTaken(read(off, scripts))).toBe(false);
      }),
    );
  });

  test('incident 4: a file with a column of marks slid by any number of rows is refused', () => {
    fc.assert(
      fc.property(right, by, fc.integer({ min: 0, max: 2 }), ({ scripts, file }, k, at) => {
        fc.pre(k !== 0);
        expect(isTaken(read(withColumn(file, at, slide(column(file, at), k)), scripts))).toBe(false);
      }),
    );
  });

  test('incident 4: a column of marks turned round by any number of rows is told by the scripts read once more', () => {
    fc.assert(
      fc.property(right, by, fc.subarray([0, 1, 2], { minLength: 1 }), ({ file }, k, columns) => {
        const off = columns.reduce<File>((so, at) => withColumn(so, at, turn(column(so, at), k)), file);
        const changed = off.some(({ cells }, i) => cells.join() !== file[i]?.cells.join());
        const witnesses = chooseWitnesses(off.map(({ cells }) => cells));
        const told = witnesses.some((i) => off[i]?.cells.join() !== file[i]?.cells.join());
        expect(told).toBe(changed);
      }),
      { numRuns: 400 },
    );
  });

  it('asks for few scripts again, in the largest of bundles too', () => {
    const rows = Array.from({ length: 500 }, (_, i) => [String((i * 7919) % 41), String((i * 104_729) % 83)]);
    expect(chooseWitnesses(rows).length).toBeLessThanOrEqual(6);
    expect(chooseWitnesses([['1'], ['1']])).toHaveLength(2);
    expect(chooseWitnesses([])).toEqual([]);
  });
});

describe('a line', () => {
  const codes = [11, 22, 33].map(makeCode);
  const scripts = codes.map((code, i) => ({ code, position: i + 1 }));
  const line = (i: number, change: Partial<ImportLine> = {}): ImportLine => {
    const code = codes[i] ?? '';
    return { row: i + 2, position: String(i + 1), code, cells: ['1', '2', '3'], control: code, ...change };
  };
  const reasonsOf = (...lines: readonly ImportLine[]) =>
    read(lines, scripts).faults.map(({ reason }) => reason);

  it('is told from a bad, unknown or repeated code', () => {
    expect(reasonsOf(line(0, { code: 'bof' }))).toEqual(['markImport.codeUnreadable']);
    const swapped = `${codes[0]?.slice(0, 7)}${codes[0]?.endsWith('2') ? '3' : '2'}`;
    expect(reasonsOf(line(0, { code: swapped }))).toEqual(['markImport.codeCheckFailed']);
    const foreign = makeCode(44);
    expect(reasonsOf(line(0, { code: foreign, control: foreign }))).toEqual(['markImport.notInBundle']);
    expect(read([line(0), line(0), line(1), line(2)], scripts)).toMatchObject({
      faults: [{ row: 2, reason: 'markImport.codeTwice', detail: { row: 2 } }],
      missing: [],
    });
    expect(read([line(0), line(2)], scripts)).toMatchObject({ faults: [], missing: [codes[1]] });
  });
  it('needs its code at both ends and its own rank', () => {
    expect(reasonsOf(line(0, { control: '' }))).toEqual(['markImport.outOfStep']);
    expect(reasonsOf(line(0, { control: codes[1] ?? '' }))).toEqual(['markImport.outOfStep']);
    for (const position of ['', '2', '1.0', 'un'])
      expect(reasonsOf(line(0, { position }))).toEqual(['markImport.outOfStep']);
  });
  it('needs every mark, each within its maximum', () => {
    expect(reasonsOf(line(0, { cells: ['1', '', '3'] }), line(1, { cells: ['', '', ''] }))).toEqual([
      'markImport.markMissing',
      'markImport.markMissing',
    ]);
    expect(read([line(0, { cells: ['6', '2', 'x'] })], scripts).faults).toMatchObject([
      { row: 2, column: 0, reason: 'mark.unreadable', detail: { maximum: 5 } },
      { row: 2, column: 2, reason: 'mark.unreadable', detail: { maximum: 10 } },
    ]);
    expect(reasonsOf(line(0, { cells: ['ABS', '', ''] }))).toEqual([]);
  });
});

describe('a pass out of step with the other one', () => {
  const marks = Array.from({ length: 20 }, (_, i) => String((i * 37) % 21));
  it('is seen once the other has been keyed, whichever way it slid', () => {
    for (const k of [1, 2, -1, -3]) {
      const mine = marks.map((_, i) => marks[i - k] ?? 'ABS');
      expect(findShift(mine, marks)).toBe(k);
    }
  });
  it('is not seen in two passes that agree, that differ here and there, or that hardly meet', () => {
    expect(findShift(marks, marks)).toBeNull();
    expect(
      findShift(
        marks.map((mark, i) => (i % 3 === 0 ? '1' : mark)),
        marks,
      ),
    ).toBeNull();
    expect(
      findShift(
        marks,
        marks.map(() => null),
      ),
    ).toBeNull();
    expect(
      findShift(
        marks,
        marks.map((mark, i) => (i < 4 ? mark : null)),
      ),
    ).toBeNull();
    expect(
      findShift(
        marks.map(() => '10'),
        marks.map(() => '11'),
      ),
    ).toBeNull();
    expect(findShift([], [])).toBeNull();
  });
});
