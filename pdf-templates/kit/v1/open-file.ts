import type { DocumentOffice } from '#app/domain/documents/model.ts';
import type { DocumentAssets } from '../../assets.ts';
import { type About, writePlainly } from './file/write-plainly.ts';
import { endPiece, newInk, newTag } from './page-ink.ts';
import { armsOf, PAGE, paletteOf, type Sheet, type SheetOptions } from './sheet.ts';
import { lettersOf } from './type/letters.ts';

/** A file of many pages in the kit's dress: lists, minutes, sheets to fill by hand. */
export type PagedFile = {
  addPage(options?: SheetOptions): Sheet;
  close(): Promise<Uint8Array>;
};

/** Fonts are cut to the letters of all pages; nothing in the file depends on when it is made. */
export function openFile(
  about: Omit<About, 'sealed'>,
  office: Pick<DocumentOffice, 'colours' | 'arms'>,
  assets: DocumentAssets,
): PagedFile {
  const root = newTag('Document', 0);
  const sheets: Sheet[] = [];
  const shared = {
    letters: lettersOf(assets),
    palette: paletteOf(office),
    english: true,
    arms: armsOf(office, assets),
    compress: assets.compress,
    drawings: new Map(),
  };
  return {
    addPage({ landscape = false } = {}) {
      const size = landscape ? { width: PAGE.height, height: PAGE.width } : PAGE;
      const sheet: Sheet = { ...shared, size, ink: newInk(sheets.length, root) };
      sheets.push(sheet);
      return sheet;
    },
    close() {
      for (const { ink } of sheets) endPiece(ink);
      return writePlainly({ about: { ...about, sealed: false }, pages: sheets, root }, assets, {
        whole: false,
        objectStreams: true,
      });
    },
  };
}
