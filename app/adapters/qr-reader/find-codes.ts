import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { PICTURE_LIMITS } from './port.ts';

/** The longer side a picture is read at: first small, which forgives blur, then larger, for a small QR on a whole page. */
const SIDES = [1600, 3200] as const;
const MOST_CODES = 8;
/** A QR holds no more than 4,296 letters and digits, or 7,089 digits. */
const LONGEST = 8000;

/** The codes of an untrusted picture; `undefined` when it can't be read. To be called in a process of its own. */
export async function findCodes(bytes: Uint8Array): Promise<readonly string[] | undefined> {
  sharp.cache(false);
  sharp.concurrency(1);
  await prepare();
  const texts = new Set<string>();
  for (const side of SIDES) {
    const image = await greyOf(bytes, side);
    if (!image) return undefined;
    const options = { formats: ['QRCode'] as 'QRCode'[], tryHarder: true, maxNumberOfSymbols: MOST_CODES };
    for (const { isValid, text } of await readBarcodes(image, options))
      if (isValid && text.length <= LONGEST) texts.add(text);
    if (texts.size > 0 || Math.max(image.width, image.height) < side) break;
  }
  return [...texts];
}

/** Upright, on white, in greys, no larger than asked: pixels made here, of which the sender's file decides nothing else. */
async function greyOf(bytes: Uint8Array, side: number) {
  try {
    const { data, info } = await sharp(bytes, {
      failOn: 'error',
      limitInputPixels: PICTURE_LIMITS.megapixels * 1_000_000,
      sequentialRead: true,
      pages: 1,
    })
      .timeout({ seconds: 6 })
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength);
    return { data: pixels, width: info.width, height: info.height, colorSpace: 'srgb' as const };
  } catch {
    return undefined;
  }
}

/** The decoder's program from its package: by default it would be fetched from the network. */
async function prepare(): Promise<void> {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const file = await readFile(path);
  const wasmBinary = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}
