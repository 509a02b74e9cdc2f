import { decode, encode, rfc8949EncodeOptions } from 'cborg';
import { sameBytes } from './byte-strings.ts';

/** Deterministic CBOR (RFC 8949 §4.2.1): shortest forms, definite lengths, keys in bytewise order. */
export function encodeCbor(value: unknown): Uint8Array {
  return encode(value, rfc8949EncodeOptions);
}

/**
 * One deterministic CBOR item that fills the bytes exactly; maps come back as `Map`. `undefined` for anything
 * else: trailing bytes, duplicate keys, indefinite lengths, long forms, keys out of order, tags, invalid UTF-8.
 */
export function readCbor(bytes: Uint8Array): { readonly value: unknown } | undefined {
  try {
    const value: unknown = decode(bytes, {
      strict: true,
      useMaps: true,
      rejectDuplicateMapKeys: true,
      allowIndefinite: false,
      allowUndefined: false,
      allowInfinity: false,
      allowNaN: false,
    });
    // Encoding again and comparing catches every second way to write the same value, bad UTF-8 included.
    return sameBytes(encodeCbor(value), bytes) ? { value } : undefined;
  } catch {
    return undefined;
  }
}
