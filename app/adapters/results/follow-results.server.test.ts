import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { publishFile, snapshotWorld } from '#tests/factories/snapshot-files.ts';
import { createFileResults, resultFolders } from './file-results.server.ts';
import { followResults } from './follow-results.server.ts';

let directory: string;
let problems: string[];
let results: ReturnType<typeof followResults> | undefined;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'palmares-follow-'));
  problems = [];
  results = undefined;
});
afterEach(async () => {
  await results?.close();
  await rm(directory, { recursive: true, force: true });
});
const follow = () => followResults(directory, { onProblem: (error) => problems.push(String(error)) });

test('a pointer that was copied to another sitting’s name shows nobody’s results there', async () => {
  const [here, there] = [snapshotWorld(), snapshotWorld()];
  await publishFile(directory, here);
  const { pointers } = resultFolders(directory);
  const strayed = `${there.head.sittingId}.json`;
  await copyFile(join(pointers, `${here.head.sittingId}.json`), join(pointers, strayed));
  results = follow();
  expect(results.open(there.head.sittingId)).toBeUndefined();
  expect(results.list().map(({ head }) => head.sittingId)).toEqual([here.head.sittingId]);
  expect(problems.join()).toContain('another sitting');
});

test('a pointer that comes before its file is followed once the file is there, and complained of once', async () => {
  const world = snapshotWorld();
  const pointer = await publishFile(directory, world);
  const { files } = resultFolders(directory);
  await rename(join(files, pointer.fileName), join(directory, 'late.cdb'));
  results = follow();
  expect(results.open(pointer.sittingId)).toBeUndefined();
  await rename(join(directory, 'late.cdb'), join(files, pointer.fileName));
  await vi.waitFor(() => expect(results?.open(pointer.sittingId)?.pointer).toEqual(pointer));
  expect(problems).toHaveLength(1);
});

test('what else lies among the pointers holds none of them up', async () => {
  const { pointers } = resultFolders(directory);
  await mkdir(join(pointers, 'lost+found'), { recursive: true });
  await mkdir(join(pointers, 'old.json'));
  await writeFile(join(pointers, 'garbage.json'), '{"sittingId": "__proto__"');
  const pointer = await publishFile(directory, snapshotWorld());
  expect(await createFileResults(directory).pointers()).toEqual([pointer]);
  results = follow();
  expect(results.open(pointer.sittingId)?.pointer).toEqual(pointer);
});
