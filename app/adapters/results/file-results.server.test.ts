import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { publishFile, snapshotWorld, tableNumberOf } from '#tests/factories/snapshot-files.ts';
import { createFileResults, PointedFileError, resultFolders } from './file-results.server.ts';
import { followResults } from './follow-results.server.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'palmares-results-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const fail = (error: unknown) => {
  throw error;
};
const follow = () => followResults(directory, { onProblem: fail });
const centreId = (world: ReturnType<typeof snapshotWorld>, i: number) => world.head.centres[i]?.id ?? '';

describe('a snapshot file', () => {
  test('gives back each result, the head, and every centre’s list', async () => {
    const world = snapshotWorld({ candidates: 2300, centres: 3 });
    await publishFile(directory, world);
    const results = follow();
    const open = results.open(world.head.sittingId) ?? expect.fail('nothing is published');
    expect(open.head).toEqual(world.head);
    for (const i of [0, 1, 499, 1234, 2299]) {
      expect(open.find(tableNumberOf(i))).toEqual(world.resultOf(i));
      expect(open.findDecision(tableNumberOf(i))).toBe(world.resultOf(i).decision);
    }
    expect(open.find('9999999')).toBeUndefined();
    expect(open.findDecision('')).toBeUndefined();
    const listed = world.head.centres.flatMap(({ id, candidates }) =>
      Array.from(
        { length: Math.ceil(candidates / 120) },
        (_, page) => open.listCentre(id, { number: page + 1, size: 120 }) ?? [],
      ).flat(),
    );
    expect(listed).toEqual(
      [...world.results()].map(({ tableNumber, decision }) => ({ tableNumber, decision })),
    );
    expect(open.listCentre(centreId(world, 0), { number: 99, size: 100 })).toEqual([]);
    expect(open.listCentre(crypto.randomUUID(), { number: 1, size: 100 })).toBeUndefined();
    await results.close();
  });

  test('has the same bytes for the same results, and its digest', async () => {
    const world = snapshotWorld({ candidates: 700 });
    const files = createFileResults(directory);
    const [one, two] = [
      await files.write('one.cdb', world.head, world.results()),
      await files.write('two.cdb', world.head, world.results()),
    ];
    expect(one).toEqual(two);
    expect(one).toMatchObject({ results: 700 });
    expect(await files.digestOf('one.cdb')).toBe(one.digest);
    expect(await files.digestOf('three.cdb')).toBeUndefined();
  });

  test('is there whole or not at all', async () => {
    const world = snapshotWorld({ candidates: 20 });
    const files = createFileResults(directory);
    const broken = function* () {
      yield world.resultOf(1);
      yield world.resultOf(0);
    };
    await expect(files.write('x.cdb', world.head, broken())).rejects.toThrow('order of table numbers');
    const short = [world.resultOf(0)];
    await expect(files.write('x.cdb', world.head, short)).rejects.toThrow('1 results, and 10 in the head');
    expect(await readdir(resultFolders(directory).files)).toEqual([]);
    await expect(files.write('../x.cdb', world.head, [])).rejects.toThrow('no name');
  });

  test('tells how far it is', async () => {
    const world = snapshotWorld({ candidates: 20_001, centres: 1 });
    const seen: number[] = [];
    await createFileResults(directory).write('x.cdb', world.head, world.results(), async (written) => {
      seen.push(written);
    });
    expect(seen).toEqual([10_000, 20_000]);
  });

  test('is read by the cdb tools of others', async (context) => {
    const run = promisify(execFile);
    const world = snapshotWorld({ candidates: 50 });
    const { fileName } = await publishFile(directory, world);
    const path = join(resultFolders(directory).files, fileName);
    const asked = await run('cdb', ['-q', path, `r${tableNumberOf(41)}`]).catch((error: unknown) => error);
    if (asked instanceof Error && 'code' in asked && asked.code === 'ENOENT')
      context.skip('tinycdb is not installed');
    expect(asked).toMatchObject({ stdout: expect.stringContaining(world.resultOf(41).code) });
    const { stdout } = await run('cdb', ['-s', path]);
    expect(stdout).toMatch(/number of records: 54/);
  });
});

describe('the pointer', () => {
  test('never names a file whose bytes are others', async () => {
    const world = snapshotWorld();
    const pointer = await publishFile(directory, world, { point: false });
    const files = createFileResults(directory);
    await expect(files.point({ ...pointer, fileDigest: '0'.repeat(64) })).rejects.toThrow(PointedFileError);
    const path = join(resultFolders(directory).files, pointer.fileName);
    const bytes = await readFile(path);
    bytes[3000] = (bytes[3000] ?? 0) ^ 1;
    await writeFile(path, bytes);
    await expect(files.point(pointer)).rejects.toThrow(PointedFileError);
    await expect(files.point({ ...pointer, fileName: 'none.cdb' })).rejects.toThrow(PointedFileError);
    expect(await files.pointers()).toEqual([]);
  });

  test('is followed: a correction, a return to the first version, another sitting', async () => {
    const first = snapshotWorld({ candidates: 30 });
    const { sittingId } = first.head;
    const second = snapshotWorld({ candidates: 30, sittingId, version: 2, reason: 'Correction', shift: 1 });
    const other = snapshotWorld({ publishedAt: '2027-08-01T08:00:00.000Z' });
    const results = follow();
    expect(results.list()).toEqual([]);
    const one = await publishFile(directory, first);
    await vi.waitFor(() => expect(results.open(sittingId)?.pointer).toEqual(one));
    const held = results.open(sittingId);
    const two = await publishFile(directory, second);
    await vi.waitFor(() => expect(results.open(sittingId)?.pointer).toEqual(two));
    expect(results.open(sittingId)?.find(tableNumberOf(3))).toEqual(second.resultOf(3));
    expect(held?.find(tableNumberOf(3))).toEqual(first.resultOf(3));
    await createFileResults(directory).point(one);
    await vi.waitFor(() => expect(results.open(sittingId)?.pointer).toEqual(one));
    await publishFile(directory, other);
    await vi.waitFor(() =>
      expect(results.list().map(({ head }) => head.sittingId)).toEqual([other.head.sittingId, sittingId]),
    );
    expect(await createFileResults(directory).pointers()).toHaveLength(2);
    await results.close();
    expect(results.list()).toEqual([]);
  });

  test('to a file that is cut short leaves what was read before', async () => {
    const first = snapshotWorld();
    const { sittingId } = first.head;
    const one = await publishFile(directory, first);
    const problems: unknown[] = [];
    const results = followResults(directory, { onProblem: (error) => problems.push(error) });
    const { files, pointers } = resultFolders(directory);
    const bytes = await readFile(join(files, one.fileName));
    await writeFile(join(files, 'short.cdb'), bytes.subarray(0, bytes.length - 8));
    const pointer = { ...one, fileName: 'short.cdb' };
    await writeFile(join(pointers, `${sittingId}.json`), JSON.stringify(pointer));
    await vi.waitFor(() => expect(problems.map(String).join()).toContain('Not a whole cdb file'));
    expect(results.open(sittingId)?.find(tableNumberOf(0))).toEqual(first.resultOf(0));
    await results.close();
  });
});
