import type { PDFOperator } from 'pdf-lib';
import type { Typeface } from './type/typeface.ts';

/** What a part of a page is, for a reader that speaks it: an element of the file's structure. */
export type Tag = {
  readonly type: TagType;
  readonly about: TagAbout;
  /** Counted from 0. */
  readonly page: number;
  /** Elements inside, and marked pieces of the page by their number. */
  readonly kids: (Tag | number)[];
};
export type TagType = 'Document' | 'H1' | 'P' | 'Span' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure';
export type TagAbout = {
  readonly lang?: 'en' | 'ar' | 'ha';
  /** What a picture shows, in French. */
  readonly alt?: string;
  readonly heads?: 'column';
  /** Columns a cell goes across, when more than one. */
  readonly across?: number;
};

/** A drawing or a picture that stands in the file by itself: its dictionary without its length, and its bytes. */
export type Drawing = {
  readonly name: string;
  readonly dictionary: string;
  readonly bytes: Uint8Array;
  /** Drawings that this one is made of. */
  readonly uses?: readonly Drawing[];
};

/** What is being written on one page. */
export type Ink = {
  readonly page: number;
  readonly parts: string[];
  /** The element that owns each marked piece, by the piece's number. */
  readonly owners: Tag[];
  readonly used: Map<Typeface, Set<number>>;
  readonly drawings: Map<string, Drawing>;
  /** The element being written into. */
  tag: Tag;
  /** The piece that is open: of an element, or of ornament. */
  open: Tag | 'artifact' | undefined;
  /** A drawing that will be placed as a whole is not marked inside. */
  readonly bare: boolean;
  /** What the page was last told, so that it is told once. */
  told: { colour?: string; font?: string; spacing?: number };
};

export function newInk(page: number, root: Tag, bare = false): Ink {
  return {
    page,
    parts: [],
    owners: [],
    used: new Map(),
    drawings: new Map(),
    tag: root,
    open: undefined,
    bare,
    told: {},
  };
}

export const newTag = (type: TagType, page: number, about: TagAbout = {}): Tag => ({
  type,
  about,
  page,
  kids: [],
});

const CONTAINERS: ReadonlySet<TagType> = new Set(['Document', 'Table', 'TR']);
export const holdsElements = (ink: Ink): boolean => CONTAINERS.has(ink.tag.type);

/** Ends the open piece. */
export function endPiece(ink: Ink): void {
  if (ink.open !== undefined) ink.parts.push('EMC');
  ink.open = undefined;
}

/** What follows belongs to the element being written into; text straight in a container is a paragraph of its own. */
export function beginText(ink: Ink): void {
  if (ink.bare || ink.open === ink.tag) return;
  endPiece(ink);
  let owner = ink.tag;
  if (holdsElements(ink)) {
    owner = newTag('P', ink.page);
    ink.tag.kids.push(owner);
  }
  const number = ink.owners.length;
  ink.owners.push(owner);
  owner.kids.push(number);
  ink.parts.push(`/${owner.type}<</MCID ${number}>>BDC`);
  ink.open = owner;
}

function beginOrnament(ink: Ink): void {
  if (ink.bare) return;
  if (ink.tag.type === 'Figure') {
    beginText(ink);
    return;
  }
  if (ink.open === 'artifact') return;
  endPiece(ink);
  ink.parts.push('/Artifact BMC');
  ink.open = 'artifact';
}

/** Draws; outside a figure it is ornament, which a reader that speaks passes over. */
export function drawOn(ink: Ink, operators: readonly (PDFOperator | string)[]): void {
  beginOrnament(ink);
  for (const operator of operators) ink.parts.push(String(operator));
  ink.told = {};
}

/** Everything that `draw` writes is inside a new element. */
export function inside(ink: Ink, type: TagType, draw: () => void, about?: TagAbout): void {
  const outer = ink.tag;
  const tag = newTag(type, ink.page, about);
  outer.kids.push(tag);
  ink.tag = tag;
  draw();
  ink.tag = outer;
}
