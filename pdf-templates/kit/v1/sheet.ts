import fontkit from '@pdf-lib/fontkit';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  type PDFFont,
  PDFHexString,
  PDFName,
  type PDFOperator,
  type PDFPage,
  PDFString,
} from 'pdf-lib';
import type { DocumentModel } from '#app/domain/documents/model.ts';
import { documentFingerprint } from '#app/domain/documents/prepare-document.ts';
import type { DocumentAssets } from '../../assets.ts';
import { leaveSignatureField } from './signature-field.ts';

/**
 * One A4 page being drawn. Released templates share this kit, so a change here changes the bytes of documents
 * already issued: what must look different goes in a `v2` beside it.
 */
export type Face = 'regular' | 'bold' | 'italic';
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
  readonly doc: PDFDocument;
  readonly page: PDFPage;
  readonly fonts: Readonly<Record<Face, PDFFont>>;
  readonly fontKeys: Readonly<Record<Face, PDFName>>;
  readonly palette: Palette;
  readonly english: boolean;
  /** Points: A4 upright, or lying. */
  readonly size: { readonly width: number; readonly height: number };
};

/** How a page lies; upright unless it says otherwise. */
export type SheetOptions = { readonly landscape?: boolean };

export const PAGE = { width: 595.28, height: 841.89 } as const;
export const mm = (length: number): number => (length * 72) / 25.4;
export const MARGIN = mm(18);
/** The text's width on an upright page; `contentWidth` gives it for any. */
export const CONTENT_WIDTH = PAGE.width - 2 * MARGIN;
export const contentWidth = (sheet: Sheet): number => sheet.size.width - 2 * MARGIN;

type ParsedFont = ReturnType<typeof fontkit.create>;
const parsedFonts = new WeakMap<Uint8Array, ParsedFont>();

/** Parsing takes most of the time of a document: a font is parsed once for each array of bytes. */
const cachingFontkit = {
  create(bytes: Uint8Array): ParsedFont {
    const known = parsedFonts.get(bytes);
    if (known) return known;
    const parsed = fontkit.create(bytes);
    parsedFonts.set(bytes, parsed);
    return parsed;
  },
};

/** Half a colour, half white. */
function thin(hex: string): string {
  const channel = (at: number) => Math.round((Number.parseInt(hex.slice(at, at + 2), 16) + 255) / 2);
  return `#${[1, 3, 5].map((at) => channel(at).toString(16).padStart(2, '0')).join('')}`;
}

/** A new page whose metadata comes from the model alone, so that the same model gives the same bytes. */
export async function openSheet(
  model: DocumentModel,
  title: string,
  assets: DocumentAssets,
  options: SheetOptions = {},
): Promise<Sheet> {
  const doc = await PDFDocument.create({ updateMetadata: false });
  doc.registerFontkit(cachingFontkit);
  const embed = (bytes: Uint8Array) => doc.embedFont(bytes, { subset: true });
  const fonts = {
    regular: await embed(assets.fonts.regular),
    bold: await embed(assets.fonts.bold),
    italic: await embed(assets.fonts.italic),
  };
  const size = options.landscape ? { width: PAGE.height, height: PAGE.width } : PAGE;
  const page = doc.addPage([size.width, size.height]);
  const keyOf = (font: PDFFont) => page.node.newFontDictionary(font.name, font.ref);
  recordMetadata(doc, model, title);
  return {
    doc,
    page,
    fonts,
    fontKeys: { regular: keyOf(fonts.regular), bold: keyOf(fonts.bold), italic: keyOf(fonts.italic) },
    palette: { ...model.office.colours, quiet: '#5b5850', hairline: thin(model.office.colours.ornament) },
    english: model.languages.length === 2,
    size,
  };
}

function recordMetadata(doc: PDFDocument, model: DocumentModel, title: string): void {
  const issued = new Date(`${model.issuedOn}T00:00:00Z`);
  doc.setTitle(title, { showInWindowTitleBar: true });
  doc.setAuthor(model.office.name.fr);
  doc.setSubject(`${model.number} · ${model.verification.host}`);
  doc.setProducer('Palmares');
  doc.setCreator('Palmares');
  doc.setCreationDate(issued);
  doc.setModificationDate(issued);
  doc.setLanguage('fr');
  const info = doc.context.lookup(doc.context.trailerInfo.Info, PDFDict);
  info.set(PDFName.of('PalmaresQR'), PDFString.of(`${model.qr.url}${model.qr.digits}`));
  const identifier = PDFHexString.of(documentFingerprint(model).slice(0, 32));
  const identifiers = PDFArray.withContext(doc.context);
  identifiers.push(identifier);
  identifiers.push(identifier);
  doc.context.trailerInfo.ID = identifiers;
}

export function put(sheet: Sheet, ...operators: PDFOperator[]): void {
  sheet.page.pushOperators(...operators);
}

/** The finished file with a field for the office's seal, and a plain cross-reference table. */
export async function closeSheet(sheet: Sheet): Promise<Uint8Array> {
  leaveSignatureField(sheet);
  return sheet.doc.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}
