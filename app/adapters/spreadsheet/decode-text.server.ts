import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { SheetEncoding } from './port.ts';

const PIECE = 64 * 1024;

/** What Windows-1252 has where ISO 8859-1 has control characters (0x80 to 0x9F); five are not given and stay as they are. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * The encoding of a text: its mark where it has one, else UTF-8 where all of it is valid, else Windows-1252.
 * `unreadableText`: it is not what its mark says, lone surrogates included. `notATable`: it holds a NUL, which no
 * spreadsheet writes.
 */
export function detectEncoding(
  bytes: Uint8Array,
): Verdict<SheetEncoding, 'sheet.unreadableText' | 'sheet.notATable'> {
  const marked = markedEncoding(bytes);
  const encoding = marked ?? 'utf-8';
  try {
    for (const text of decodeText(bytes, encoding)) if (text.includes('\0')) return refuse('sheet.notATable');
    return accept(encoding);
  } catch {
    if (marked !== undefined) return refuse('sheet.unreadableText');
    return bytes.includes(0) ? refuse('sheet.notATable') : accept('windows-1252');
  }
}

function markedEncoding(bytes: Uint8Array): SheetEncoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  return undefined;
}

/**
 * The text in pieces, without its mark.
 * @throws TypeError where it is not valid in that encoding
 */
export function* decodeText(bytes: Uint8Array, encoding: SheetEncoding): Generator<string> {
  const decoder = encoding === 'windows-1252' ? undefined : new TextDecoder(encoding, { fatal: true });
  for (let at = 0; at < bytes.length; at += PIECE) {
    const piece = bytes.subarray(at, at + PIECE);
    const text = decoder ? decoder.decode(piece, { stream: true }) : decodeWindows1252(piece);
    if (text !== '') yield text;
  }
  const rest = decoder?.decode() ?? '';
  if (rest !== '') yield rest;
}

/** Not `TextDecoder`, which some releases of Node read Windows-1252 with as ISO 8859-1. */
function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin1.replace(
    /[\u0080-\u009f]/g,
    (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control,
  );
}
