import { SEAL_BYTES } from '#app/domain/documents/seal.ts';
import type { Drawing, Ink, Tag } from '../page-ink.ts';
import { textString } from '../type/text-string.ts';
import type { FontCut, Typeface } from '../type/typeface.ts';

/** What a file says of itself. */
export type About = {
  readonly title: string;
  readonly author: string;
  readonly subject?: string;
  readonly on: Date;
  /** Further entries of the information dictionary, in plain letters. */
  readonly extra: Readonly<Record<string, string>>;
  /** 32 hexadecimal digits. */
  readonly identifier?: string;
  /** Whether the file keeps room for the office's seal. */
  readonly sealed: boolean;
};
export type DraftPage = {
  readonly ink: Ink;
  readonly size: { readonly width: number; readonly height: number };
};
export type Draft = { readonly about: About; readonly pages: readonly DraftPage[]; readonly root: Tag };

/** An object of the file: its text, or a stream's dictionary without brackets and length, and its bytes. */
export type FileObject = { readonly number: number; readonly body: string; readonly stream?: Uint8Array };

const [CATALOG, PAGES, STRUCTURE, INFORMATION, SEAL, SEAL_FIELD, FIRST_PAGE] = [1, 2, 3, 4, 5, 6, 7] as const;
/** Objects of a page: itself and what is drawn on it. */
const PER_PAGE = 2;
/** Objects of a font: itself, its letters, what describes them, its program, its characters. */
const PER_FONT = 5;
export const ROOTS = {
  catalog: CATALOG,
  structure: STRUCTURE,
  information: INFORMATION,
  seal: SEAL,
} as const;
export const pageNumber = (page: number): number => FIRST_PAGE + PER_PAGE * page;

export type FontNumbers = { readonly face: Typeface; readonly number: number; readonly glyphs: Set<number> };
export type Plan = {
  readonly objects: readonly FileObject[];
  readonly fonts: readonly FontNumbers[];
  /** The first number that no object has yet. */
  readonly next: number;
};

const dateString = (date: Date) => `(D:${date.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z)`;

/** @throws RangeError for anything but plain letters, which need no escaping */
function plainString(text: string): string {
  if (!/^[\x20-\x7e]*$/.test(text) || /[()\\]/.test(text)) throw new RangeError('not in plain letters');
  return `(${text})`;
}

function informationBody({ title, author, subject, on, extra }: About): string {
  const added = Object.entries(extra).map(([key, value]) => `/${key}${plainString(value)}`);
  const about = subject === undefined ? '' : `/Subject${textString(subject)}`;
  const dated = `/CreationDate${dateString(on)}/ModDate${dateString(on)}`;
  return `<</Title${textString(title)}/Author${textString(author)}${about}/Producer(Palmares)/Creator(Palmares)${dated}${added.join('')}>>`;
}

const NO_SEAL = '00'.repeat(SEAL_BYTES);
/** The field a seal is written into (PAdES), dated as the document is; its dictionary stands where the seal finds it. */
function sealObjects(on: Date): FileObject[] {
  const stars = '/********** /********** /**********';
  const kind = '/Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached';
  const seal = `<< ${kind} /M ${dateString(on)} /ByteRange [ 0 ${stars} ] /Contents <${NO_SEAL}> >>`;
  const field = `<</Type/Annot/Subtype/Widget/FT/Sig/Rect[0 0 0 0]/F 132/T(Sceau)/V ${SEAL} 0 R/P ${FIRST_PAGE} 0 R>>`;
  return [
    { number: SEAL, body: seal },
    { number: SEAL_FIELD, body: field },
  ];
}

