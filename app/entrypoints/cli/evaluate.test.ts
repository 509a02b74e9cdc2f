import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from './evaluate.ts';

const BEPC = fileURLToPath(new URL('../../../db/seed/regulations/bepc-sample.json', import.meta.url));
const HEADER = 'id,series,COM,DIC,MAT,PCT,SVT,HG,ANG,EPS,fit';
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

function file(name: string, text: string): string {
  const full = path.join(folder, name);
  writeFileSync(full, text);
  return full;
}
const evaluate = (marks: string, ...more: string[]) =>
  run(['--regulation', BEPC, '--marks', file('marks.csv', marks), ...more]);

describe('palmares evaluate', () => {
  const good = [
    HEADER,
    'c1,BEPC,10,10,10,10,10,10,10,10,oui',
    'c2,BEPC,"14,5",15,16,14,13,12,15,ABS,non',
    'c3,BEPC,10,10,10,10,10,10,9.99,10,',
    'c4,BEPC,12,ATT,12,12,12,12,12,12,',
    'c5,BEPC,10,10,10,10,10,10,10,10,1',
    'c6,BEPC,12,FRAUD,EXC,12,12,12,12,12,',
  ].join('\n');

  it('writes total, average, decision, honours and rank', async () => {
    expect(await evaluate(good)).toBe(0);
    expect(err).toBe('');
    expect(out.trim().split('\n')).toEqual([
      'id,total,average,decision,honours,rank',
      'c1,150.00,10.00,passed,,4',
      'c2,200.00,14.28,passed,bien,1',
      'c3,149.98,9.99,failed,,6',
      'c4,168.00,12.00,reserved,,2',
      'c5,150.00,10.00,passed,,4',
      'c6,132.00,12.00,excluded,,2',
    ]);
  });
  it('reads semicolons, a byte order mark and Windows line ends', async () => {
    expect(
      await evaluate(
        `\ufeff${good.replaceAll('"14,5"', '14.5').replaceAll(',', ';').replaceAll('\n', '\r\n')}`,
      ),
    ).toBe(0);
    expect(out).toContain('c2,200.00,14.28,passed,bien,1');
  });
  it('lists unreadable rows by line with the reason, exits 1 and writes nothing', async () => {
    const bad = [
      HEADER,
      'c1,BEPC,10,10,10,10,10,10,10,10,',
      'c2,BEPC,20.01,10,10,10,10,10,10,10,',
      'c3,Z,10,10,10,10,10,10,10,10,',
      'c4,BEPC,10,10',
      'c1,BEPC,10,10,10,10,10,10,10,10,',
      ',BEPC,10,10,10,10,10,10,10,maybe,',
      'c7,BEPC,10.001,10,10,10,10,10,-1,10,perhaps',
    ].join('\n');
    const target = path.join(folder, 'out.csv');
    expect(await evaluate(bad, '--out', target)).toBe(1);
    expect(existsSync(target)).toBe(false);
    expect(out).toBe('');
    const lines = err.split('\n').map((line) => line.replace(/^.*marks\.csv:/, ''));
    expect(lines).toEqual([
      '3: COM: "20.01" is neither a mark from 0 to 20 nor a state',
      '4: series: no such series in the regulation',
      '5: 4 fields instead of 11',
      '6: id c1 is already on line 2',
      '7: EPS: "maybe" is neither a mark from 0 to 20 nor a state',
      '7: the id is empty',
      '8: COM: "10.001" is neither a mark from 0 to 20 nor a state',
      '8: ANG: "-1" is neither a mark from 0 to 20 nor a state',
      '8: fit: "perhaps" is neither yes nor no',
      '9 problem(s); nothing was written',
      '',
    ]);
  });
  it('refuses a header with a column that is no paper', async () => {
    expect(await evaluate('id,series,COM,XYZ\nc1,BEPC,1,1')).toBe(1);
    expect(err).toContain('column "XYZ" is not a paper of the regulation');
  });
  it('says where a quote goes wrong', async () => {
    expect(await evaluate(`${HEADER}\nc1,BEPC,10,1"0,10,10,10,10,10,10,`)).toBe(1);
    expect(err).toMatch(/marks\.csv:2: .*[Qq]uote/);
  });
  it('writes the file whole with --out', async () => {
    const target = path.join(folder, 'out.csv');
    expect(await evaluate(good, '--out', target)).toBe(0);
    expect(readFileSync(target, 'utf8').split('\n')).toHaveLength(8);
    expect(out).toBe('');
  });
  it('explains one candidate in either language, or as data', async () => {
    expect(await evaluate(good, '--explain', 'c3')).toBe(0);
    expect(out).toContain('Moyenne tronquée : 9,9986… devient 9,99.');
    expect(out).toContain('Décision : Refusé.');
    out = '';
    expect(await evaluate(good, '--explain', 'c3', '--lang', 'en')).toBe(0);
    expect(out).toContain('Decision: Failed.');
    out = '';
    expect(await evaluate(good, '--explain', 'c3', '--json')).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ id: 'c3', outcome: { decision: 'failed' } });
    expect(await evaluate(good, '--explain', 'nobody')).toBe(1);
  });
  it('gives JSON with the digest of the regulation', async () => {
    expect(await evaluate(good, '--json')).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      regulation: expect.stringMatching(/^[0-9a-f]{64}$/),
      results: { length: 6 },
    });
  });
  it('refuses a regulation with the places of what is wrong', async () => {
    const wrong = file(
      'wrong.json',
      JSON.stringify({ ...JSON.parse(readFileSync(BEPC, 'utf8')), surprise: 1 }),
    );
    expect(await run(['--regulation', wrong, '--marks', file('m.csv', good)])).toBe(1);
    expect(err).toContain('surprise: regulation.keyUnknown');
  });
  it.each([
    [[]],
    [['--marks', 'x.csv']],
    [['--nonsense']],
    [['--regulation', BEPC, '--marks', 'absent.csv']],
  ])('exits 2 on wrong usage: %j', async (args) => {
    expect(await run(args)).toBe(2);
    expect(err).not.toBe('');
  });
});
