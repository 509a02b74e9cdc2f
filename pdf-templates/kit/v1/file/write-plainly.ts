import fontkit from '@pdf-lib/fontkit';
import {
  CustomFontEmbedder,
  PDFArray,
  PDFContext,
  PDFDict,
  PDFHeader,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFObjectParser,
  PDFRawStream,
  PDFRef,
  PDFStreamWriter,
  PDFWriter,
} from 'pdf-lib';
import type { DocumentAssets } from '../../../assets.ts';
import { cutFor, type Typeface } from '../type/typeface.ts';
import { type Draft, type FileObject, fontObjects, planFile, ROOTS } from './plan-file.ts';
import { structureObjects } from './plan-structure.ts';

export type { About, Draft } from './plan-file.ts';

type Options = {
  /** Latin fonts are embedded whole by pdf-lib; else cut to the letters of the pages. */
  readonly whole: boolean;
  /** Pack what is no stream, as is usual for files that are not sealed. */
  readonly objectStreams: boolean;
};

const encoder = new TextEncoder();

/** A file of one page or many, object by object with pdf-lib: the plain way that the prepared one must agree with. */
export async function writePlainly(
  draft: Draft,
  { compress }: Pick<DocumentAssets, 'compress'>,
  { whole, objectStreams }: Options,
): Promise<Uint8Array> {
  const context = PDFContext.create();
  context.header = PDFHeader.forVersion(1, 7);
  const plan = planFile(draft, (content) => compress(encoder.encode(content), 4));
  for (const object of plan.objects) assign(context, object);
  for (const object of structureObjects(draft, plan.next)) assign(context, object);
  const maps = new Map<Uint8Array, number>();
  for (const { face, number, glyphs } of plan.fonts) {
    if (whole && isLatin(face)) await embedWhole(context, face, number, glyphs);
    else for (const object of fontObjects(face, cutFor(face, glyphs), number, maps)) assign(context, object);
  }
  context.trailerInfo.Root = PDFRef.of(ROOTS.catalog);
  context.trailerInfo.Info = PDFRef.of(ROOTS.information);
  if (draft.about.identifier) {
    const identifiers = PDFArray.withContext(context);
    identifiers.push(PDFHexString.of(draft.about.identifier));
    identifiers.push(PDFHexString.of(draft.about.identifier));
    context.trailerInfo.ID = identifiers;
  }
  return objectStreams
    ? PDFStreamWriter.forContext(context, 50, true, 50).serializeToBuffer()
    : PDFWriter.forContext(context, 50).serializeToBuffer();
}

function parse(context: PDFContext, text: string): PDFObject {
  return PDFObjectParser.forBytes(encoder.encode(text), context).parseObject();
}

function assign(context: PDFContext, { number, body, stream }: FileObject): void {
  const reference = PDFRef.of(number);
  if (!stream) {
    context.assign(reference, parse(context, body));
    return;
  }
  const dictionary = parse(context, `<<${body}>>`);
  if (!(dictionary instanceof PDFDict)) throw new RangeError('a stream without a dictionary');
  context.assign(reference, PDFRawStream.of(dictionary, stream));
}

const isLatin = (face: Typeface): boolean => face.quick[0x61] !== 0;

/** pdf-lib's own embedding of the whole font, told how pages number its glyphs. */
async function embedWhole(
  context: PDFContext,
  face: Typeface,
  number: number,
  glyphs: Set<number>,
): Promise<void> {
  const embedder = await CustomFontEmbedder.for(fontkit, face.font.bytes, face.name);
  await embedder.embedIntoContext(context, PDFRef.of(number));
  const font = context.lookup(PDFRef.of(number), PDFDict);
  const letters = font.lookup(PDFName.of('DescendantFonts'), PDFArray).lookup(0, PDFDict);
  const cut = cutFor(face, glyphs);
  const map = new DataView(new ArrayBuffer(2 * face.numbers.length + 2));
  face.numbers.forEach((named, glyph) => {
    if (named > 0) map.setUint16(2 * named, glyph);
  });
  letters.set(PDFName.of('W'), parse(context, cut.widths));
  letters.set(PDFName.of('CIDToGIDMap'), context.register(context.flateStream(new Uint8Array(map.buffer))));
  const characters = PDFRawStream.of(context.obj({ Filter: 'FlateDecode' }), cut.characters);
  font.set(PDFName.of('ToUnicode'), context.register(characters));
}
