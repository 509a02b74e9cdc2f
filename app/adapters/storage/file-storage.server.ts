import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { contentTypeOfKey, ObjectConflictError } from './object-key.ts';
import type { StoragePort } from './port.ts';

/**
 * Objects as files under `directory`. A write is a temporary file, synced, then linked under its name: a reader sees
 * all of it or nothing, and of two writers of one key exactly one wins.
 */
export function createFileStorage(directory: string): StoragePort {
  const objects = resolve(directory, 'objects');
  const incoming = resolve(directory, 'incoming');
  return {
    async put(key, bytes, contentType) {
      const expected = contentTypeOfKey(key);
      if (contentType !== expected) throw new TypeError(`${key} must be ${expected}, not ${contentType}`);
      const target = join(objects, key);
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      const temporary = join(incoming, randomUUID());
      try {
        await writeSynced(temporary, bytes);
        await link(temporary, target);
        await syncDirectory(dirname(target));
      } catch (error) {
        if (!hasCode(error, 'EEXIST')) throw error;
        if (!Buffer.from(bytes).equals(await readFile(target))) throw new ObjectConflictError(key);
      } finally {
        await rm(temporary, { force: true });
      }
    },
    async get(key) {
      contentTypeOfKey(key);
      const bytes = await absentAsUndefined(readFile(join(objects, key)));
      return bytes && new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    },
    async head(key) {
      const contentType = contentTypeOfKey(key);
      const found = await absentAsUndefined(stat(join(objects, key)));
      return found?.isFile() ? { size: found.size, contentType } : undefined;
    },
    async delete(key) {
      contentTypeOfKey(key);
      await rm(join(objects, key), { force: true });
    },
  };
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncDirectory(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
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
