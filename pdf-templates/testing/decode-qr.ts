import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { RasterPage } from './rasterise.ts';

let ready: Promise<unknown> | undefined;

/** The decoder's program from its package: by default it would be fetched from the network. */
async function prepare(): Promise<void> {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const bytes = await readFile(path);
  const wasmBinary = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

/** The texts of the QR codes ZXing finds on a rasterised page. */
export async function decodeQrs(page: RasterPage): Promise<string[]> {
  ready ??= prepare();
  await ready;
  const image = { data: page.rgba, width: page.width, height: page.height, colorSpace: 'srgb' } as const;
  const found = await readBarcodes(image, { formats: ['QRCode'], tryHarder: true });
  return found.map((barcode) => barcode.text);
}
