import { deflateSync } from 'node:zlib';
import QRCode from 'qrcode';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { QrReaderBusyError } from './port.ts';
import { createQrReader } from './zxing-qr-reader.server.ts';

const TEXT = `https://palmares.example/v/AAAAAAAAAAAAAAAA#${'0123456789'.repeat(48)}`;

async function codeOf(text: string, width: number): Promise<Buffer> {
  return QRCode.toBuffer(text, { width, margin: 4, errorCorrectionLevel: 'M' });
}

/** A phone's picture of a page: turned, not quite sharp, the code on one part of it. */
async function photographed(codes: readonly Buffer[]): Promise<Sharp> {
  const page = sharp({ create: { width: 1500, height: 2100, channels: 3, background: '#f4f1ea' } })
    .composite(codes.map((input, at) => ({ input, left: 120, top: 150 + at * 900 })))
    .png();
  return sharp(await page.toBuffer())
    .rotate(3, { background: '#888' })
    .blur(0.8);
}

const reader = createQrReader();

/** A PNG of any size that deflates to next to nothing. */
function bombOf(width: number, height: number): Uint8Array {
  const crc = (bytes: Buffer) => {
    let sum = ~0;
    for (const byte of bytes) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    }
    return ~sum >>> 0;
  };
  const chunk = (type: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc(named));
    return Buffer.concat([size, named, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('a picture', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('as %s gives the text of its code', async (format) => {
    const picture = await (await photographed([await codeOf(TEXT, 700)])).toFormat(format).toBuffer();
    expect(await reader.readCodes(picture)).toEqual([TEXT]);
  });

  test('gives every code once', async () => {
    const codes = [await codeOf(TEXT, 700), await codeOf('https://example.org/', 400)];
    const picture = await (await photographed(codes)).jpeg({ quality: 80 }).toBuffer();
    expect([...((await reader.readCodes(picture)) ?? [])].sort()).toEqual(
      ['https://example.org/', TEXT].sort(),
    );
  });

  test('without a code gives none', async () => {
    expect(await reader.readCodes(await (await photographed([])).jpeg().toBuffer())).toEqual([]);
  });

  test('that is none, is damaged or is too large is not read', async () => {
    const png = await (await photographed([await codeOf(TEXT, 700)])).png().toBuffer();
    const refused = [
      new Uint8Array(),
      Buffer.from('GIF89a'),
      Buffer.from('%PDF-1.7'),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      png.subarray(0, 2000),
      bombOf(60_000, 60_000),
      bombOf(2_000_000_000, 1),
      Buffer.concat([png, Buffer.alloc(10 * 1024 * 1024)]),
    ];
    for (const bytes of refused) expect(await reader.readCodes(bytes)).toBeUndefined();
  });
});

test('a few pictures at once, some wait in turn, the rest are turned away, and a failure frees its place', async () => {
  const ends: (() => void)[] = [];
  const read = (bytes: Uint8Array) =>
    new Promise<string[]>((done, fail) => {
      ends.push(() => (bytes[0] === 1 ? fail(new Error('broken')) : done([`picture ${bytes[0]}`])));
    });
  const narrow = createQrReader({ atOnce: 1, waiting: 1, read });
  const [first, second] = [1, 2].map((name) => narrow.readCodes(new Uint8Array([name])));
  await expect(narrow.readCodes(new Uint8Array([3]))).rejects.toBeInstanceOf(QrReaderBusyError);
  ends[0]?.();
  await expect(first).rejects.toThrow('broken');
  await Promise.resolve();
  ends[1]?.();
  await expect(second).resolves.toEqual(['picture 2']);
});
