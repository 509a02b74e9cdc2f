import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { contentTypeOfKey, ObjectConflictError } from './object-key.ts';
import type { ByteRange, StoragePort } from './port.ts';

/**
 * Objects as files under `directory`. A write is a temporary file, synced, then linked under its name: a reader sees
 * all of it or nothing, and of two writers of one key exactly one wins.
 */
export function createFileStorage(directory: string): StoragePort {
  const objects = resolve(directory, 'objects');
  const incoming = resolve(directory, 'incoming');
  const pathOf = (key: string) => {
    contentTypeOfKey(key);
    return join(objects, key);
  };
  async function putStream(key: string, chunks: AsyncIterable<Uint8Array>, contentType: string) {
    const expected = contentTypeOfKey(key);
    if (contentType !== expected) throw new TypeError(`${key} must be ${expected}, not ${contentType}`);
    const target = join(objects, key);
    await mkdir(incoming, { recursive: true, mode: 0o700 });
    const made = await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const temporary = join(incoming, randomUUID());
    try {
      await writeSynced(temporary, chunks);
      await link(temporary, target);
      await syncDirectory(dirname(target));
      if (made) await syncNewDirectories(dirname(made), dirname(target));
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
      if (!(await sameFile(temporary, target))) throw new ObjectConflictError(key);
    } finally {
      await rm(temporary, { force: true });
    }
  }
  return {
    putStream,
    put: (key, bytes, contentType) => putStream(key, once(bytes), contentType),
    async get(key) {
      const bytes = await absentAsUndefined(readFile(pathOf(key)));
      return bytes && new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    },
    async getRange(key, range) {
      const file = await absentAsUndefined(open(pathOf(key), 'r'));
      if (!file) return undefined;
      try {
        return await readPart(file, key, range);
      } finally {
        await file.close();
      }
    },
    async getStream(key, range) {
      const path = pathOf(key);
      const found = await absentAsUndefined(stat(path));
      if (!found?.isFile()) return undefined;
      if (range?.length === 0) return new Blob([]).stream();
      const part = range ? { start: range.offset, end: range.offset + range.length - 1 } : {};
      if (range) checkRange(range, found.size, key);
      // Node's and the browser's declarations of one and the same stream differ in their iterators only.
      return Readable.toWeb(createReadStream(path, part)) as ReadableStream<Uint8Array>;
    },
    async head(key) {
      const contentType = contentTypeOfKey(key);
      const found = await absentAsUndefined(stat(join(objects, key)));
      return found?.isFile() ? { size: found.size, contentType } : undefined;
    },
    async delete(key) {
      await rm(pathOf(key), { force: true });
    },
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function checkRange({ offset, length }: ByteRange, size: number, key: string): void {
  if (!(offset >= 0 && length >= 0 && offset + length <= size))
    throw new RangeError(`${key} has no ${length} bytes from ${offset} on`);
}

async function readPart(file: FileHandle, key: string, range: ByteRange): Promise<Uint8Array> {
  checkRange(range, (await file.stat()).size, key);
  const part = new Uint8Array(range.length);
  for (let done = 0; done < range.length; ) {
    const { bytesRead } = await file.read(part, done, range.length - done, range.offset + done);
    if (bytesRead === 0) throw new RangeError(`${key} ended while it was read`);
    done += bytesRead;
  }
  return part;
}

async function writeSynced(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of chunks) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function sameFile(left: string, right: string): Promise<boolean> {
  if ((await stat(left)).size !== (await stat(right)).size) return false;
  const other = createReadStream(right)[Symbol.asyncIterator]();
  // Both are read in pieces of the same size.
  for await (const piece of createReadStream(left)) {
    const { value } = await other.next();
    if (!Buffer.isBuffer(value) || !value.equals(piece)) return false;
  }
  return true;
}

async function syncDirectory(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The directories that were made on the way to a file have their own names in others: a power cut would lose them all. */
async function syncNewDirectories(above: string, last: string): Promise<void> {
  for (let at = dirname(last); at.length >= above.length; at = dirname(at)) {
    await syncDirectory(at);
    if (at === dirname(at)) return;
  }
}

async function absentAsUndefined<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR') || hasCode(error, 'EISDIR')) return undefined;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
