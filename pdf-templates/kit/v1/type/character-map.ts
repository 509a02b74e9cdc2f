export type Compress = (bytes: Uint8Array) => Uint8Array;

/** The usual letters of documents, in the order pages number them from 1 on. */
export const LETTERS =
  ' 0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,:;-–’()/·°«»éèêëàâçîïôùûœÉÈÀÇŒ\u00a0ɓɗƙƴŋƁƊƘƳŊ';

const hex = (code: number) => code.toString(16).padStart(4, '0').toUpperCase();
/** Most entries that one section of the map may have. */
const MOST_ENTRIES = 100;

type Entry = readonly [number: number, character: number];

/** The usual letters, then these: what each number of a page stands for when its text is copied. */
export function characterMap(unusual: readonly Entry[]): Uint8Array {
  const usual = [...LETTERS].map((letter, index): Entry => [index + 1, letter.charCodeAt(0)]);
  const rows = joinRuns([...usual, ...unusual]);
  const sections: string[] = [];
  for (let at = 0; at < rows.length; at += MOST_ENTRIES) {
    const section = rows.slice(at, at + MOST_ENTRIES);
    sections.push(`${section.length} beginbfrange\n${section.join('\n')}\nendbfrange\n`);
  }
  return new TextEncoder().encode(`/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
/CMapName/Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><FFFF>
endcodespacerange
${sections.join('')}endcmap
CMapName currentdict /CMap defineresource pop
end
end`);
}

/** Entries that follow each other in numbers and characters alike share a row; a row never leaves its last byte. */
function joinRuns(entries: readonly Entry[]): string[] {
  const rows: string[] = [];
  for (let at = 0; at < entries.length; ) {
    const [number, character] = entries[at] ?? [0, 0];
    let length = 1;
    const continues = () => {
      const [next, code] = entries[at + length] ?? [-1, -1];
      const follows = next === number + length && code === character + length;
      return follows && next >> 8 === number >> 8 && code >> 8 === character >> 8;
    };
    while (continues()) length += 1;
    rows.push(`<${hex(number)}><${hex(number + length - 1)}><${hex(character)}>`);
    at += length;
  }
  return rows;
}
