import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { writeZip, type ZipInput } from './write-zip.ts';
import { directoryEnd, directoryEntry, memberHeader } from './zip-record.ts';

const text = (words: string) => new TextEncoder().encode(words);
const member = (name: string, words: string): ZipInput => {
  const bytes = text(words);
  return { name, bytes, size: bytes.length, crc32: crc32(bytes) };
};

async function* each(members: readonly ZipInput[]) {
  yield* members;
}

async function zipped(members: readonly ZipInput[]) {
  const places: Record<string, number> = {};
  const pieces: Uint8Array[] = [];
  for await (const piece of writeZip(each(members), ({ name }, offset) => {
    places[name] = offset;
  }))
    pieces.push(piece);
  return { bytes: new Uint8Array(Buffer.concat(pieces)), places };
}

const some = [member('A-1.pdf', 'premier'), member('A-2.pdf', ''), member('A-3.pdf', 'troisième é')];

test('another reader finds the members, and each lies where it was said to', async () => {
  const { bytes, places } = await zipped(some);
  const read = unzipSync(bytes);
  expect(Object.keys(read)).toEqual(['A-1.pdf', 'A-2.pdf', 'A-3.pdf']);
  for (const { name, bytes: own } of some) {
    expect(Buffer.from(read[name] ?? [])).toEqual(Buffer.from(own));
    const at = places[name] ?? 0;
    expect(Buffer.from(bytes.subarray(at, at + own.length))).toEqual(Buffer.from(own));
  }
  expect((await zipped(some)).bytes).toEqual(bytes);
  expect((await zipped([])).bytes).toHaveLength(22);
});

test('a reader of the system’s finds nothing wrong, with more than 65,535 members too', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'palmares-zip-'));
  try {
    for (const members of [some, Array.from({ length: 65_536 }, (_, at) => member(`N-${at}.pdf`, `${at}`))]) {
      const file = join(folder, `${members.length}.zip`);
      writeFileSync(file, (await zipped(members)).bytes);
      const script =
        'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(z.namelist()))';
      let said: string;
      try {
        said = execFileSync('python3', ['-c', script, file], { encoding: 'utf8' });
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
          return context.skip('no python3 here to read a large ZIP');
        throw error;
      }
      expect(said.trim()).toBe(`None ${members.length}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 30_000);

test('beyond 4 GiB places are written in 64 bits, in the directory and at its end', () => {
  const at = 5 * 1024 ** 3;
  const entry = directoryEntry({ name: 'A.pdf', crc32: 1, size: 7, at });
  const view = new DataView(entry.buffer);
  expect(view.getUint32(42, true)).toBe(0xffff_ffff);
  expect([view.getUint16(30, true), view.getUint16(51, true), view.getUint16(53, true)]).toEqual([12, 1, 8]);
  expect(view.getBigUint64(55, true)).toBe(BigInt(at));
  const [record, locator, end] = directoryEnd({ members: 1, at, size: entry.length });
  expect([record?.length, locator?.length, end?.length]).toEqual([56, 20, 22]);
  expect(new DataView(record?.buffer ?? new ArrayBuffer(0)).getBigUint64(48, true)).toBe(BigInt(at));
  expect(new DataView(locator?.buffer ?? new ArrayBuffer(0)).getBigUint64(8, true)).toBe(
    BigInt(at + entry.length),
  );
});

test('a member that is too large, or named by more than ASCII, is refused', () => {
  expect(() => memberHeader({ name: 'A.pdf', crc32: 0, size: 0xffff_ffff })).toThrow(RangeError);
  expect(() => memberHeader({ name: 'é.pdf', crc32: 0, size: 1 })).toThrow(RangeError);
});
