import { deflateSync } from 'node:zlib';
import { zipSync } from 'fflate';

const ascii = (text: string) => Buffer.from(text, 'latin1');

/** A small archive that looks like a workbook and unpacks to very much more. */
function zipBomb(): Uint8Array {
  return zipSync({
    '[Content_Types].xml': ascii('<Types/>'),
    'xl/workbook.xml': ascii('<workbook/>'),
    'xl/worksheets/sheet1.xml': new Uint8Array(120 * 1024 * 1024),
  });
}

function pngChunk(type: string, data: Uint8Array): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const named = Buffer.concat([ascii(type), data]);
  let sum = ~0;
  for (const byte of named) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  const check = Buffer.alloc(4);
  check.writeUInt32BE(~sum >>> 0);
  return Buffer.concat([size, named, check]);
}

const PNG_MARK = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A grey PNG that says it has so many pixels, of which it brings a million. */
export function pngOf(width: number, height: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const pixels = pngChunk('IDAT', deflateSync(Buffer.alloc(1_000_000)));
  return Buffer.concat([PNG_MARK, pngChunk('IHDR', header), pixels, pngChunk('IEND', Buffer.alloc(0))]);
}

/** Pages that are their own children, an information dictionary that is itself, tables of contents that never end. */
function pdfOfLoops(): Uint8Array {
  return ascii(
    '%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000000/Parent 2 0 R>>endobj\n' +
      '3 0 obj 3 0 R endobj\n4 0 obj<</Length 4 0 R>>stream\nx\nendstream endobj\n' +
      'xref\n0 5\n0000000000 65535 f \n0000000009 00000 n \n0000000053 00000 n \n0000000130 00000 n \n0000000149 00000 n \n' +
      'trailer<</Size 5/Root 1 0 R/Info 3 0 R/Prev 190>>\nstartxref\n190\n%%EOF',
  );
}

/** A stream that unpacks to a hundred thousand times its size, where objects are looked for. */
function pdfBomb(): Uint8Array {
  const packed = deflateSync(Buffer.alloc(200 * 1024 * 1024, ' '));
  return Buffer.concat([
    ascii(
      `%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n5 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${packed.length}>>stream\n`,
    ),
    packed,
    ascii('\nendstream endobj\ntrailer<</Size 6/Root 1 0 R>>\nstartxref\n0\n%%EOF'),
  ]);
}

/** Files made to hurt whoever reads them, by name. */
export function hostileFiles(): ReadonlyMap<string, Uint8Array> {
  return new Map<string, Uint8Array>([
    ['bomb.xlsx', zipBomb()],
    ['cut.png', pngOf(1000, 1000).subarray(0, 300)],
    ['wide.png', pngOf(60_000, 60_000)],
    ['endless.png', pngOf(2_000_000_000, 1)],
    ['loops.pdf', pdfOfLoops()],
    ['bomb.pdf', pdfBomb()],
    ['deep.pdf', ascii(`%PDF-1.7\n1 0 obj${'['.repeat(200_000)}`)],
    ['quotes.csv', ascii(`number;code\n"${'x\n'.repeat(200_000)}`)],
    ['nothing.csv', new Uint8Array()],
    ['nul.csv', ascii('number;code\nRN\0-1;\0\0\n')],
  ]);
}
