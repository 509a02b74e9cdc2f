import fontkit from '@pdf-lib/fontkit';
import { PDFDocument } from 'pdf-lib';
import type { ProofBook } from '#app/domain/documents/proof-sheet.ts';
import type { DocumentAssets } from '../../assets.ts';
import { PAGE, type Sheet } from '../../kit/v1/sheet.ts';

/** What a book of many pages says of itself. */
type About = Pick<ProofBook, 'office' | 'title' | 'printedOn'>;

export type Book<A extends About = ProofBook> = {
  readonly about: A;
  addPage(): Sheet;
  close(): Promise<Uint8Array>;
};

/** A file of many pages in the kit's dress, its fonts embedded once; nothing in it depends on when it is made. */
export async function openBook<A extends About>(about: A, assets: DocumentAssets): Promise<Book<A>> {
  const doc = await PDFDocument.create({ updateMetadata: false });
  doc.registerFontkit(fontkit);
  const embed = (bytes: Uint8Array) => doc.embedFont(bytes, { subset: true });
  const fonts = {
    regular: await embed(assets.fonts.regular),
    bold: await embed(assets.fonts.bold),
    italic: await embed(assets.fonts.italic),
  };
  const printed = new Date(`${about.printedOn}T00:00:00Z`);
  doc.setTitle(about.title, { showInWindowTitleBar: true });
  doc.setAuthor(about.office.name.fr);
  doc.setProducer('Palmares');
  doc.setCreator('Palmares');
  doc.setCreationDate(printed);
  doc.setModificationDate(printed);
  doc.setLanguage('fr');
  const palette = { ...about.office.colours, quiet: '#5b5850', hairline: '#d3c29c' };
  return {
    about,
    addPage() {
      const page = doc.addPage([PAGE.width, PAGE.height]);
      const keyOf = (face: keyof typeof fonts) =>
        page.node.newFontDictionary(fonts[face].name, fonts[face].ref);
      return {
        doc,
        page,
        fonts,
        fontKeys: { regular: keyOf('regular'), bold: keyOf('bold'), italic: keyOf('italic') },
        palette,
        english: true,
        size: PAGE,
      };
    },
    close: () => doc.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false }),
  };
}
