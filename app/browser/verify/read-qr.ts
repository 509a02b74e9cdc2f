import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** Reads the QR codes of a picture, four at most. */
export type QrReader = (picture: ImageData) => Promise<readonly string[]>;

const MOST = 4;

/** What browsers have of the Shape Detection API; TypeScript's own library does not know it. */
type Detector = { detect(picture: ImageData): Promise<readonly { readonly rawValue: string }[]> };
type DetectorType = {
  new (options: { formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
};
declare const BarcodeDetector: DetectorType | undefined;

/**
 * The browser's own reader where it has one for QR codes, ZXing in WebAssembly from this site elsewhere.
 * @throws when the WebAssembly cannot be loaded
 */
export async function openQrReader(wasmAddress: string): Promise<QrReader> {
  const native = await openNative().catch(() => undefined);
  return native ?? openZxing(wasmAddress);
}

async function openNative(): Promise<QrReader | undefined> {
  if (typeof BarcodeDetector === 'undefined') return undefined;
  if (!(await BarcodeDetector.getSupportedFormats()).includes('qr_code')) return undefined;
  const detector = new BarcodeDetector({ formats: ['qr_code'] });
  return async (picture) => (await detector.detect(picture)).slice(0, MOST).map(({ rawValue }) => rawValue);
}

async function openZxing(wasmAddress: string): Promise<QrReader> {
  await prepareZXingModule({
    overrides: { locateFile: (path: string) => (path.endsWith('.wasm') ? wasmAddress : path) },
    fireImmediately: true,
  });
  return async (picture) => {
    const found = await readBarcodes(picture, {
      formats: ['QRCode'],
      tryHarder: true,
      maxNumberOfSymbols: MOST,
    });
    return found.map(({ text }) => text);
  };
}
