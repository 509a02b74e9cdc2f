import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareRegulation } from '#app/domain/regulation/prepare-regulation.ts';
import type { Snapshot } from '#app/domain/regulation/snapshot.ts';
import { parseMark } from '#app/domain/shared/mark.ts';
import { regulationWith } from '#tests/factories/regulations.ts';
import { readMarks } from './read-marks.ts';
import { cellText, LONGEST_RECORD, plainMark, readRecords } from './read-marks-records.ts';
import { readTokens } from './read-marks-tokens.ts';

const later = { review: { minimumChange: '0.5' }, resit: { keep: 'better' } } as const;
const regulation = prepareRegulation({ ...regulationWith({ MAT: 2, FRA: 1 }), ...later });
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'read-marks-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a file gives: rows as [id, marks in hundredths or states], problems as "line: reason". */
async function read(content: string | Uint8Array, encoding = 'utf-8', tokens: readonly string[] = []) {
  const file = path.join(folder, 'marks.csv');
  writeFileSync(file, content);
  const rows: [string, Snapshot][] = [];
  const problems: string[] = [];
  await readMarks({ path: file, encoding, tokens: await readTokens(tokens, undefined) }, regulation, {
    row: (id, snapshot) => rows.push([id, snapshot]),
    problem: (line, reason) => problems.push(`${line}: ${reason}`),
  });
  return { rows, problems };
}
const marksOf = ([, { marks }]: [string, Snapshot]) =>
  Object.fromEntries(
    Object.entries(marks).map(([paper, value]) => [
      paper,
      value.state === 'mark' ? value.value : value.state,
    ]),
  );

/** The cells of records, of a text given in pieces of a size. */
function cellsOf(text: string, piece: number) {
  const records: string[][] = [];
  const problems: string[] = [];
  const reader = readRecords(
    (record) => records.push(Array.from({ length: record.count }, (_, i) => cellText(record, i) ?? '\ufffd')),
    (line, reason) => problems.push(`${line}: ${reason}`),
  );
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += piece) reader.push(bytes.subarray(at, at + piece));
  reader.end();
  return { records, problems };
}

describe('cutting a file into records', () => {
  const cell = fc.string({ unit: fc.constantFrom(...'a1.,;"\n\r é') });
  it('gives the cells that were written, wherever the pieces of the file end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, piece, lineEnd) => {
          const text = stringify([['x', 'y', 'z'], ...rows], {
            record_delimiter: lineEnd,
            quoted_match: /[\r\n;]/,
          });
          const { records, problems } = cellsOf(text, piece);
          expect(problems).toEqual([]);
          expect(records).toEqual([
            ['x', 'y', 'z'],
            ...rows.map((row) => row.map((one) => one.replaceAll('\r\n', '\n').trim())),
          ]);
        },
      ),
    );
  });
  it('reads a plain number as parseMark does, or leaves it to parseMark', () => {
    const written = fc.string({ unit: fc.constantFrom(...'0123456789.- '), maxLength: 9 });
    const seen: number[] = [];
    const texts: string[] = [];
    const reader = readRecords(
      (record) => seen.push(plainMark(record, 1)),
      () => undefined,
    );
    reader.push(Buffer.from('a;b\n'));
    seen.length = 0;
    fc.assert(
      fc.property(written, fc.boolean(), (text, comma) => {
        const cell = comma ? text.replace('.', ',') : text;
        texts.push(cell);
        reader.push(Buffer.from(`x;${cell}\n`));
        const fast = seen.at(-1);
        const exact = parseMark(cell, 999_999);
        expect(fast === -1 ? exact : fast).toBe(exact);
        if (/^\d{1,4}([.,]\d\d?)?$/.test(cell)) expect(fast).toBe(exact);
      }),
      { numRuns: 1_000 },
    );
  });
  it('says on which line a record of several lines starts', () => {
    expect(cellsOf('a,b\n"1\n2",x\n\n3,"y"z\n4,"w\n', 5)).toEqual({
      records: [
        ['a', 'b'],
        ['1\n2', 'x'],
      ],
      problems: [
        '5: a quote opens or closes in the middle of a cell',
        '6: a quote opened here is never closed; what follows was not read',
      ],
    });
  });
});

