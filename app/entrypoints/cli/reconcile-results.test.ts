import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkedRegulation, regulationWith, sampleRegulation } from '#tests/factories/regulations.ts';
import { seededRandom } from '#tests/setup/seeded-random.ts';
import { run } from './evaluate.ts';

/**
 * Real published lists, through the command line as an office would: marks in, results out, compared with what was
 * published. The lists are kept beside the project and never copied into it; without them these tests skip.
 */
const results = (name: string) =>
  fileURLToPath(new URL(`../../../../shared/cases/results/${name}`, import.meta.url));
const MAURITANIA = results('results-mauritania-probatoire-2022/results.csv');
const EGYPT = results('results-egypt-thanaweya-2020');
const skipped = (file: string) =>
  existsSync(file) ? '' : ' (skipped: the published list is not beside the project)';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'reconcile-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

type Row = Readonly<Record<'id' | 'total' | 'average' | 'decision' | 'honours' | 'rank', string>>;

async function evaluate(
  regulation: object,
  marks: Buffer | string,
  ...options: string[]
): Promise<readonly Row[]> {
  const [rules, list, out] = ['regulation.json', 'marks.csv', 'out.csv'].map((name) =>
    path.join(folder, name),
  );
  writeFileSync(rules ?? '', JSON.stringify(regulation));
  writeFileSync(list ?? '', marks);
  const code = await run([
    '--regulation',
    rules ?? '',
    '--marks',
    list ?? '',
    '--out',
    out ?? '',
    ...options,
  ]);
  expect(code).toBe(0);
  const [header, ...lines] = readFileSync(out ?? '', 'utf8')
    .trimEnd()
    .split('\n');
  expect(header).toBe('id,total,average,decision,honours,rank');
  return lines.map((line) => {
    const [id = '', total = '', average = '', decision = '', honours = '', rank = ''] = line.split(',');
    return { id, total, average, decision, honours, rank };
  });
}

const same = (text: string) => ({ fr: text, en: text });

