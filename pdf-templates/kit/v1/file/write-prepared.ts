import { zlibSync } from 'fflate';
import type { DocumentModel } from '#app/domain/documents/model.ts';
import type { DocumentAssets } from '../../../assets.ts';
import type { Drawing } from '../page-ink.ts';
import { cutFor } from '../type/typeface.ts';
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

function structureOf(draft: Draft, { structures }: Preparation): Structure {
  const line = describeStructure(draft.root);
  const known = structures.get(line);
  if (known) return known;
  if (structures.size >= MOST_STRUCTURES) structures.clear();
  const objects = structureObjects(draft, FIRST_ELEMENT);
  let [index, bodies] = ['', ''];
  for (const { number, body } of objects) {
    index += `${number} ${bodies.length} `;
    bodies += `${body}\n`;
  }
  const made = {
    numbers: objects.map(({ number }) => number),
    body: `/Type/ObjStm/N ${objects.length}/First ${index.length}/Filter/FlateDecode`,
    stream: zlibSync(encoder.encode(index + bodies), { level: 9 }),
  };
  structures.set(line, made);
  return made;
}

const encoder = new TextEncoder();
/** The second line tells a program that moves files that they are not text. */
const HEAD = Uint8Array.from([...encoder.encode('%PDF-1.7\n%'), 0xe2, 0xe3, 0xcf, 0xd3, 0x0a]);

export const compress = (content: string): Uint8Array => zlibSync(encoder.encode(content), { level: 3 });

/** One page's file, its parts written one after the other. Its structure is packed; its seal stands open. */
export function writePrepared(draft: Draft, preparation: Preparation): Uint8Array {
  const plan = planFile(draft, compress);
  const structure = structureOf(draft, preparation);
  const objects: FileObject[] = [...plan.objects];
  for (const { face, number, glyphs } of plan.fonts)
    objects.push(...fontObjects(face, cutFor(face, glyphs), number));
  const packed = plan.next;
  objects.push({ number: packed, body: structure.body, stream: structure.stream });
  if (packed + 1 >= FIRST_ELEMENT) throw new RangeError('a page has too many fonts and pictures');
  return assemble(draft, objects, structure.numbers, packed);
}

/** Bytes of one entry of the cross-reference: its kind, where it is, its place among the packed. */
const ENTRY = 7;

function assemble(
  draft: Draft,
  objects: readonly FileObject[],
  elements: readonly number[],
  packed: number,
): Uint8Array {
  const index = packed + 1;
  const texts = objects.map(({ number, body, stream }) =>
    stream
      ? `${number} 0 obj\n<<${body}/Length ${stream.length}>>\nstream\n`
      : `${number} 0 obj\n${body}\nendobj\n`,
  );
  const last = elements.at(-1) ?? FIRST_ELEMENT;
  const count = index + 1 + (last - FIRST_ELEMENT + 1);
  const { identifier } = draft.about;
  const identified = identifier ? `/ID[<${identifier}><${identifier}>]` : '';
  const references = `${index} 0 obj\n<</Type/XRef/Size ${last + 1}/Root ${ROOTS.catalog} 0 R/Info ${ROOTS.information} 0 R${identified}/W[1 4 2]/Index[0 ${index + 1} ${FIRST_ELEMENT} ${last - FIRST_ELEMENT + 1}]/Length ${count * ENTRY}>>\nstream\n`;
  const END = '\nendstream\nendobj\n';
  let size = HEAD.length;
  const table = new Uint8Array(count * ENTRY);
  const view = new DataView(table.buffer);
  const enter = (row: number, kind: number, where: number, place: number) => {
    view.setUint8(row * ENTRY, kind);
    view.setUint32(row * ENTRY + 1, where);
    view.setUint16(row * ENTRY + 5, place);
  };
  enter(0, 0, 0, 65535);
  objects.forEach(({ number, stream }, at) => {
    enter(number, 1, size, 0);
    size += (texts[at]?.length ?? 0) + (stream ? stream.length + END.length : 0);
  });
  elements.forEach((number, at) => {
    enter(number < FIRST_ELEMENT ? number : index + 1 + number - FIRST_ELEMENT, 2, packed, at);
  });
  enter(index, 1, size, 0);
  const tail = `${END}startxref\n${size}\n%%EOF\n`;
  const file = new Uint8Array(size + references.length + table.length + tail.length);
  let at = 0;
  const bytes = (part: Uint8Array) => {
    file.set(part, at);
    at += part.length;
  };
  const text = (part: string) => {
    at += encoder.encodeInto(part, file.subarray(at)).written;
  };
  bytes(HEAD);
  objects.forEach(({ stream }, place) => {
    text(texts[place] ?? '');
    if (!stream) return;
    bytes(stream);
    text(END);
  });
  text(references);
  bytes(table);
  text(tail);
  return file;
}
