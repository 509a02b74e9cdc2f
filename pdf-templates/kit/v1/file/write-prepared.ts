import type { DocumentModel } from '#app/domain/documents/model.ts';
import type { DocumentAssets } from '../../../assets.ts';
import type { Drawing } from '../page-ink.ts';
import { cutFor, type Typeface } from '../type/typeface.ts';
import { type Draft, type FileObject, fontObjects, planFile, ROOTS } from './plan-file.ts';
import { describeStructure, structureObjects } from './plan-structure.ts';

/** What the documents of one kind, version, look and language share, made once. */
export type Preparation = {
  readonly drawings: Map<string, Drawing>;
  readonly structures: Map<string, Structure>;
};
/** The elements of a structure, packed into one compressed object that counts them. */
type Structure = { readonly numbers: readonly number[]; readonly body: string; readonly stream: Uint8Array };

/** Looks and structures kept; then all are forgotten, and made again as they are asked for. */
const MOST_LOOKS = 64;
const MOST_STRUCTURES = 512;
/** Elements are numbered from here: a page with its fonts and drawings has fewer objects. */
const FIRST_ELEMENT = 100;

const looks = new WeakMap<DocumentAssets['fonts'], Map<string, Preparation>>();

export function preparationOf(
  { kind, templateVersion, office, languages }: DocumentModel,
  size: { readonly width: number },
  { fonts }: DocumentAssets,
): Preparation {
  const known = looks.get(fonts) ?? new Map<string, Preparation>();
  looks.set(fonts, known);
  const key = JSON.stringify([kind, templateVersion, size.width, office.colours, languages]);
  const found = known.get(key);
  if (found) return found;
  if (known.size >= MOST_LOOKS) known.clear();
  const made = { drawings: new Map(), structures: new Map() };
  known.set(key, made);
  return made;
}

/** Also packs the widths of the usual letters of each face, numbered in the order of the faces, first of all. */
function structureOf(
  draft: Draft,
  faces: readonly Typeface[],
  { structures }: Preparation,
  compress: Compress,
): Structure {
  const line = `${faces.map(({ key }) => key).join()} ${describeStructure(draft.root)}`;
  const known = structures.get(line);
  if (known) return known;
  if (structures.size >= MOST_STRUCTURES) structures.clear();
  const objects = [
    ...faces.map(({ usualWidths }, at) => ({ number: FIRST_ELEMENT + at, body: usualWidths || '[]' })),
    ...structureObjects(draft, FIRST_ELEMENT + faces.length),
  ];
  let [index, bodies] = ['', ''];
  for (const { number, body } of objects) {
    index += `${number} ${bodies.length} `;
    bodies += `${body}\n`;
  }
  const made = {
    numbers: objects.map(({ number }) => number),
    body: `/Type/ObjStm/N ${objects.length}/First ${index.length}/Filter/FlateDecode`,
    stream: compress(encoder.encode(index + bodies), 9),
  };
  structures.set(line, made);
  return made;
}

const encoder = new TextEncoder();
/** The second line tells a program that moves files that they are not text. */
const HEAD = Uint8Array.from([...encoder.encode('%PDF-1.7\n%'), 0xe2, 0xe3, 0xcf, 0xd3, 0x0a]);

type Compress = DocumentAssets['compress'];
/** How hard a page's text is compressed. */
const LEVEL = 4;

