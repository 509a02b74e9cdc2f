import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkedRegulation, regulationWith } from '#tests/factories/regulations.ts';
import { run } from './evaluate.ts';

const same = (text: string) => ({ fr: text, en: text });
let folder = '';
let out = '';
let err = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'evaluate-'));
  [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string): string {
  const full = path.join(folder, name);
  writeFileSync(full, content);
  return full;
}
const evaluate = (regulation: object, lines: readonly string[], ...more: string[]) =>
  run([
    ...['--regulation', file('regulation.json', JSON.stringify(regulation))],
    ...['--marks', file('marks.csv', lines.join('\n'))],
    ...more,
  ]);
const results = () => out.trim().split('\n').slice(1);

describe('columns beside the first marks', () => {
  const rule = (when: object | undefined, decision: string, next?: string) => ({
    ...(when ? { when } : {}),
    decision,
    ...(next ? { next } : {}),
  });
  const second = checkedRegulation({
    ...regulationWith({ MAT: 2, FRA: 1, 'MAT-O': 2 }),
    series: {
      X: {
        name: same('X'),
        papers: [
          { paper: 'MAT', coefficient: 2, group: 1 },
          { paper: 'FRA', coefficient: 1, group: 1 },
          { paper: 'MAT-O', coefficient: 2, group: 2, replaces: 'MAT' },
        ],
      },
    },
    stages: [
      {
        ...{ code: 'first', name: same('first'), mode: 'sum', honours: false },
        decisions: [
          rule({ quantity: 'average', atLeast: 10 }, 'passed'),
          rule({ quantity: 'average', atLeast: 8 }, 'secondGroup', 'second'),
          rule(undefined, 'failed'),
        ],
      },
      {
        ...{ code: 'second', name: same('second'), mode: 'replaceBest', honours: false },
        decisions: [rule({ quantity: 'average', atLeast: 10 }, 'passed'), rule(undefined, 'failed')],
      },
    ],
    review: { minimumChange: '0.5' },
    resit: { keep: 'better' },
    kept: { from: 10, sittings: 5, honours: false },
  });

  it('take the mark of the second group under its paper or under the one it replaces', async () => {
    const lines = ['id,series,MAT,FRA,MAT.second', 'a,X,8,10,', 'b,X,8,10,11', 'c,X,8,10,3'];
    expect(await evaluate(second, lines)).toBe(0);
    expect(results()).toEqual([
      'a,26.00,8.66,secondGroup,,2',
      'b,32.00,10.66,passed,,1',
      'c,26.00,8.66,failed,,2',
    ]);
    expect(await evaluate(second, ['id,series,MAT,FRA,MAT.second,MAT-O', 'a,X,8,10,11,12'])).toBe(1);
    expect(err).toContain('marks.csv:2: MAT-O: this mark is given twice');
  });
  it('take a mark reviewed, one sat again and one kept', async () => {
    const lines = [
      'id,series,MAT,FRA,MAT.appeal,FRA.resit,FRA.kept',
      'a,X,9,10,9.49,,',
      'b,X,9,10,9.50,,',
      'c,X,10,4,,10,',
      'd,X,10,,,,10',
    ];
    expect(await evaluate(second, lines)).toBe(0);
    expect(results().map((line) => line.split(',').slice(0, 4).join(','))).toEqual([
      'a,28.00,9.33,secondGroup',
      'b,29.00,9.66,secondGroup',
      'c,30.00,10.00,passed',
      'd,30.00,10.00,passed',
    ]);
    expect(await evaluate(second, ['id,series,MAT,FRA,FRA.kept', 'a,X,9,,9.99'])).toBe(1);
    expect(err).toContain('marks.csv:2: FRA.kept: not a mark that may be kept');
  });
  it('are refused where the regulation knows no review, no second sitting and no kept marks', async () => {
    const header = 'id,series,MAT,MAT.appeal,MAT.resit,MAT.kept,MAT.other,MAT.appeal.appeal';
    expect(await evaluate(regulationWith({ MAT: 1 }), [header, 'a,X,1,1,1,1,1,1'])).toBe(1);
    expect(err.match(/marks\.csv:1: .*/g)?.map((line) => line.slice('marks.csv:1: '.length))).toEqual([
      'column "MAT.appeal": the regulation has no appeal',
      'column "MAT.resit": the regulation has no resit',
      'column "MAT.kept": the regulation has no kept',
      'column "MAT.other" is not a paper of the regulation',
      'column "MAT.appeal.appeal" is not a paper of the regulation',
    ]);
  });
  it('add up the parts of a paper', async () => {
    const base = regulationWith({ PHY: 1, FRA: 1 });
    const part = (code: string, maximum: number) => ({ code, name: same(code), maximum });
    const parts = checkedRegulation({
      ...base,
      papers: { ...base.papers, PHY: { ...base.papers.PHY, components: [part('W', 12), part('L', 8)] } },
    });
    const header = 'id,series,PHY.L,PHY.W,FRA';
    const lines = [header, 'a,X,8,12,10', 'b,X,7.5,4.25,10', 'c,X,ABS,ABS,10', 'd,X,,4,10', 'e,X,,,10'];
    expect(await evaluate(parts, lines)).toBe(0);
    expect(results()).toEqual([
      'a,30.00,15.00,passed,,1',
      'b,21.75,10.87,passed,,2',
      'c,10.00,5.00,failed,,5',
      'd,10.00,10.00,reserved,,3',
      'e,10.00,10.00,reserved,,3',
    ]);
    expect(await evaluate(parts, [header, 'a,X,8.01,12,10', 'b,X,ABS,12,10'])).toBe(1);
    expect(err).toContain('2: PHY.L: "8.01" is neither a mark from 0 to 8 nor a state');
    expect(err).toContain("3: PHY: its parts don't agree on a state");
    expect(await evaluate(parts, ['id,series,PHY.L,FRA', 'a,X,8,10'])).toBe(1);
    expect(err).toContain('1: column PHY.W is missing');
  });
});

