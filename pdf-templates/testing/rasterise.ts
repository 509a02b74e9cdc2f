import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';

/** One page as an outside reader sees it: its text, and its pixels as RGBA rows from the top. */
export type RasterPage = {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
};

let library: Promise<PDFiumLibrary> | undefined;

/** Every page of a PDF, rendered by PDFium at `dpi`. */
export async function rasterise(pdf: Uint8Array, dpi = 200): Promise<RasterPage[]> {
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(pdf);
  try {
    const pages: RasterPage[] = [];
    for (const page of document.pages()) {
      const text = page.getText();
      const image = await page.render({ scale: dpi / 72, render: 'bitmap' });
      const rgba = new Uint8ClampedArray(image.data.length);
      rgba.set(image.data);
      pages.push({ text, width: image.width, height: image.height, rgba });
    }
    return pages;
  } finally {
    document.destroy();
  }
}

/** A rasterised page as a PNG file's bytes. */
export async function toPng(page: RasterPage): Promise<Uint8Array> {
  const raw = { width: page.width, height: page.height, channels: 4 } as const;
  return new Uint8Array(await sharp(Buffer.from(page.rgba.buffer), { raw }).png().toBuffer());
}
