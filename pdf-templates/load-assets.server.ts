import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync, type ZlibOptions } from 'node:zlib';
import type { DocumentAssets } from './assets.ts';

/**
 * The committed fonts, read from `<root>/pdf-templates/fonts`. The root is a parameter because bundled code can't tell
 * where it came from; the server and the command line run in the project's folder. Keep the result: templates reuse
 * fonts they parsed as long as they are given the same arrays.
 */
export async function loadDocumentAssets(root: string = process.cwd()): Promise<DocumentAssets> {
  const read = async (face: string) =>
    new Uint8Array(await readFile(join(root, 'pdf-templates', 'fonts', `palmares-${face}.ttf`)));
  const [regular, bold, italic, arabic, arabicBold] = await Promise.all([
    read('book-regular'),
    read('book-bold'),
    read('book-italic'),
    read('arabic-regular'),
    read('arabic-bold'),
  ]);
  const fonts = { regular, bold, italic, arabic, arabicBold };
  return { fonts, compress: (bytes, level) => deflateSync(bytes, memoryFor(bytes.length, level)) };
}

/** What zlib sets up is as large as what it is given asks for: clearing it takes longer than packing a few words. */
function memoryFor(length: number, level: number): ZlibOptions {
  return length <= 4096 ? { level, windowBits: 12, memLevel: 6, chunkSize: 4096 } : { level };
}
