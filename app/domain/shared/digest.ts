import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical-json.ts';

/** SHA-256 as 64 lower-case hexadecimal characters. A string is hashed as its UTF-8 bytes. */
export function sha256Hex(input: Uint8Array | string): string {
  return bytesToHex(sha256(typeof input === 'string' ? utf8ToBytes(input) : input));
}

/** SHA-256 of the canonical JSON of a value: the same content gives the same digest whatever the order of keys. */
export function digestOf(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}
