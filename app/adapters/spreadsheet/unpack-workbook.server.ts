import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import { SHEET_LIMITS } from '#app/domain/shared/sheet-limits.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { judgeXml } from './judge-xml.server.ts';
import type { SpreadsheetRefusal } from './port.ts';
import { readZipDirectory, type ZipEntry } from './read-zip-directory.server.ts';

const inflate = promisify(inflateRaw);
const MEGABYTE = 1024 * 1024;
/** What a workbook must hold, by ECMA-376 and as every spreadsheet names it. */
const NEEDED = ['[Content_Types].xml', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels'];
const MARKUP = /\.(xml|rels)$/;

/**
 * The markup of a workbook by the name of its parts, every byte of it judged: an archive that is refused by its
 * directory is never unpacked, no part grows past what it declares, and no markup has entities, a document type or a
 * cell out of bounds. Pictures, macros and whatever else lies in the archive are left packed.
 */
export async function unpackWorkbook(
  bytes: Uint8Array,
): Promise<Verdict<Map<string, Uint8Array>, SpreadsheetRefusal>> {
  const directory = readZipDirectory(bytes);
  if (!directory.ok) return directory;
  const names = directory.value.map(({ name }) => name);
  if (!NEEDED.every((name) => names.includes(name))) return refuse('sheet.notAWorkbook');
  const parts = new Map<string, Uint8Array>();
  let left: number = SHEET_LIMITS.unpackedMegabytes * MEGABYTE;
  let cells: number = SHEET_LIMITS.workbookCells;
  for (const entry of directory.value.filter(({ name }) => MARKUP.test(name))) {
    const unpacked = await unpack(bytes, entry, left);
    if (!unpacked) return refuse('sheet.damaged');
    const judged = judgeXml(unpacked, entry.name, cells);
    if (!judged.ok) return judged;
    parts.set(entry.name, unpacked);
    left -= unpacked.length;
    cells -= judged.value;
  }
  return accept(parts);
}

/** The bytes of a part; `undefined` when damaged or not as long as declared. Never makes more than `most` bytes. */
async function unpack(bytes: Uint8Array, entry: ZipEntry, most: number): Promise<Uint8Array | undefined> {
  if (entry.size > most) return undefined;
  const packed = bytes.subarray(entry.start, entry.start + entry.packedSize);
  try {
    const unpacked =
      entry.method === 'stored'
        ? packed
        : await inflate(packed, { maxOutputLength: Math.max(1, entry.size) });
    return unpacked.length === entry.size && crc32(unpacked) === entry.crc ? unpacked : undefined;
  } catch {
    return undefined;
  }
}
