import { SHEET_LIMITS } from '#app/domain/shared/sheet-limits.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { SpreadsheetRefusal } from './port.ts';

/** A part of an archive, as its directory declares it; sizes and places are in bytes. */
export type ZipEntry = {
  readonly name: string;
  readonly method: 'stored' | 'deflated';
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its data starts in the archive. */
  readonly start: number;
};

type Entries = Verdict<ZipEntry[], SpreadsheetRefusal>;
type Declared = Omit<ZipEntry, 'start' | 'method'> & {
  readonly flags: number;
  readonly method: number;
  readonly local: number;
};

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const CENTRAL_LENGTH = 46;
const LOCAL_LENGTH = 30;
const ENCRYPTED = 0x2041;
const MEGABYTE = 1024 * 1024;
/** A part that says it grows more than this much, past a megabyte, is no list of people. */
const LARGEST_RATIO = 200;

/**
 * The parts of a ZIP archive (APPNOTE 6.3.10) read from its central directory alone, before anything is unpacked. Refused:
 * what is not whole or says two things in two places, encryption, another method than deflate, names that leave the
 * folder, parts that share bytes, archives of 4 GiB and more, and any size that is out of all proportion.
 */
export function readZipDirectory(bytes: Uint8Array): Entries {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) return refuse('sheet.damaged');
  const count = view.getUint16(end + 10, true);
  const directorySize = view.getUint32(end + 12, true);
  const directory = view.getUint32(end + 16, true);
  const oneDisk = view.getUint16(end + 4, true) === 0 && view.getUint16(end + 6, true) === 0;
  if (!oneDisk || count !== view.getUint16(end + 8, true)) return refuse('sheet.unsafeArchive');
  if (count > SHEET_LIMITS.archiveEntries || directory === 0xffffffff) return refuse('sheet.unsafeArchive');
  if (directory + directorySize > end) return refuse('sheet.damaged');
  const declared = readDeclared(view, directory, directory + directorySize, count);
  if (!declared) return refuse('sheet.damaged');
  if (declared.some(({ flags }) => (flags & ENCRYPTED) !== 0)) return refuse('sheet.encrypted');
  const names = new Set(declared.map(({ name }) => name.toLowerCase()));
  if (names.size < declared.length || declared.some(({ name }) => !staysInside(name)))
    return refuse('sheet.unsafeArchive');
  return judgeSizes(declared) ?? locate(view, declared, directory);
}

/** The place of the end record: it must end the file. */
function findEnd(view: DataView): number | undefined {
  const earliest = Math.max(0, view.byteLength - END_LENGTH - 0xffff);
  for (let at = view.byteLength - END_LENGTH; at >= earliest; at -= 1) {
    if (view.getUint32(at, true) !== END) continue;
    return at + END_LENGTH + view.getUint16(at + 20, true) === view.byteLength ? at : undefined;
  }
  return undefined;
}

function readDeclared(view: DataView, from: number, to: number, count: number): Declared[] | undefined {
  const declared: Declared[] = [];
  let at = from;
  while (declared.length < count) {
    if (at + CENTRAL_LENGTH > to || view.getUint32(at, true) !== CENTRAL) return undefined;
    const nameEnd = at + CENTRAL_LENGTH + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const next = extraEnd + view.getUint16(at + 32, true);
    if (next > to) return undefined;
    const large = readLarge(view, at, nameEnd, extraEnd);
    if (!large) return undefined;
    declared.push({
      name: readName(view, at + CENTRAL_LENGTH, nameEnd),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      ...large,
    });
    at = next;
  }
  return at === to ? declared : undefined;
}

/** Sizes and place, from the ZIP64 field where the plain ones say so: some writers of workbooks always use it. */
function readLarge(
  view: DataView,
  at: number,
  extra: number,
  extraEnd: number,
): Pick<Declared, 'size' | 'packedSize' | 'local'> | undefined {
  const plain = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  const fields: DataView[] = [];
  let place = extra;
  while (place + 4 <= extraEnd) {
    const length = view.getUint16(place + 2, true);
    if (place + 4 + length > extraEnd) return undefined;
    if (view.getUint16(place, true) === 1)
      fields.push(new DataView(view.buffer, view.byteOffset + place + 4, length));
    place += 4 + length;
  }
  let read = 0;
  const values = plain.map((value) => {
    if (value !== 0xffffffff) return value;
    read += 8;
    const [field] = fields;
    return field && field.byteLength >= read ? Number(field.getBigUint64(read - 8, true)) : undefined;
  });
  const [size, packedSize, local] = values;
  if (fields.length > 1 || size === undefined || packedSize === undefined || local === undefined)
    return undefined;
  return { size, packedSize, local };
}

/** Byte for byte: names of a workbook's parts are ASCII, and others are only compared. */
function readName(view: DataView, from: number, to: number): string {
  return Buffer.from(view.buffer, view.byteOffset + from, to - from).toString('latin1');
}

function staysInside(name: string): boolean {
  if (name === '' || name.startsWith('/') || /[\\:\0]/.test(name)) return false;
  return name.split('/').every((part) => part !== '..' && part !== '.');
}

function judgeSizes(declared: readonly Declared[]): Entries | undefined {
  const total = declared.reduce((sum, { size }) => sum + size, 0);
  if (total > SHEET_LIMITS.unpackedMegabytes * MEGABYTE)
    return refuse('sheet.tooLargeUnpacked', { megabytes: SHEET_LIMITS.unpackedMegabytes });
  const grows = declared.some(({ size, packedSize }) => size > MEGABYTE && size > LARGEST_RATIO * packedSize);
  return grows ? refuse('sheet.bomb') : undefined;
}

/** Where each part's data is; its own header must agree with the directory, and no two parts may share a byte. */
function locate(view: DataView, declared: readonly Declared[], directory: number): Entries {
  const entries: ZipEntry[] = [];
  let free = 0;
  for (const { flags, method, local, ...entry } of [...declared].sort((a, b) => a.local - b.local)) {
    if (local < free) return refuse('sheet.unsafeArchive');
    if (local + LOCAL_LENGTH > directory || view.getUint32(local, true) !== LOCAL)
      return refuse('sheet.damaged');
    const nameEnd = local + LOCAL_LENGTH + view.getUint16(local + 26, true);
    const start = nameEnd + view.getUint16(local + 28, true);
    if (start + entry.packedSize > directory) return refuse('sheet.damaged');
    const same =
      readName(view, local + LOCAL_LENGTH, nameEnd) === entry.name &&
      view.getUint16(local + 8, true) === method &&
      ((view.getUint16(local + 6, true) ^ flags) & ENCRYPTED) === 0;
    if (!same) return refuse('sheet.unsafeArchive');
    if (method !== 0 && method !== 8) return refuse('sheet.unsafeArchive');
    if (method === 0 && entry.size !== entry.packedSize) return refuse('sheet.damaged');
    entries.push({ ...entry, method: method === 0 ? 'stored' : 'deflated', start });
    free = start + entry.packedSize;
  }
  return accept(entries);
}
