/**
 * What a document was made from: "publication:<id>", "payment:<id>". A later edition names itself behind it, so that each
 * source is one document: "publication:<id>:3" is the third, whether a correction or a lost paper asked for it.
 */
export function replacementSource(source: string, edition: number): string {
  return `${originalSource(source)}:${edition}`;
}

/** What the facts came from, whichever edition it is. */
export function originalSource(source: string): string {
  return source.split(':').slice(0, 2).join(':');
}
