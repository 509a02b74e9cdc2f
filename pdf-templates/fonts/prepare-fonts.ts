import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import { PRINTABLE_RANGES } from '#app/domain/documents/check-printable.ts';

/**
 * How the fonts in this folder were made, once: Gentium Book Plus (SIL, Open Font License) cut to the printable
 * repertoire, without hinting or layout tables, and renamed, because its licence reserves the name "Gentium".
 *
 *   npm install --prefix FOLDER @expo-google-fonts/gentium-book-plus@0.4.0
 *   node --import tsx pdf-templates/fonts/prepare-fonts.ts FOLDER/node_modules/@expo-google-fonts/gentium-book-plus
 *
 * Run again, it gives other bytes only if the repertoire or the package changed; every document issued before would
 * then be rendered differently, so a new set goes with new template versions.
 */
const FACES = [
  {
    source: '400Regular/GentiumBookPlus_400Regular.ttf',
    target: 'palmares-book-regular.ttf',
    style: 'Regular',
  },
  { source: '700Bold/GentiumBookPlus_700Bold.ttf', target: 'palmares-book-bold.ttf', style: 'Bold' },
  {
    source: '400Regular_Italic/GentiumBookPlus_400Regular_Italic.ttf',
    target: 'palmares-book-italic.ttf',
    style: 'Italic',
  },
] as const;

const UNUSED_TABLES = [
  'GSUB',
  'GPOS',
  'GDEF',
  'kern',
  'Silf',
  'Glat',
  'Gloc',
  'Feat',
  'Sill',
  'DSIG',
  'gasp',
];

function repertoire(): string {
  return PRINTABLE_RANGES.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, step) => String.fromCodePoint(first + step)),
  ).join('');
}

/** A `name` table (format 0, Windows Unicode English) that says what the font is and whose it was. */
function nameTable(style: string): Buffer {
  const names: readonly (readonly [number, string])[] = [
    [0, 'Copyright (c) 2003-2022 SIL International. Modified version, see OFL.txt.'],
    [1, 'Palmares Book'],
    [2, style],
    [3, `Palmares Book ${style} 1`],
    [4, `Palmares Book ${style}`],
    [5, 'Version 1.000'],
    [6, `PalmaresBook-${style}`],
    [13, 'SIL Open Font License, Version 1.1'],
  ];
  const texts = names.map(([, value]) => Buffer.from(value, 'utf16le').swap16());
  const header = Buffer.alloc(6 + 12 * names.length);
  header.writeUInt16BE(names.length, 2);
  header.writeUInt16BE(header.length, 4);
  let offset = 0;
  names.forEach(([id], index) => {
    const length = texts[index]?.length ?? 0;
    [3, 1, 0x409, id, length, offset].forEach((value, field) => {
      header.writeUInt16BE(value, 6 + 12 * index + 2 * field);
    });
    offset += length;
  });
  return Buffer.concat([header, ...texts]);
}

function checksum(bytes: Buffer): number {
  const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
  return sum;
}

/** The same font with another `name` table; checksums are computed again. */
function rename(font: Buffer, style: string): Buffer {
  const count = font.readUInt16BE(4);
  const tables = Array.from({ length: count }, (_, index) => {
    const at = 12 + 16 * index;
    const tag = font.toString('latin1', at, at + 4);
    const start = font.readUInt32BE(at + 8);
    const bytes = Buffer.from(font.subarray(start, start + font.readUInt32BE(at + 12)));
    if (tag === 'head') bytes.writeUInt32BE(0, 8);
    return { tag, bytes: tag === 'name' ? nameTable(style) : bytes };
  });
  const directory = Buffer.alloc(12 + 16 * count);
  font.copy(directory, 0, 0, 12);
  const parts: Buffer[] = [directory];
  let offset = directory.length;
  tables.forEach(({ tag, bytes }, index) => {
    const at = 12 + 16 * index;
    directory.write(tag, at, 'latin1');
    [checksum(bytes), offset, bytes.length].forEach((value, field) => {
      directory.writeUInt32BE(value, at + 4 + 4 * field);
    });
    const padding = Buffer.alloc((4 - (bytes.length % 4)) % 4);
    parts.push(bytes, padding);
    offset += bytes.length + padding.length;
  });
  const head = tables.find(({ tag }) => tag === 'head');
  const adjustment = (0xb1b0afba - checksum(Buffer.concat(parts))) >>> 0;
  head?.bytes.writeUInt32BE(adjustment, 8);
  return Buffer.concat(parts);
}

const source = process.argv[2];
if (!source) throw new Error('say where the package @expo-google-fonts/gentium-book-plus is');
const here = dirname(fileURLToPath(import.meta.url));
for (const face of FACES) {
  const whole = await readFile(join(resolve(source), face.source));
  const cut = await subsetFont(whole, repertoire(), {
    targetFormat: 'sfnt',
    keepFeatures: [],
    noLayoutClosure: true,
    noHinting: true,
    dropTables: UNUSED_TABLES,
  });
  const renamed = rename(cut, face.style);
  await writeFile(join(here, face.target), renamed);
  console.log(`${face.target}: ${renamed.length} bytes`);
}
const licence = await readFile(join(resolve(source), 'LICENSE_FONT'), 'utf8');
await writeFile(join(here, 'OFL.txt'), licence);
