import { Unzlib, zlibSync } from 'fflate';

/** zlib (RFC 1950), smallest form. */
export function compress(bytes: Uint8Array): Uint8Array {
  return zlibSync(bytes, { level: 9 });
}

/** The inflated bytes; `undefined` when damaged, cut short, or longer than `limit`, however small the input. */
export function inflate(packed: Uint8Array, limit: number): Uint8Array | undefined {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let complete = false;
  const stream = new Unzlib((chunk, final) => {
    length += chunk.length;
    if (length > limit) throw new RangeError('inflates past its limit');
    chunks.push(chunk);
    complete = final;
  });
  try {
    // In small pieces, so that a bomb is stopped after the first few megabytes it yields.
    for (let at = 0; at < packed.length; at += 4096) {
      stream.push(packed.subarray(at, at + 4096), at + 4096 >= packed.length);
    }
  } catch {
    return undefined;
  }
  return complete ? joined(chunks, length) : undefined;
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