/** One page's file, its parts written one after the other. Its structure is packed; its seal stands open. */
export function writePrepared(draft: Draft, preparation: Preparation, compress: Compress): Uint8Array {
  const plan = planFile(draft, (content) => compress(encoder.encode(content), LEVEL));
  const faces = plan.fonts.map(({ face }) => face);
  const structure = structureOf(draft, faces, preparation, compress);
  const objects: FileObject[] = [...plan.objects];
  const maps = new Map<Uint8Array, number>();
  plan.fonts.forEach(({ face, number, glyphs }, at) => {
    const cut = cutFor(face, glyphs);
    const widths = cut.isUsual && face.usualWidths ? ` ${FIRST_ELEMENT + at} 0 R` : cut.widths;
    objects.push(...fontObjects(face, cut, number, maps, widths));
  });
  const packed = plan.next;
  objects.push({ number: packed, body: structure.body, stream: structure.stream });
  if (packed + 1 >= FIRST_ELEMENT) throw new RangeError('a page has too many fonts and pictures');
  const head = headers(objects);
  const references = referenceStream(draft, objects, { head, elements: structure.numbers, packed, compress });
  return join(objects, head, references);
}

/** Bytes of one entry of the cross-reference: its kind, where it is, its place among the packed. */
const ENTRY = 6;
const STREAM_END = '\nendstream\nendobj\n';

/** What stands before each object's stream, or all of an object without one. */
function headers(objects: readonly FileObject[]): string[] {
  return objects.map(({ number, body, stream }) =>
    stream
      ? `${number} 0 obj\n<<${body}/Length ${stream.length}>>\nstream\n`
      : `${number} 0 obj\n${body}\nendobj\n`,
  );
}

type References = {
  readonly head: readonly string[];
  readonly elements: readonly number[];
  readonly packed: number;
  readonly compress: Compress;
};
type Tail = { readonly object: string; readonly stream: Uint8Array; readonly start: number };

/** Where every object lies, as an object itself, and the last. */
function referenceStream(
  { about: { identifier } }: Draft,
  objects: readonly FileObject[],
  { head, elements, packed, compress }: References,
): Tail {
  const own = packed + 1;
  const last = elements.at(-1) ?? FIRST_ELEMENT;
  const rows = own + 1 + (last - FIRST_ELEMENT + 1);
  const view = new DataView(new ArrayBuffer(rows * ENTRY));
  const enter = (row: number, kind: number, where: number, place: number) => {
    view.setUint32(row * ENTRY, kind * 0x1000000 + where);
    view.setUint16(row * ENTRY + 4, place);
  };
  enter(0, 0, 0, 0xffff);
  let start = HEAD.length;
  objects.forEach(({ number, stream }, at) => {
    enter(number, 1, start, 0);
    start += (head[at]?.length ?? 0) + (stream ? stream.length + STREAM_END.length : 0);
  });
  elements.forEach((number, place) => {
    enter(number < FIRST_ELEMENT ? number : own + 1 + number - FIRST_ELEMENT, 2, packed, place);
  });
  enter(own, 1, start, 0);
  const stream = compress(new Uint8Array(view.buffer), LEVEL);
  const sections = `/W[1 3 2]/Index[0 ${own + 1} ${FIRST_ELEMENT} ${last - FIRST_ELEMENT + 1}]`;
  const roots = `/Root ${ROOTS.catalog} 0 R/Info ${ROOTS.information} 0 R`;
  const named = identifier ? `/ID[<${identifier}><${identifier}>]` : '';
  const object = `${own} 0 obj\n<</Type/XRef/Size ${last + 1}${roots}${named}${sections}/Filter/FlateDecode/Length ${stream.length}>>\nstream\n`;
  return { object, stream, start };
}

function join(
  objects: readonly FileObject[],
  head: readonly string[],
  { object, stream, start }: Tail,
): Uint8Array {
  const end = `${STREAM_END}startxref\n${start}\n%%EOF\n`;
  const file = new Uint8Array(start + object.length + stream.length + end.length);
  let at = 0;
  const bytes = (part: Uint8Array) => {
    file.set(part, at);
    at += part.length;
  };
  const text = (part: string) => {
    at += encoder.encodeInto(part, file.subarray(at)).written;
  };
  bytes(HEAD);
  objects.forEach((held, place) => {
    text(head[place] ?? '');
    if (!held.stream) return;
    bytes(held.stream);
    text(STREAM_END);
  });
  text(object);
  bytes(stream);
  text(end);
  return file;
}
