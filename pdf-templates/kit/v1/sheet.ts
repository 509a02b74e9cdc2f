import type { PDFOperator } from 'pdf-lib';
import type { DocumentModel, DocumentOffice } from '#app/domain/documents/model.ts';
import { fileIdentifier } from '#app/domain/documents/prepare-document.ts';
import type { DocumentAssets } from '../../assets.ts';
import { type About, type Draft, writePlainly } from './file/write-plainly.ts';
import { type Preparation, preparationOf, writePrepared } from './file/write-prepared.ts';
import {
  type Drawing,
  drawOn,
  endPiece,
  type Ink,
  inside,
  newInk,
  newTag,
  type TagAbout,
  type TagType,
} from './page-ink.ts';
import { type Picture, readPicture } from './picture.ts';
import { type FaceName, type Letters, lettersOf } from './type/letters.ts';

/**
 * One A4 page being drawn. Released templates share this kit, so a change here changes the bytes of documents
 * already issued: what must look different goes in a `v2` beside it.
 */
export type Face = FaceName;
export type Palette = {
  readonly ink: string;
  readonly accent: string;
  readonly ornament: string;
  /** Labels and English: the lightest grey that still reads on a poor copy. */
  readonly quiet: string;
  /** Rules between rows: the ornament's colour, thinned with white. */
  readonly hairline: string;
};
export type Sheet = {
  readonly ink: Ink;
  readonly letters: Letters;
  readonly palette: Palette;
  readonly english: boolean;
  /** Points: A4 upright, or lying. */
  readonly size: { readonly width: number; readonly height: number };
  /** The office's arms, where it gave any; the laurel is drawn where not. */
  readonly arms?: Picture | undefined;
  readonly compress: DocumentAssets['compress'];
  /** Ornaments drawn once for every document of this look, by what they are. */
  readonly drawings: Map<string, Drawing>;
};
/** A page with all that closing it needs. */
export type OpenSheet = Sheet & {
  readonly about: About;
  readonly preparation: Preparation;
  readonly assets: DocumentAssets;
};

/** How a page lies; upright unless it says otherwise. */
export type SheetOptions = { readonly landscape?: boolean };

export const PAGE = { width: 595.28, height: 841.89 } as const;
export const mm = (length: number): number => (length * 72) / 25.4;
export const MARGIN = mm(18);
/** The text's width on an upright page; `contentWidth` gives it for any. */
export const CONTENT_WIDTH = PAGE.width - 2 * MARGIN;
export const contentWidth = (sheet: Sheet): number => sheet.size.width - 2 * MARGIN;

/** Half a colour, half white. */
function thin(hex: string): string {
  const channel = (at: number) => Math.round((Number.parseInt(hex.slice(at, at + 2), 16) + 255) / 2);
  return `#${[1, 3, 5].map((at) => channel(at).toString(16).padStart(2, '0')).join('')}`;
}

export const paletteOf = ({ colours }: Pick<DocumentOffice, 'colours'>): Palette => ({
  ...colours,
  quiet: '#5b5850',
  hairline: thin(colours.ornament),
});

/**
 * A new page whose metadata comes from the model alone, so that the same model gives the same bytes.
 * @throws RangeError when the model names arms that were not given
 */
export async function openSheet(
  model: DocumentModel,
  title: string,
  assets: DocumentAssets,
  options: SheetOptions = {},
): Promise<OpenSheet> {
  const size = options.landscape ? { width: PAGE.height, height: PAGE.width } : PAGE;
  const preparation = preparationOf(model, size, assets);
  return {
    ink: newInk(0, newTag('Document', 0)),
    letters: lettersOf(assets),
    palette: paletteOf(model.office),
    english: model.languages.length === 2,
    size,
    arms: armsOf(model.office, assets),
    compress: assets.compress,
    drawings: preparation.drawings,
    about: aboutOf(model, title),
    preparation,
    assets,
  };
}

/** @throws RangeError when the office names arms that were not given, or that are no JPEG */
export function armsOf(
  office: { readonly arms?: { readonly key: string } | undefined },
  { images }: DocumentAssets,
): Picture | undefined {
  if (!office.arms) return undefined;
  const bytes = images?.[office.arms.key];
  if (!bytes) throw new RangeError('the arms the document names were not given');
  return readPicture(bytes);
}

function aboutOf(model: DocumentModel, title: string): About {
  return {
    title,
    author: model.office.name.fr,
    subject: `${model.number} · ${model.verification.host}`,
    on: new Date(`${model.issuedOn}T00:00:00Z`),
    extra: { PalmaresQR: `${model.qr.url}${model.qr.digits}` },
    identifier: fileIdentifier(model),
    sealed: true,
  };
}

/** Draws on the page: pdf-lib's operators, or what they would write. */
export function put(sheet: Sheet, ...operators: (PDFOperator | string)[]): void {
  drawOn(sheet.ink, operators);
}

/** Everything `draw` writes is one element of the page's structure: a heading, a paragraph, a cell, a figure. */
export function tagged(sheet: Sheet, type: TagType, draw: () => void, about?: TagAbout): void {
  inside(sheet.ink, type, draw, about);
}

type Box = readonly [left: number, bottom: number, right: number, top: number];

/** Something drawn once and placed many times: the file holds it once. `what` must say all that it depends on. */
export function motif(sheet: Sheet, what: string, box: Box, draw: (sheet: Sheet) => void): Drawing {
  const known = sheet.drawings.get(what);
  if (known) return known;
  const ink = newInk(0, newTag('Document', 0), true);
  draw({ ...sheet, ink });
  const drawing: Drawing = {
    name: `D${shortName(what)}`,
    dictionary: `/Type/XObject/Subtype/Form/BBox[${box.join(' ')}]/Filter/FlateDecode`,
    bytes: sheet.compress(new TextEncoder().encode(ink.parts.join('\n')), 9),
    uses: [...ink.drawings.values()],
  };
  sheet.drawings.set(what, drawing);
  return drawing;
}

/** An ornament in the page's own coordinates that is the same on every page of this look. */
export function stamp(sheet: Sheet, what: string, draw: (sheet: Sheet) => void): void {
  place(sheet, motif(sheet, what, [0, 0, sheet.size.width, sheet.size.height], draw));
}

/** FNV-1a: the name depends on the drawing alone, not on what was drawn before. */
export function shortName(what: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < what.length; at += 1) hash = Math.imul(hash ^ what.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(36);
}

export function place(sheet: Sheet, drawing: Drawing): void {
  sheet.ink.drawings.set(drawing.name, drawing);
  put(sheet, `/${drawing.name} Do`);
}

/** The finished file, with room for the office's seal. */
export async function closeSheet(sheet: OpenSheet): Promise<Uint8Array> {
  endPiece(sheet.ink);
  const draft: Draft = { about: sheet.about, pages: [sheet], root: sheet.ink.tag };
  return sheet.assets.way === 'plain'
    ? writePlainly(draft, sheet.assets, { whole: true, objectStreams: false })
    : writePrepared(draft, sheet.preparation, sheet.assets.compress);
}
