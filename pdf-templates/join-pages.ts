import { PDFDocument, PDFName, type PDFRef } from 'pdf-lib';
import { shareObjects } from './share-objects.ts';

/** What belongs to a file by itself: its seal's field and the tree of its reading order. */
const OF_THE_FILE = ['Annots', 'StructParents', 'Tabs'].map((name) => PDFName.of(name));

/**
 * All pages of some files as one file for a printer, each page drawn as it is in its own. What they share, such as fonts,
 * is kept once. Seals are left behind, for each is over the bytes of one file. The same files give the same bytes.
 * @throws when one of them is no PDF that pdf-lib reads
 */
export async function joinPages(files: AsyncIterable<Uint8Array>, title: string): Promise<Uint8Array> {
  const joined = await PDFDocument.create({ updateMetadata: false });
  joined.setTitle(title);
  const known = new Map<string, PDFRef>();
  for await (const bytes of files) {
    const before = joined.context.largestObjectNumber;
    const one = await PDFDocument.load(bytes, { updateMetadata: false });
    for (const page of one.getPages()) for (const key of OF_THE_FILE) page.node.delete(key);
    for (const page of await joined.copyPages(one, one.getPageIndices())) joined.addPage(page);
    shareObjects(joined.context, known, before);
  }
  return joined.save();
}
