/**
 * What a document was made from: "publication:<id>", "payment:<id>". An edition that only replaces a lost or damaged
 * paper says the same thing from the same source: "publication:<id>#3" is its third edition.
 */
const EDITION = '#';

/** The source of the edition that replaces a paper made from `source`. */
export function replacementSource(source: string, edition: number): string {
  return `${originalSource(source)}${EDITION}${edition}`;
}

/** What the facts came from, whichever edition it is. */
export function originalSource(source: string): string {
  return source.split(EDITION)[0] ?? source;
}
