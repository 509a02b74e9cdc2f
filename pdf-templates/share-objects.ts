import { PDFArray, type PDFContext, PDFDict, PDFName, type PDFObject, PDFRawStream, PDFRef } from 'pdf-lib';

const TYPE = PDFName.of('Type');
/** Each is somebody's own, even where two are alike. */
const NEVER_SHARED = ['Page', 'Pages', 'Catalog'].map((name) => PDFName.of(name));

type Known = Map<string, PDFRef>;

/**
 * Keeps once what several copied pages have alike, such as a font: looks at the objects numbered above `after`, points to
 * the earlier ones and drops the copies, until nothing alike is left. `known` is what was seen before.
 */
export function shareObjects(context: PDFContext, known: Known, after: number): void {
  for (;;) {
    const fresh = numbered(context, after);
    const same = new Map<PDFRef, PDFRef>();
    for (const [ref, object] of fresh) {
      const key = keyOf(object);
      if (key === undefined) continue;
      const earlier = known.get(key);
      if (earlier === undefined) known.set(key, ref);
      else if (earlier !== ref && isAlike(context.lookup(earlier), object)) same.set(ref, earlier);
    }
    if (same.size === 0) return;
    for (const ref of same.keys()) context.delete(ref);
    for (const [ref, object] of fresh) if (!same.has(ref)) repoint(object, same);
  }
}

function numbered(context: PDFContext, after: number): [PDFRef, PDFObject][] {
  const found: [PDFRef, PDFObject][] = [];
  for (let number = after + 1; number <= context.largestObjectNumber; number++) {
    const ref = PDFRef.of(number);
    const object = context.lookup(ref);
    if (object) found.push([ref, object]);
  }
  return found;
}

/** What two alike objects have in common; of a stream not its bytes, which would be held twice. */
function keyOf(object: PDFObject): string | undefined {
  if (object instanceof PDFRawStream)
    return `${object.dict.toString()} ${object.contents.length} ${mix(object.contents)}`;
  const type = object instanceof PDFDict ? object.get(TYPE) : undefined;
  return NEVER_SHARED.some((name) => name === type) ? undefined : object.toString();
}

/** FNV-1a: tells most streams apart; `isAlike` tells the rest. */
function mix(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

function isAlike(one: PDFObject | undefined, other: PDFObject): boolean {
  if (!(one instanceof PDFRawStream && other instanceof PDFRawStream)) return one !== undefined;
  const { contents } = one;
  return contents.every((byte, at) => byte === other.contents[at]);
}

function repoint(object: PDFObject, same: ReadonlyMap<PDFRef, PDFRef>): void {
  const to = (value: PDFObject) => (value instanceof PDFRef ? same.get(value) : undefined);
  if (object instanceof PDFRawStream) repoint(object.dict, same);
  else if (object instanceof PDFDict)
    for (const [key, value] of object.entries()) {
      const other = to(value);
      if (other) object.set(key, other);
      else repoint(value, same);
    }
  else if (object instanceof PDFArray)
    for (const [at, value] of object.asArray().entries()) {
      const other = to(value);
      if (other) object.set(at, other);
      else repoint(value, same);
    }
}