describe(`Mauritania, probatoire 2022${skipped(MAURITANIA)}`, () => {
  const SERIES = ['LO', 'SN', 'LM', 'M'];
  /**
   * Only averages were published, at full precision. Every one is a whole number of 360ths of a point, so the points
   * are taken as the mark of one paper out of 7200: the average is then exact, where the published decimals are not.
   */
  const regulation = checkedRegulation({
    ...regulationWith({ PTS: 1 }),
    papers: { PTS: { name: same('points'), kind: 'written', maximum: 7200 } },
    series: Object.fromEntries(
      SERIES.map((code) => [
        code,
        { name: same(code), papers: [{ paper: 'PTS', coefficient: 1, group: 1 }] },
      ]),
    ),
    states: { absent: 'excludes', fraud: 'excludes' },
    stages: [
      {
        ...{ code: 'only', name: same('only'), mode: 'sum', honours: false },
        decisions: [
          { when: { quantity: 'average', atLeast: 9 }, decision: 'passed' },
          { decision: 'failed' },
        ],
      },
    ],
  });
  const published = () => {
    const [, ...lines] = readFileSync(MAURITANIA, 'utf8').trimEnd().split(/\r?\n/);
    return lines.map((line) => {
      const [id = '', series = '', average = '', decision = ''] = line.split(',');
      return { id, series, average, decision };
    });
  };
  const SAID: Readonly<Record<string, string>> = { passed: 'Admis', failed: 'Ajourné', excluded: 'Abscent' };

  it.skipIf(!existsSync(MAURITANIA))('decides all 3,767 as published, from exactly 9', async () => {
    const rows = published();
    const points = rows.map(({ average }) => Math.round(Number(average) * 360));
    const marks = rows.map(({ id, series, decision }, i) =>
      [id, series, decision.trim() === 'Abscent' ? decision : points[i]].join(';'),
    );
    const found = await evaluate(
      regulation,
      `id;series;PTS\r\n${marks.join('\r\n')}\r\n`,
      ...['--token', 'Abscent=ABS'],
    );
    expect(found.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    const differences = found.filter(({ decision }, i) => SAID[decision] !== rows[i]?.decision.trim());
    expect(differences).toEqual([]);
    const count = (wanted: string) => found.filter(({ decision }) => decision === wanted).length;
    expect([count('passed'), count('failed'), count('excluded')]).toEqual([317, 2846, 604]);
    const atNine = found.filter((_, i) => points[i] === 9 * 360);
    expect(atNine.length).toBeGreaterThan(0);
    expect(new Set(atNine.map(({ decision, average }) => `${decision} ${average}`))).toEqual(
      new Set(['passed 9.00']),
    );
    // The points lose nothing: divided again, they give the decimals that were published.
    const lost = rows.filter(({ average }, i) => Math.abs(Number(average) - (points[i] ?? 0) / 360) > 1e-14);
    expect(lost).toEqual([]);
  });
});

describe(`Egypt, Thanaweya 2020${skipped(EGYPT)}`, () => {
  /** The seven papers of a list, by their highest mark, and where the total stands in a line. */
  const LISTS = {
    literature: { maxima: [60, 60, 80, 50, 40, 60, 60], total: 1, rows: 7720 },
    math: { maxima: [60, 60, 60, 80, 50, 40, 60], total: 0, rows: 3878 },
    science: { maxima: [60, 60, 60, 60, 80, 50, 40], total: 0, rows: 9790 },
  } as const;
  type List = keyof typeof LISTS;
  const codes = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7'];
  const regulationOf = (list: List) =>
    checkedRegulation({
      ...regulationWith(Object.fromEntries(codes.map((code) => [code, 1]))),
      papers: Object.fromEntries(
        codes.map((code, i) => [code, { name: same(code), kind: 'written', maximum: LISTS[list].maxima[i] }]),
      ),
      states: { absent: 'zero', fraud: 'zero' },
    });
  const TOKENS = { غائب: 'ABS', معفى: 'EXC', مؤجل: 'ATT', ملغى: 'FRAUD', 'غير مقرر': 'DISP' };
  const tokenFile = () => {
    const file = path.join(folder, 'tokens.json');
    writeFileSync(file, JSON.stringify(TOKENS));
    return file;
  };
  /** Latin 1 keeps every byte of a line as it was, whatever the list is written in. */
  const linesOf = (list: List, kind: 'cp1256' | 'utf8') => {
    const [, ...lines] = readFileSync(path.join(EGYPT, `${list}.${kind}.csv`), 'latin1')
      .trimEnd()
      .split('\n');
    return lines.map((line) => line.split(','));
  };
  const encodingOf = { cp1256: 'windows-1256', utf8: 'utf-8' } as const;

  const reconcile = async (list: List, kind: 'cp1256' | 'utf8') => {
    const { total } = LISTS[list];
    const lines = linesOf(list, kind);
    const marks = lines.map((cells, i) => [i + 2, 'X', ...cells.filter((_, at) => at !== total)].join(','));
    const rows = await evaluate(
      regulationOf(list),
      Buffer.from([['id', 'series', ...codes].join(','), ...marks, ''].join('\n'), 'latin1'),
      ...['--encoding', encodingOf[kind], '--tokens', tokenFile()],
    );
    const published = lines.map((cells) => Number(cells[total]).toFixed(2));
    // Two candidates whose papers are all deferred have no total here, and a total of 0 there.
    const wrong = rows.flatMap((row, i) =>
      (row.total || '0.00') === published[i]
        ? []
        : [`${list} line ${row.id}: ${published[i]} published, ${row.total} added up`],
    );
    return { rows, wrong };
  };

  it.skipIf(!existsSync(EGYPT)).each(['cp1256', 'utf8'] as const)(
    'every total follows from the marks but in three rows, which are reported (%s)',
    async (kind) => {
      const found = [];
      for (const list of ['literature', 'math', 'science'] as const) {
        const { rows, wrong } = await reconcile(list, kind);
        expect(rows).toHaveLength(LISTS[list].rows);
        found.push(...wrong);
      }
      expect(found).toEqual([
        'math line 2: 0.00 published, 83.00 added up',
        'science line 2: 0.00 published, 154.50 added up',
        'science line 3: 0.00 published, 180.50 added up',
      ]);
    },
  );

  it.skipIf(!existsSync(EGYPT))(
    'a header with a name too few, or the total where a mark should be, is refused',
    async () => {
      const said: string[] = [];
      const write = vi
        .spyOn(process.stderr, 'write')
        .mockImplementation((text) => said.push(String(text)) > 0);
      const refuse = async (list: List, header: readonly string[], line: readonly string[] | undefined) => {
        const [rules, marks] = ['rules.json', 'refused.csv'].map((name) => path.join(folder, name));
        writeFileSync(rules ?? '', JSON.stringify(regulationOf(list)));
        writeFileSync(
          marks ?? '',
          `${['id,series', ...header].join(',')}\n1,X,${line?.join(',')}\n`,
          'latin1',
        );
        expect(
          await run(['--regulation', rules ?? '', '--marks', marks ?? '', '--tokens', tokenFile()]),
        ).toBe(1);
      };
      await refuse('science', codes.slice(1), linesOf('science', 'utf8')[2]?.slice(1));
      await refuse('literature', codes, linesOf('literature', 'utf8')[0]?.slice(1));
      write.mockRestore();
      expect(said.join('')).toContain('2: 9 fields instead of 8');
      expect(said.join('')).toContain('2: P1: "314.00" is neither a mark from 0 to 60 nor a state');
    },
  );
});

describe('Romania-style', () => {
  /** Hundredths, worked out here by whole numbers alone: what a careful office would have printed. */
  const standing = (first: number, appeal: number | undefined) =>
    appeal !== undefined && (Math.abs(appeal - first) >= 50 || (first >= 450 && first < 500))
      ? appeal
      : first;
  const text = (hundredths: number) => (hundredths / 100).toFixed(2);
  const candidates = () => {
    const random = seededRandom(2012);
    return Array.from({ length: 4_000 }, (_, i) => {
      const marks = [0, 1, 2].map(() => Math.min(1000, 350 + 5 * random.below(140)));
      const appeals = marks.map((mark) =>
        random.chance(0.1) ? Math.min(1000, Math.max(0, mark - 75 + 5 * random.below(41))) : undefined,
      );
      const points = marks.reduce((sum, mark, at) => sum + standing(mark, appeals[at]), 0);
      return { id: `RO${i}`, marks, appeals, points };
    });
  };
  /** Ways an average goes wrong by hand: rounded up, from the marks before appeal, a digit, the next line's. */
  const wrongly = (i: number, all: ReturnType<typeof candidates>): number => {
    const { points, marks } = all[i] ?? { points: 0, marks: [] };
    const truncated = Math.floor(points / 3);
    const before = Math.floor(marks.reduce((a, b) => a + b, 0) / 3);
    const next = Math.floor((all[i + 1]?.points ?? 0) / 3);
    const ways = [points % 3 === 0 ? truncated + 1 : Math.ceil(points / 3), before, truncated + 90, next];
    return ways.find((way, at) => at >= i % 4 && way !== truncated) ?? truncated + 1;
  };

  it('incident 7 (Romania 2012-13): the 15 published averages that do not follow from the marks are found', async () => {
    const all = candidates();
    const altered = new Set(Array.from({ length: 15 }, (_, i) => 17 + i * 251));
    const published = all.map(({ points }, i) =>
      text(altered.has(i) ? wrongly(i, all) : Math.floor(points / 3)),
    );
    const lines = all.map(({ id, marks, appeals }) =>
      [id, 'REAL', ...marks.map(text), ...appeals.map((mark) => (mark === undefined ? '' : text(mark)))].join(
        ',',
      ),
    );
    const header = 'id,series,ROM,OBL,ALE,ROM.appeal,OBL.appeal,ALE.appeal';
    const rows = await evaluate(sampleRegulation('romania-style'), [header, ...lines].join('\n'));
    const wrong = rows.flatMap(({ id, average }, i) => (average === published[i] ? [] : [id]));
    expect(wrong).toEqual([...altered].map((i) => `RO${i}`));
    const passes = all.map(
      ({ marks, appeals, points }) =>
        points >= 1800 && marks.every((mark, at) => standing(mark, appeals[at]) >= 500),
    );
    expect(rows.map(({ decision }) => decision === 'passed')).toEqual(passes);
    expect(passes.filter(Boolean).length).toBeGreaterThan(500);
  });
  it('decides at the boundary: 6.00 after truncation, each paper 5, and an appeal of half a point or from 4.50', async () => {
    const rows = await evaluate(
      sampleRegulation('romania-style'),
      [
        'id,series,ROM,OBL,ALE,ROM.appeal',
        ...['a,REAL,5,6,7,', 'b,REAL,5,6,6.99,', 'c,REAL,4.99,10,10,', 'd,REAL,4.99,10,10,5'],
        ...['e,REAL,4.49,10,10,4.98', 'f,REAL,4.49,10,10,5', 'g,REAL,5,6,7,4.60', 'h,REAL,9,9,9,8.5'],
      ].join('\n'),
    );
    expect(rows.map(({ decision, average }) => `${decision} ${average}`)).toEqual([
      ...['passed 6.00', 'failed 5.99', 'failed 8.33', 'passed 8.33'],
      ...['failed 8.16', 'passed 8.33', 'passed 6.00', 'passed 8.83'],
    ]);
  });
});
