import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { endianness } from 'node:os';
import { CDB_HEADER_BYTES, CDB_TABLES, cdbHash } from './cdb-hash.ts';

export type CdbReader = {
  /** The value of a key; `undefined` when the file has none. The bytes are good until the next call. */
  get(key: string): Buffer | undefined;
  close(): void;
};

const FIRST_READ = 1024;

/**
 * Opens a cdb file. The index (16 bytes a record) is read into memory; a record is one or two reads from the page cache,
 * which cost less than giving them to a queue. @throws when the file is cut short or is none.
 */
export function openCdb(path: string): CdbReader {
  const fd = openSync(path, 'r');
  try {
    return readerOf(fd, readIndex(fd));
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

type Index = {
  readonly starts: Uint32Array;
  readonly slots: Uint32Array;
  readonly slotEntries: Uint32Array;
  /** Where records end and the index begins. */
  readonly recordsEnd: number;
};

function readIndex(fd: number): Index {
  const { size } = fstatSync(fd);
  const header = Buffer.alloc(CDB_HEADER_BYTES);
  readFully(fd, header, 0);
  const starts = new Uint32Array(CDB_TABLES);
  const slots = new Uint32Array(CDB_TABLES);
  let end = header.readUInt32LE(0);
  const begin = end;
  for (let i = 0; i < CDB_TABLES; i += 1) {
    const [position, count] = [header.readUInt32LE(i * 8), header.readUInt32LE(i * 8 + 4)];
    if (position !== end) throw new Error('Not a whole cdb file: its tables are not one after the other');
    starts[i] = (position - begin) / 8;
    slots[i] = count;
    end += count * 8;
  }
  if (begin < CDB_HEADER_BYTES || end !== size)
    throw new Error('Not a whole cdb file: its index ends elsewhere');
  const bytes = Buffer.allocUnsafeSlow(end - begin);
  readFully(fd, bytes, begin);
  // The file's numbers begin with their least byte, as those of nearly every processor: 16 MB a million, not copied.
  if (endianness() === 'BE') bytes.swap32();
  const slotEntries = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  return { starts, slots, slotEntries, recordsEnd: begin };
}

function readFully(fd: number, into: Buffer, position: number): void {
  for (let done = 0; done < into.length; ) {
    const read = readSync(fd, into, done, into.length - done, position + done);
    if (read === 0) throw new Error('Not a whole cdb file: it is cut short');
    done += read;
  }
}

function readerOf(fd: number, { starts, slots, slotEntries, recordsEnd }: Index): CdbReader {
  const small = Buffer.allocUnsafeSlow(FIRST_READ);
  const load = (position: number) => {
    const read = readSync(fd, small, 0, small.length, position);
    if (read < 8) throw new Error('Not a whole cdb file: a record is cut short');
    const [key, value] = [small.readUInt32LE(0), small.readUInt32LE(4)];
    const length = 8 + key + value;
    if (position + length > recordsEnd) throw new Error('Not a whole cdb file: a record has no end');
    if (length <= read) return { key, value, record: small };
    const record = Buffer.allocUnsafeSlow(length);
    readFully(fd, record, position);
    return { key, value, record };
  };
  return {
    get(text) {
      const key = Buffer.from(text);
      const hash = cdbHash(key);
      const count = slots[hash % CDB_TABLES] ?? 0;
      const start = starts[hash % CDB_TABLES] ?? 0;
      for (let i = 0, slot = count && (hash >>> 8) % count; i < count; i += 1, slot = (slot + 1) % count) {
        const position = slotEntries[2 * (start + slot) + 1] ?? 0;
        if (position === 0) return undefined;
        if (slotEntries[2 * (start + slot)] !== hash) continue;
        const { record, ...found } = load(position);
        if (found.key === key.length && record.subarray(8, 8 + found.key).equals(key))
          return record.subarray(8 + found.key, 8 + found.key + found.value);
      }
      return undefined;
    },
    close: () => closeSync(fd),
  };
}
