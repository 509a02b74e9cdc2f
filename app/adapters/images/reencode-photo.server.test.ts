import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '#app/domain/shared/verdict.ts';
import { PHOTO_LIMITS, reencodePhoto } from './reencode-photo.server.ts';

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#336699' } });

function accepted<T>(verdict: Verdict<T>): T {
  if (!verdict.ok) throw new Error(verdict.reason);
  return verdict.value;
}

test.each(['jpeg', 'png', 'webp'] as const)('a %s becomes a JPEG that fits the frame', async (format) => {
  const photo = accepted(await reencodePhoto(await plain(1500, 2000).toFormat(format).toBuffer()));
  expect(photo).toMatchObject({ width: 600, height: 800, contentType: 'image/jpeg' });
  expect((await sharp(photo.bytes).metadata()).format).toBe('jpeg');
});

test('a small photo is not enlarged', async () => {
  const photo = accepted(await reencodePhoto(await plain(300, 400).jpeg().toBuffer()));
  expect([photo.width, photo.height]).toEqual([300, 400]);
});

test('where it was taken is stripped, and it is turned upright', async () => {
  const exif = { IFD0: { Make: 'Phone', Artist: 'Somebody' }, IFD3: { GPSLatitude: '13/1 30/1 0/1' } };
  const upload = await plain(800, 400).jpeg().withExif(exif).withMetadata({ orientation: 6 }).toBuffer();
  expect((await sharp(upload).metadata()).exif).toBeDefined();
  const photo = accepted(await reencodePhoto(upload));
  expect([photo.width, photo.height]).toEqual([400, 800]);
  const kept = await sharp(photo.bytes).metadata();
  expect([kept.exif, kept.icc, kept.xmp, kept.orientation]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test('what hides behind a photo does not survive', async () => {
  const upload = Buffer.concat([
    await plain(300, 400).jpeg().toBuffer(),
    Buffer.from('<script>alert(1)</script>'),
  ]);
  const photo = accepted(await reencodePhoto(upload));
  expect(Buffer.from(photo.bytes).includes('script')).toBe(false);
});

test('transparent parts become white, not black', async () => {
  const clear = sharp({ create: { width: 300, height: 400, channels: 4, background: '#00000000' } });
  const photo = accepted(await reencodePhoto(await clear.png().toBuffer()));
  const { channels } = await sharp(photo.bytes).stats();
  expect(channels.every(({ min }) => min > 250)).toBe(true);
});

describe('refusals', () => {
  test.each([
    ['photo.empty', () => new Uint8Array()],
    ['photo.tooHeavy', () => new Uint8Array(PHOTO_LIMITS.megabytes * 1024 * 1024 + 1)],
    ['photo.unsupportedType', () => new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['photo.unsupportedType', () => plain(300, 400).gif().toBuffer()],
    ['photo.unsupportedType', () => plain(300, 400).tiff().toBuffer()],
    ['photo.tooSmall', () => plain(199, 400).jpeg().toBuffer()],
    ['photo.tooManyPixels', () => plain(8000, 5001).png().toBuffer()],
    ['photo.unreadable', async () => (await plain(300, 400).jpeg().toBuffer()).subarray(0, 200)],
    [
      'photo.unreadable',
      async () => (await plain(900, 900).png({ palette: false }).toBuffer()).subarray(0, 900),
    ],
  ])('%s (%#)', async (reason, make) => {
    expect(await reencodePhoto(await make())).toMatchObject({ ok: false, reason });
  });
});

const hostile = join(import.meta.dirname, '../../../../shared/cases/hostile/png');
const files = existsSync(hostile) ? readdirSync(hostile) : [];
describe.skipIf(files.length === 0)('hostile PNG files (skipped where ../shared/cases is absent)', () => {
  test.each(files)('%s is refused or becomes a clean JPEG', async (name) => {
    const verdict = await reencodePhoto(readFileSync(join(hostile, name)));
    if (verdict.ok) expect((await sharp(verdict.value.bytes).metadata()).format).toBe('jpeg');
    else expect(verdict.reason).toMatch(/^photo\./);
  });
});