/** Everything but the fonts' own objects and the structure's elements, which `next` and `fonts` leave room for. */
export function planFile({ about, pages }: Draft, compress: (content: string) => Uint8Array): Plan {
  let next = pageNumber(pages.length);
  const drawings = new Map<string, { readonly drawing: Drawing; readonly number: number }>();
  const fonts = new Map<Typeface, FontNumbers>();
  const count = (drawing: Drawing) => {
    if (drawings.has(drawing.name)) return;
    for (const used of drawing.uses ?? []) count(used);
    drawings.set(drawing.name, { drawing, number: next });
    next += 1;
  };
  for (const { ink } of pages) {
    for (const drawing of ink.drawings.values()) count(drawing);
    for (const [face, used] of ink.used) {
      const known = fonts.get(face);
      for (const glyph of known ? used : []) known?.glyphs.add(glyph);
      if (known) continue;
      fonts.set(face, { face, number: next, glyphs: pages.length > 1 ? new Set(used) : used });
      next += PER_FONT;
    }
  }
  const named = [...fonts.values()].map(({ face, number }) => `/${face.key} ${number} 0 R`).join('');
  const places = (held: Iterable<Drawing>) =>
    `/XObject<<${[...held].map(({ name }) => `/${name} ${drawings.get(name)?.number} 0 R`).join('')}>>`;

  const kids = pages.map((_, page) => `${pageNumber(page)} 0 R`).join(' ');
  const form = about.sealed ? `/AcroForm<</Fields[${SEAL_FIELD} 0 R]/SigFlags 3>>` : '';
  const told = '/Lang(fr)/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>';
  const objects: FileObject[] = [
    {
      number: CATALOG,
      body: `<</Type/Catalog/Pages ${PAGES} 0 R/StructTreeRoot ${STRUCTURE} 0 R${told}${form}>>`,
    },
    { number: PAGES, body: `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>` },
    { number: INFORMATION, body: informationBody(about) },
    ...(about.sealed ? sealObjects(about.on) : []),
  ];
  pages.forEach(({ ink, size }, page) => {
    const at = pageNumber(page);
    const annotations = about.sealed && page === 0 ? `/Annots[${SEAL_FIELD} 0 R]` : '';
    const resources = `<</Font<<${named}>>${places(ink.drawings.values())}>>`;
    const box = `/MediaBox[0 0 ${size.width} ${size.height}]`;
    objects.push({
      number: at,
      body: `<</Type/Page/Parent ${PAGES} 0 R${box}/Resources ${resources}/Contents ${at + 1} 0 R/StructParents ${page}/Tabs/S${annotations}>>`,
    });
    objects.push({ number: at + 1, body: '/Filter/FlateDecode', stream: compress(ink.parts.join('\n')) });
  });
  for (const { drawing, number } of drawings.values()) {
    const resources = drawing.uses ? `/Resources<<${places(drawing.uses)}>>` : '';
    objects.push({ number, body: `${drawing.dictionary}${resources}`, stream: drawing.bytes });
  }
  return { objects, fonts: [...fonts.values()], next };
}

/** The objects of one cut of a font, from `number` on; `widths` is an array, or where one stands. */
export function fontObjects(
  { name, font, key }: Typeface,
  cut: FontCut,
  number: number,
  maps: Map<Uint8Array, number>,
  widths = cut.widths,
): FileObject[] {
  const scale = (units: number) => Math.round((units * 1000) / font.unitsPerEm);
  const base = `${cut.tag}+${name}`;
  const [letters, describing, program] = [number + 1, number + 2, number + 3];
  // Fonts with usual letters alone share one map from numbers to characters.
  const shared = maps.get(cut.characters);
  const characters = shared ?? number + 4;
  maps.set(cut.characters, characters);
  const flags = key === 'I' ? 4 | 64 : 4;
  const measures = `/ItalicAngle ${key === 'I' ? -12 : 0}/Ascent ${scale(font.ascent)}/Descent ${scale(font.descent)}/CapHeight 650/StemV ${key === 'B' || key === 'AB' ? 140 : 80}`;
  return [
    {
      number,
      body: `<</Type/Font/Subtype/Type0/BaseFont/${base}/Encoding/Identity-H/DescendantFonts[${letters} 0 R]/ToUnicode ${characters} 0 R>>`,
    },
    {
      number: letters,
      body: `<</Type/Font/Subtype/CIDFontType2/BaseFont/${base}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ${describing} 0 R/CIDToGIDMap/Identity/DW 0/W${widths}>>`,
    },
    {
      number: describing,
      body: `<</Type/FontDescriptor/FontName/${base}/Flags ${flags}/FontBBox[${font.box.map(scale).join(' ')}]${measures}/FontFile2 ${program} 0 R>>`,
    },
    { number: program, body: `/Length1 ${cut.length}/Filter/FlateDecode`, stream: cut.program },
    ...(shared === undefined
      ? [{ number: characters, body: '/Filter/FlateDecode', stream: cut.characters }]
      : []),
  ];
}
