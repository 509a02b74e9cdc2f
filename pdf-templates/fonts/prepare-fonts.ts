import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import { ARABIC_RANGES, MARK_RANGES, PRINTABLE_RANGES } from '#app/domain/documents/check-printable.ts';

/**
 * How the fonts in this folder were made, once: Gentium Book Plus and Scheherazade New (SIL, Open Font License) cut to
 * the printable repertoire, without hinting, with only the layout that joins letters and places marks, and renamed,
 * because their licences reserve the names.
 *
 *   npm install --prefix FOLDER @expo-google-fonts/gentium-book-plus@0.4.0 @expo-google-fonts/scheherazade-new@0.4.3
 *   node --import tsx pdf-templates/fonts/prepare-fonts.ts FOLDER/node_modules/@expo-google-fonts
 *
 * Run again, it gives other bytes only if the repertoire or a package changed; every document issued before would
 * then be rendered differently, so a new set goes with new template versions.
 */
const LATIN = {
  family: 'Palmares Book',
  ranges: [...PRINTABLE_RANGES, ...MARK_RANGES],
  features: ['ccmp', 'mark', 'mkmk'],
  copyright: 'Copyright (c) 2003-2022 SIL International. Modified version, see OFL.txt.',
} as const;
const ARABIC = {
  family: 'Palmares Arabic',
  ranges: [[0x20, 0x20], [0xa0, 0xa0], ...ARABIC_RANGES],
  features: ['ccmp', 'locl', 'isol', 'fina', 'medi', 'init', 'rlig', 'calt', 'curs', 'mark', 'mkmk'],
  copyright: 'Copyright (c) 1994-2026 SIL Global. Modified version, see OFL-arabic.txt.',
} as const;

type Face = {
  readonly cut: typeof LATIN | typeof ARABIC;
  readonly source: string;
  readonly target: string;
  readonly style: string;
};
const GENTIUM = 'gentium-book-plus/';
const FACES: readonly Face[] = [
  {
    cut: LATIN,
    source: `${GENTIUM}400Regular/GentiumBookPlus_400Regular.ttf`,
    target: 'palmares-book-regular.ttf',
    style: 'Regular',
  },
  {
    cut: LATIN,
    source: `${GENTIUM}700Bold/GentiumBookPlus_700Bold.ttf`,
    target: 'palmares-book-bold.ttf',
    style: 'Bold',
  },
  {
    cut: LATIN,
    source: `${GENTIUM}400Regular_Italic/GentiumBookPlus_400Regular_Italic.ttf`,
    target: 'palmares-book-italic.ttf',
    style: 'Italic',
  },
  {
    cut: ARABIC,
    source: 'scheherazade-new/400Regular/ScheherazadeNew_400Regular.ttf',
    target: 'palmares-arabic-regular.ttf',
    style: 'Regular',
  },
  {
    cut: ARABIC,
    source: 'scheherazade-new/700Bold/ScheherazadeNew_700Bold.ttf',
    target: 'palmares-arabic-bold.ttf',
    style: 'Bold',
  },
];

const UNUSED_TABLES = ['kern', 'Silf', 'Glat', 'Gloc', 'Feat', 'Sill', 'DSIG', 'gasp'];

function repertoire(ranges: readonly (readonly [number, number])[]): string {
  return ranges
    .flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, step) => String.fromCodePoint(first + step)),
    )
    .join('');
}

/** A `name` table (format 0, Windows Unicode English) that says what the font is and whose it was. */
function nameTable({ cut: { family, copyright }, style }: Face): Buffer {
  const names: readonly (readonly [number, string])[] = [
    [0, copyright],
    [1, family],
    [2, style],
    [3, `${family} ${style} 2`],
    [4, `${family} ${style}`],
    [5, 'Version 2.000'],
    [6, `${family.replace(' ', '')}-${style}`],
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
function rename(font: Buffer, face: Face): Buffer {
  const count = font.readUInt16BE(4);
  const tables = Array.from({ length: count }, (_, index) => {
    const at = 12 + 16 * index;
    const tag = font.toString('latin1', at, at + 4);
    const start = font.readUInt32BE(at + 8);
    const bytes = Buffer.from(font.subarray(start, start + font.readUInt32BE(at + 12)));
    if (tag === 'head') bytes.writeUInt32BE(0, 8);
    return { tag, bytes: tag === 'name' ? nameTable(face) : bytes };
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
if (!source) throw new Error('say where the folder @expo-google-fonts is');
const here = dirname(fileURLToPath(import.meta.url));
for (const face of FACES) {
  const whole = await readFile(join(resolve(source), face.source));
  const cut = await subsetFont(whole, repertoire(face.cut.ranges), {
    targetFormat: 'sfnt',
    keepFeatures: face.cut.features,
    noLayoutClosure: false,
    noHinting: true,
    dropTables: UNUSED_TABLES,
  });
  const renamed = rename(cut, face);
  await writeFile(join(here, face.target), renamed);
  console.log(`${face.target}: ${renamed.length} bytes`);
}
const licences = [
  ['gentium-book-plus', 'OFL.txt'],
  ['scheherazade-new', 'OFL-arabic.txt'],
] as const;
for (const [family, target] of licences) {
  await writeFile(join(here, target), await readFile(join(resolve(source), family, 'LICENSE_FONT'), 'utf8'));
}
