import type { ProofBook } from '#app/domain/documents/proof-sheet.ts';
import type { DocumentAssets } from '../../assets.ts';
import { openFile, type PagedFile } from '../../kit/v1/open-file.ts';

/** What a book of many pages says of itself. */
type About = Pick<ProofBook, 'office' | 'title' | 'printedOn'>;

export type Book<A extends About = ProofBook> = PagedFile & { readonly about: A };

/** A file of many pages in the kit's dress, its fonts embedded once; nothing in it depends on when it is made. */
export async function openBook<A extends About>(about: A, assets: DocumentAssets): Promise<Book<A>> {
  const { office, title, printedOn } = about;
  const on = new Date(`${printedOn}T00:00:00Z`);
  return { about, ...openFile({ title, author: office.name.fr, on, extra: {} }, office, assets) };
}
