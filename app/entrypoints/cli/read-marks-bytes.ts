import { createReadStream } from 'node:fs';
import { decodeText } from '#app/adapters/spreadsheet/decode-text.server.ts';
import { UsageError } from './usage-error.ts';

const PIECE = 1024 * 1024;

/** The bytes are not written in the encoding that was said. */
export class EncodingError extends Error {}

/**
 * The name the Encoding Standard gives to what is called "latin1", "cp1256", "utf8"…
 * @throws UsageError for an encoding that is not known
 */
export function encodingNamed(label: string): string {
  const name = label
    .trim()
    .toLowerCase()
    .replace(/^cp(?=125\d$)/, 'windows-');
  try {
    return new TextDecoder(name).encoding;
  } catch {
    throw new UsageError(
      `--encoding ${label} is not known; for instance utf-8, utf-16le, windows-1252, windows-1256`,
    );
  }
}

/**
 * A file as UTF-8, piece by piece, without its byte order mark.
 * @throws UsageError when it can't be read, EncodingError when it is not in the encoding; that UTF-8 is valid is for the
 * reader to find, line by line
 */
export async function* readAsUtf8(file: string, encoding: string): AsyncGenerator<Buffer> {
  const decode = decoderOf(encoding);
  let first = true;
  for await (const piece of piecesOf(file)) {
    const bytes = decode(piece);
    yield first ? withoutMark(bytes) : bytes;
    first &&= bytes.length === 0;
  }
  yield decode(undefined);
}

async function* piecesOf(file: string): AsyncGenerator<Buffer> {
  try {
    for await (const piece of createReadStream(file, { highWaterMark: PIECE })) yield piece as Buffer;
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw new UsageError(`${file} can't be read`);
    throw error;
  }
}

/** `undefined` ends the text. */
function decoderOf(encoding: string): (piece: Buffer | undefined) => Buffer {
  const nothing = Buffer.alloc(0);
  if (encoding === 'utf-8') return (piece) => piece ?? nothing;
  if (encoding === 'windows-1252')
    return (piece) => (piece ? Buffer.from([...decodeText(piece, 'windows-1252')].join('')) : nothing);
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return (piece) => {
    try {
      return Buffer.from(piece ? decoder.decode(piece, { stream: true }) : decoder.decode());
    } catch {
      throw new EncodingError(`not ${encoding}`);
    }
  };
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
