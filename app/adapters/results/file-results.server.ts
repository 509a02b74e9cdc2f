import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { SnapshotHead, SnapshotResult } from '#app/domain/publication/snapshot-file.ts';
import { type CdbWriter, openCdbWriter } from './cdb-writer.server.ts';
import { CENTRE_LINES, centreKey, HEAD_KEY, NUMBERS_KEY, packHead, packLines, resultKey } from './layout.ts';
import { createNumberTable } from './number-table.ts';
import { isPointerName, parsePointer, pointerName } from './pointer.ts';
import type { ResultFiles, ResultPointer } from './port.ts';
import { letterOf, packResult } from './result-record.ts';

const PROGRESS_EVERY = 10_000;
const READ_BYTES = 1024 * 1024;

type Results = Iterable<SnapshotResult> | AsyncIterable<SnapshotResult>;
type OnProgress = (written: number) => Promise<void>;

export class PointedFileError extends Error {
  constructor(fileName: string) {
    super(`${fileName} is not there, or its bytes are not those whose digest was given`);
    this.name = 'PointedFileError';
  }
}

/** Where the files and the pointers are, under an installation's data folder. */
export function resultFolders(directory: string) {
  return { files: resolve(directory, 'files'), pointers: resolve(directory, 'current') };
}

/**
 * Snapshot files in the cdb format under `directory/files`, pointers as small JSON files under `directory/current`
 * (docs/decisions/025-results-files.md). Both are written beside their name, synced, then renamed.
 */
export function createFileResults(directory: string): ResultFiles {
  const { files, pointers } = resultFolders(directory);
  const pathOf = (fileName: string) => {
    if (!/^[\w-][\w.-]*$/.test(fileName)) throw new TypeError(`${fileName} is no name of a snapshot file`);
    return join(files, fileName);
  };
  const digestOf = (fileName: string) => digestOfFile(pathOf(fileName));
  return {
    async write(fileName, head, results, onProgress) {
      const target = pathOf(fileName);
      await mkdir(files, { recursive: true, mode: 0o700 });
      const temporary = join(files, `.${randomUUID()}`);
      try {
        const written = await writeSnapshot(temporary, head, results, onProgress);
        // Read back: the digest is of what the disk holds, not of what was meant.
        const digest = await digestOfFile(temporary);
        if (digest === undefined) throw new PointedFileError(fileName);
        await rename(temporary, target);
        await syncFolder(files);
        return { ...written, digest };
      } finally {
        await rm(temporary, { force: true });
      }
    },
    digestOf,
    async point(pointer) {
      if ((await digestOf(pointer.fileName)) !== pointer.fileDigest)
        throw new PointedFileError(pointer.fileName);
      await mkdir(pointers, { recursive: true, mode: 0o700 });
      await replaceFile(join(pointers, pointerName(pointer.sittingId)), JSON.stringify(pointer));
      await syncFolder(pointers);
    },
    async pointers() {
      const entries = await absent(readdir(pointers, { withFileTypes: true }), []);
      const names = entries.filter((one) => one.isFile() && isPointerName(one.name)).map(({ name }) => name);
      const read = names.sort().map(async (name) => {
        const text = await absent(readFile(join(pointers, name), 'utf8'), undefined);
        return text === undefined ? undefined : parsePointer(text);
      });
      return (await Promise.all(read)).filter((one): one is ResultPointer => one !== undefined);
    },
  };
}

async function writeSnapshot(path: string, head: SnapshotHead, results: Results, onProgress?: OnProgress) {
  const cdb = await openCdbWriter(path);
  try {
    await cdb.add(HEAD_KEY, packHead(head));
    const lists = createLists(cdb, head);
    const numbers = createNumberTable();
    let [written, last] = [0, ''];
    for await (const result of results) {
      if (written > 0 && result.tableNumber <= last)
        throw new Error(
          `${result.tableNumber} comes after ${last}: results come in the order of table numbers`,
        );
      last = result.tableNumber;
      await cdb.add(resultKey(last), packResult(result));
      numbers.add(last, result.decision);
      await lists.add(result);
      written += 1;
      if (written % PROGRESS_EVERY === 0) await onProgress?.(written);
    }
    await lists.end();
    await cdb.add(NUMBERS_KEY, numbers.pack(written));
    const { bytes } = await cdb.finish();
    return { bytes, results: written };
  } finally {
    await cdb.close();
  }
}

/** The lists by centre, in parts of `CENTRE_LINES` lines, written as they fill. */
function createLists(cdb: CdbWriter, { centres }: SnapshotHead) {
  const open = centres.map(() => ({ parts: 0, lines: 0, decisions: '', numbers: [] as string[] }));
  const writePart = async (centre: number, list: (typeof open)[number]) => {
    await cdb.add(centreKey(centre, list.parts), packLines(list.decisions, list.numbers));
    Object.assign(list, { parts: list.parts + 1, decisions: '', numbers: [] });
  };
  return {
    async add({ centre, tableNumber, decision }: SnapshotResult) {
      const list = open[centre];
      if (!list) throw new Error(`${tableNumber} is in centre ${centre}, which the head doesn't name`);
      list.lines += 1;
      list.decisions += letterOf(decision);
      list.numbers.push(tableNumber);
      if (list.numbers.length === CENTRE_LINES) await writePart(centre, list);
    },
    /** @throws when a centre's candidates are not as many as the head says. */
    async end() {
      for (const [centre, list] of open.entries()) {
        const said = centres[centre];
        if (list.lines !== said?.candidates)
          throw new Error(`${said?.name} has ${list.lines} results, and ${said?.candidates} in the head`);
        if (list.numbers.length > 0) await writePart(centre, list);
      }
    },
  };
}

async function digestOfFile(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  const reading = (async () => {
    for await (const chunk of createReadStream(path, { highWaterMark: READ_BYTES })) hash.update(chunk);
    return hash.digest('hex');
  })();
  return absent(reading, undefined);
}

async function replaceFile(target: string, text: string): Promise<void> {
  const temporary = join(target, '..', `.${randomUUID()}`);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function absent<T, E>(reading: Promise<T>, otherwise: E): Promise<T | E> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return otherwise;
    throw error;
  }
}
