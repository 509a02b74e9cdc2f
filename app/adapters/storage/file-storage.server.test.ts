import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFileStorage } from './file-storage.server.ts';
import { ObjectConflictError } from './object-key.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'palmares-storage-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

test('gives back what was put, with its size and type', async () => {
  const storage = createFileStorage(join(root, 'store'));
  await storage.put('documents/2027/a.pdf', bytes('%PDF'), 'application/pdf');
  expect(await storage.get('documents/2027/a.pdf')).toEqual(bytes('%PDF'));
  expect(await storage.head('documents/2027/a.pdf')).toEqual({ size: 4, contentType: 'application/pdf' });
  expect(await storage.get('documents/2027/b.pdf')).toBeUndefined();
  expect(await storage.head('documents/2027/b.pdf')).toBeUndefined();
  expect(await storage.get('documents/2027/a.pdf/under.pdf')).toBeUndefined();
});

test('what is stored never changes', async () => {
  const storage = createFileStorage(root);
  await storage.put('a.txt', bytes('first'), 'text/plain');
  await storage.put('a.txt', bytes('first'), 'text/plain');
  await expect(storage.put('a.txt', bytes('other'), 'text/plain')).rejects.toThrow(ObjectConflictError);
  expect(await storage.get('a.txt')).toEqual(bytes('first'));
  expect(await readdir(join(root, 'incoming'))).toEqual([]);
});

test('of several writers of one key exactly one wins', async () => {
  const storage = createFileStorage(root);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 12 }, (_, index) => storage.put('race.txt', bytes(`writer ${index}`), 'text/plain')),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
  expect(await storage.get('race.txt')).toEqual(bytes(`writer ${winner}`));
});

async function* pieces(...texts: readonly string[]) {
  for (const text of texts) yield bytes(text);
}

const textOf = async (stream: ReadableStream<Uint8Array> | undefined) =>
  stream && new Response(stream).text();

test('what comes in pieces is kept as one, the same a second time and never other bytes', async () => {
  const storage = createFileStorage(root);
  await storage.putStream('pack.zip', pieces('one ', 'two'), 'application/zip');
  await storage.putStream('pack.zip', pieces('one', ' two'), 'application/zip');
  await expect(storage.putStream('pack.zip', pieces('one ', 'TWO'), 'application/zip')).rejects.toThrow(
    ObjectConflictError,
  );
  expect(await storage.get('pack.zip')).toEqual(bytes('one two'));
});

test('pieces that break off leave nothing behind', async () => {
  const storage = createFileStorage(root);
  async function* broken() {
    yield bytes('half');
    throw new Error('the other half is lost');
  }
  await expect(storage.putStream('pack.zip', broken(), 'application/zip')).rejects.toThrow('half is lost');
  expect(await storage.head('pack.zip')).toBeUndefined();
  expect(await readdir(join(root, 'incoming'))).toEqual([]);
});

test('gives a part of an object, at once or as a stream, and never less than was asked', async () => {
  const storage = createFileStorage(root);
  await storage.put('a.txt', bytes('0123456789'), 'text/plain');
  expect(await storage.getRange('a.txt', { offset: 2, length: 3 })).toEqual(bytes('234'));
  expect(await textOf(await storage.getStream('a.txt', { offset: 7, length: 3 }))).toBe('789');
  expect(await textOf(await storage.getStream('a.txt', { offset: 7, length: 0 }))).toBe('');
  expect(await textOf(await storage.getStream('a.txt'))).toBe('0123456789');
  expect(await storage.getRange('b.txt', { offset: 0, length: 1 })).toBeUndefined();
  expect(await storage.getStream('b.txt')).toBeUndefined();
  for (const range of [
    { offset: 8, length: 3 },
    { offset: -1, length: 2 },
    { offset: 11, length: 1 },
  ]) {
    await expect(storage.getRange('a.txt', range)).rejects.toThrow(RangeError);
    await expect(storage.getStream('a.txt', range)).rejects.toThrow(RangeError);
  }
});

test('an erased object is gone, and erasing nothing is no error', async () => {
  const storage = createFileStorage(root);
  await storage.put('photos/p.jpg', bytes('x'), 'image/jpeg');
  await storage.delete('photos/p.jpg');
  await storage.delete('photos/p.jpg');
  expect(await storage.get('photos/p.jpg')).toBeUndefined();
});

const UNSAFE = [
  '../secret.txt',
  'a/../../secret.txt',
  '/etc/passwd.txt',
  'a//b.txt',
  '.hidden.txt',
  'a/.b.txt',
];
test.each([
  ...UNSAFE,
  'a\\b.txt',
  'a\0.txt',
  'é.txt',
  'noextension',
  'a.exe',
  '',
  `${'a/'.repeat(250)}a.txt`,
])('refuses the key %j', async (key) => {
  await writeFile(join(root, 'secret.txt'), 'secret');
  const storage = createFileStorage(join(root, 'store'));
  await expect(storage.get(key)).rejects.toThrow(TypeError);
  await expect(storage.getRange(key, { offset: 0, length: 1 })).rejects.toThrow(TypeError);
  await expect(storage.getStream(key)).rejects.toThrow(TypeError);
  await expect(storage.put(key, bytes('x'), 'text/plain')).rejects.toThrow(TypeError);
  await expect(storage.delete(key)).rejects.toThrow(TypeError);
});

test('a type that is not the one of the key is refused', async () => {
  await expect(createFileStorage(root).put('a.pdf', bytes('x'), 'text/html')).rejects.toThrow(TypeError);
});
