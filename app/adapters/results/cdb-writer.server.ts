import { type FileHandle, open } from 'node:fs/promises';
import { CDB_HEADER_BYTES, CDB_MOST_BYTES, CDB_TABLES, cdbHash } from './cdb-hash.ts';

const BUFFER_BYTES = 1024 * 1024;

export type CdbWriter = {
  add(key: string, value: Uint8Array): Promise<void>;
  /** Writes the tables and the header, and syncs. The file is none before. */
  finish(): Promise<{ readonly bytes: number; readonly records: number }>;
  close(): Promise<void>;
};

/** Appends through one buffer; positions are those of the file. */
function createAppender(file: FileHandle) {
  const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  let [used, written] = [0, 0];
  const flush = async () => {
    for (let done = 0; done < used; )
      done += (await file.write(buffer, done, used - done, written + done)).bytesWritten;
    written += used;
    used = 0;
  };
  return {
    position: () => written + used,
    flush,
    async append(bytes: Uint8Array) {
      if (written + used + bytes.length > CDB_MOST_BYTES) throw new Error('A cdb file holds at most 4 GiB');
      for (let from = 0; from < bytes.length; ) {
        if (used === BUFFER_BYTES) await flush();
        const part = bytes.subarray(from, from + BUFFER_BYTES - used);
        buffer.set(part, used);
        used += part.length;
        from += part.length;
      }
    },
  };
}

/** Hash and position of each record, two numbers a record, in an array that doubles. */
function createIndex() {
  let entries = new Uint32Array(2 * 1024);
  let count = 0;
  return {
    add(hash: number, position: number) {
      if (2 * count === entries.length) {
        const larger = new Uint32Array(2 * entries.length);
        larger.set(entries);
        entries = larger;
      }
      entries[2 * count] = hash;
      entries[2 * count + 1] = position;
      count += 1;
    },
    count: () => count,
    /** The slots of a table: twice as many as its records, each at its hash's place or the next free one. */
    tables(): readonly Buffer[] {
      const sizes = new Uint32Array(CDB_TABLES);
      for (let i = 0; i < count; i += 1) bump(sizes, (entries[2 * i] ?? 0) % CDB_TABLES);
      const tables = Array.from(sizes, (size) => Buffer.alloc(size * 2 * 8));
      for (let i = 0; i < count; i += 1) place(tables, entries[2 * i] ?? 0, entries[2 * i + 1] ?? 0);
      return tables;
    },
  };
}

function bump(sizes: Uint32Array, table: number): void {
  sizes[table] = (sizes[table] ?? 0) + 1;
}

function place(tables: readonly Buffer[], hash: number, position: number): void {
  const table = tables[hash % CDB_TABLES];
  if (!table) return;
  const slots = table.length / 8;
  let slot = (hash >>> 8) % slots;
  // A record is never at 0: the header is there.
  while (table.readUInt32LE(slot * 8 + 4) !== 0) slot = (slot + 1) % slots;
  table.writeUInt32LE(hash, slot * 8);
  table.writeUInt32LE(position, slot * 8 + 4);
}

/** A new cdb file. The same records in the same order give the same bytes. @throws when `path` is there already. */
export async function openCdbWriter(path: string): Promise<CdbWriter> {
  const file = await open(path, 'wx', 0o600);
  const out = createAppender(file);
  const index = createIndex();
  const lengths = Buffer.allocUnsafe(8);
  await out.append(Buffer.alloc(CDB_HEADER_BYTES));
  return {
    async add(key, value) {
      const name = Buffer.from(key);
      index.add(cdbHash(name), out.position());
      lengths.writeUInt32LE(name.length, 0);
      lengths.writeUInt32LE(value.length, 4);
      await out.append(lengths);
      await out.append(name);
      await out.append(value);
    },
    async finish() {
      const header = Buffer.alloc(CDB_HEADER_BYTES);
      for (const [i, table] of index.tables().entries()) {
        header.writeUInt32LE(out.position(), i * 8);
        header.writeUInt32LE(table.length / 8, i * 8 + 4);
        await out.append(table);
      }
      await out.flush();
      await file.write(header, 0, header.length, 0);
      await file.sync();
      return { bytes: out.position(), records: index.count() };
    },
    close: () => file.close(),
  };
}