describe('reading marks', () => {
  it('takes reviewed marks, fitness, attempts, category and region where the file has them', async () => {
    const { rows, problems } = await read(
      'region,id,fit,MAT,attempts,MAT.appeal,FRA.resit,series,category,FRA\nN,a,non,12,2,"13,5",ABS,X,P1,7',
    );
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      [
        'a',
        {
          ...{ series: 'X', fit: false, attempts: 2, category: 'P1', region: 'N' },
          marks: { MAT: { state: 'mark', value: 1200 }, FRA: { state: 'mark', value: 700 } },
          reviewed: { MAT: { state: 'mark', value: 1350 } },
          resat: { FRA: { state: 'absent' } },
        },
      ],
    ]);
  });
  it('takes an office’s own words for the states, in any case', async () => {
    const { rows } = await read('id,series,MAT,FRA\na,X,Absent,معفى\nb,X,att, 12.5 ', 'utf-8', [
      'ABSENT=abs',
      'معفى=EXC',
    ]);
    expect(rows.map(marksOf)).toEqual([
      { MAT: 'absent', FRA: 'excused' },
      { MAT: 'awaited', FRA: 1250 },
    ]);
  });
  it.each(['0=ABS', '12,5=ABS', '=ABS', 'absent=ABSENT', 'ABS=EXC', 'absent'])(
    'refuses the token %s',
    async (pair) => {
      await expect(readTokens([pair], undefined)).rejects.toThrow(/token/);
    },
  );
  it('takes -1 for a state, as some lists write it', async () => {
    const { rows } = await read('id,series,MAT,FRA\na,X,-1,2', 'utf-8', ['-1=ABS']);
    expect(rows.map(marksOf)).toEqual([{ MAT: 'absent', FRA: 200 }]);
  });
  it.each([
    ['windows-1256', Buffer.from([0xdb, 0xc7, 0xc6, 0xc8])],
    ['utf-16le', Buffer.from('غائب', 'utf16le')],
    ['utf-8', Buffer.from('غائب')],
  ])('reads %s', async (encoding, word) => {
    const ascii = (text: string) => Buffer.from(text, encoding === 'utf-16le' ? 'utf16le' : 'latin1');
    const mark = encoding === 'windows-1256' ? '' : '\ufeff';
    const bom = Buffer.from(mark, encoding === 'utf-16le' ? 'utf16le' : 'utf8');
    const content = Buffer.concat([bom, ascii('id;series;MAT;FRA\na;X;'), word, ascii(';9,75\n')]);
    const { rows, problems } = await read(content, encoding, ['غائب=ABS']);
    expect(problems).toEqual([]);
    expect(rows.map(marksOf)).toEqual([{ MAT: 'absent', FRA: 975 }]);
  });
  it('says on which line a text is not UTF-8', async () => {
    const { problems } = await read(Buffer.from('id,series,MAT,FRA\na,X,1,2\né,X,1,2\n', 'latin1'));
    expect(problems).toEqual(['3: not UTF-8: say how the file is written with --encoding']);
  });
  it('says that a file is not in the encoding it should be', async () => {
    const lone = Buffer.from([0x00, 0xdc, 0x0a, 0x00]);
    const { problems } = await read(Buffer.concat([Buffer.from('id\n', 'utf16le'), lone]), 'utf-16le');
    expect(problems.at(-1)).toMatch(/^\d+: not utf-16le, here or further on$/);
  });
  it.each([
    ['an empty file', '', '1: the file is empty'],
    [
      'a NUL in a mark',
      'id,series,MAT,FRA\na,X,1\0,2',
      '2: MAT: "1\ufffd" is neither a mark from 0 to 20 nor a state',
    ],
    ['a NUL in an id', 'id,series,MAT,FRA\na\0,X,1,2', '2: the id holds a control character'],
    ['a line end in an id', 'id,series,MAT,FRA\n"a\nb",X,1,2', '2: the id holds a control character'],
    [
      'an id out of all proportion',
      `id,series,MAT,FRA\n${'x'.repeat(200)},X,1,2`,
      '2: the id is longer than 128 characters',
    ],
    ['a row too short', 'id,series,MAT,FRA\na,X,1', '2: 3 fields instead of 4'],
    ['a row too long', 'id,series,MAT,FRA\na,X,1,2,', '2: 5 fields instead of 4'],
    ['a header with fewer names than fields', 'id,series,MAT\na,X,1,2', '2: 4 fields instead of 3'],
    ['a column twice', 'id,series,MAT,MAT\n', '1: column MAT is there twice'],
    [
      'a mark off the scale',
      'id,series,MAT,FRA\na,X,20.01,2',
      '2: MAT: "20.01" is neither a mark from 0 to 20 nor a state',
    ],
    [
      'a mark in Arabic digits',
      'id,series,MAT,FRA\na,X,١٢,2',
      '2: MAT: "١٢" is neither a mark from 0 to 20 nor a state',
    ],
    [
      'an exponent',
      'id,series,MAT,FRA\na,X,1e1,2',
      '2: MAT: "1e1" is neither a mark from 0 to 20 nor a state',
    ],
    [
      'a formula',
      'id,series,MAT,FRA\na,X,=1+1,2',
      '2: MAT: "=1+1" is neither a mark from 0 to 20 nor a state',
    ],
    [
      'a paper named like what every object has',
      'id,series,MAT,constructor\n',
      '1: column "constructor" is not a paper of the regulation',
    ],
    [
      'a series named like what every object has',
      'id,series,MAT,FRA\na,__proto__,1,2',
      '2: series: no such series in the regulation',
    ],
    [
      'attempts that are none',
      'id,series,MAT,FRA,attempts\na,X,1,2,0',
      '2: attempts: "0" is not a number from 1 to 99',
    ],
  ])('refuses %s', async (_, content, problem) => {
    expect((await read(content)).problems).toEqual([problem]);
  });
  it('finds an id that comes back, however far, and says where it was first', async () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => `n${i},X,1,2`);
    const { problems } = await read(['id,series,MAT,FRA', ...lines, 'n7,X,3,4', ' n29999 ,X,3,4'].join('\n'));
    expect(problems).toEqual([
      '30002: id n7 is already on line 9',
      '30003: id n29999 is already on line 30001',
    ]);
  });
  it('refuses a line too long and reads on', async () => {
    const { problems } = await read(
      `id,series,MAT,FRA\n${'9'.repeat(3 * 1024 * 1024)}\nb,X,99,2\n${',1'.repeat(LONGEST_RECORD / 2)}\nc,X,99,2`,
    );
    expect(problems[0]).toBe(`2: longer than ${LONGEST_RECORD} bytes`);
    expect(problems[1]).toMatch(/^3: MAT: "99"/);
    expect(problems[2]).toBe('4: 32769 fields instead of 4');
    expect(problems.at(-1)).toMatch(/^5: MAT/);
  });
});