describe('a competition', () => {
  const competition = checkedRegulation({
    ...regulationWith({ MAT: 1, FRA: 1 }),
    competition: {
      tieBreaks: [{ paper: 'MAT' }],
      ties: 'shared',
      posts: [{ code: 'N', name: same('N'), region: 'north', count: 1 }],
      waitingList: 1,
    },
  });
  const lines = [
    'id,series,region,MAT,FRA',
    'a,X,north,12,14',
    'b,X,north,14,12',
    'c,X,south,13,13',
    'd,X,north,14,12',
    'e,X,north,2,3',
  ];
  it('is ranked by merit, among those who passed', async () => {
    expect(await evaluate(competition, lines)).toBe(0);
    expect(results().map((line) => line.split(',').at(-1))).toEqual(['4', '1', '3', '1', '']);
  });
  it('tells posts, waiting list and ties with --json', async () => {
    expect(await evaluate(competition, lines, '--json')).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      results: [
        { id: 'a', rank: 4 },
        { id: 'b', rank: 1 },
        { rank: 3 },
        { rank: 1 },
        { id: 'e', rank: null },
      ],
      competition: { ties: [{ post: 'N', candidates: ['b', 'd'] }], settled: false },
    });
  });
});

describe('writing results', () => {
  const regulation = regulationWith({ MAT: 1 });
  const lines = ['id,series,MAT', '"x, ""y""",X,12', 'b,X,9.99'];
  it('quotes an id that needs it', async () => {
    expect(await evaluate(regulation, lines)).toBe(0);
    expect(results()[0]).toBe('"x, ""y""",12.00,12.00,passed,,1');
  });
  it('leaves the file that was there as it is when a row is refused, and nothing beside it', async () => {
    const target = file('out.csv', 'before');
    for (const form of [[], ['--json']])
      expect(await evaluate(regulation, [...lines, 'c,X,21'], '--out', target, ...form)).toBe(1);
    expect(readFileSync(target, 'utf8')).toBe('before');
    expect(readdirSync(folder).sort()).toEqual(['marks.csv', 'out.csv', 'regulation.json']);
  });
  it('replaces it whole when all is good', async () => {
    const target = file('out.csv', 'before');
    expect(await evaluate(regulation, lines, '--out', target)).toBe(0);
    expect(readFileSync(target, 'utf8')).toContain('b,9.99,9.99,failed,,2');
    expect(readdirSync(folder).sort()).toEqual(['marks.csv', 'out.csv', 'regulation.json']);
  });
  it('says before reading that it can’t write there, and never over what it reads', async () => {
    expect(await evaluate(regulation, lines, '--out', path.join(folder, 'nowhere', 'out.csv'))).toBe(2);
    expect(await evaluate(regulation, lines, '--out', folder)).toBe(2);
    expect(await evaluate(regulation, lines, '--out', path.join(folder, 'marks.csv'))).toBe(2);
    symlinkSync(path.join(folder, 'regulation.json'), path.join(folder, 'link.csv'));
    expect(await evaluate(regulation, lines, '--out', path.join(folder, 'link.csv'))).toBe(2);
    expect(existsSync(path.join(folder, 'nowhere'))).toBe(false);
  });
  it('gives the same whatever the order of the candidates', async () => {
    const many = Array.from(
      { length: 500 },
      (_, i) => `c${i},X,${(i * 7919) % 20}.${String(i % 100).padStart(2, '0')}`,
    );
    expect(await evaluate(regulation, ['id,series,MAT', ...many])).toBe(0);
    const forwards = results().sort();
    out = '';
    expect(await evaluate(regulation, ['id,series,MAT', ...many.reverse()])).toBe(0);
    expect(results().sort()).toEqual(forwards);
  });
});

describe('options', () => {
  const regulation = regulationWith({ MAT: 1 });
  const lines = ['id,series,MAT', 'a,X,absent', 'b,X,Dispensé'];
  it('takes local words for the states from a file and from the line', async () => {
    const tokens = file('tokens.json', JSON.stringify({ absent: 'ABS' }));
    expect(await evaluate(regulation, lines, '--tokens', tokens, '--token', 'dispensé=DISP')).toBe(0);
    expect(results()).toEqual(['a,0.00,0.00,failed,,1', 'b,,,reserved,,']);
  });
  it.each([
    ['--token', 'absent'],
    ['--token', '12=ABS'],
    ['--tokens', 'nowhere.json'],
    ['--encoding', 'klingon'],
    ['--lang', 'ha'],
  ])('exits 2 on %s %s', async (option, value) => {
    expect(await evaluate(regulation, lines, option, value)).toBe(2);
    expect(err).toMatch(/^.+\n$/);
  });
  it('runs the cases of the regulation with --check', async () => {
    const worked = (decision: string) => ({
      name: 'ten',
      series: 'X',
      marks: { MAT: '10' },
      expect: { decision },
    });
    const good = file('good.json', JSON.stringify({ ...regulation, cases: [worked('passed')] }));
    const bad = file('bad.json', JSON.stringify({ ...regulation, cases: [worked('failed')] }));
    expect(await run(['--regulation', good, '--check'])).toBe(0);
    expect(err).toContain('1 of 1 case(s) pass');
    expect(await run(['--regulation', bad, '--check'])).toBe(1);
    expect(err).toContain('cases[0] (ten): decision failed expected, passed found');
    expect(await run(['--regulation', bad, '--check', '--marks', 'never-read.csv'])).toBe(1);
    expect(out).toBe('');
  });
});
