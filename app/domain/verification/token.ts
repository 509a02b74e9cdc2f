import { sha256 } from '@noble/hashes/sha2.js';
import { encodeBase64Url } from './byte-strings.ts';

/** The path token of a document: base64url of SHA-256 of its COSE bytes, first 12 bytes (16 characters). */
export function tokenOf(cose: Uint8Array): string {
  return encodeBase64Url(sha256(cose).subarray(0, 12));
}

/** Whether a path segment has the form of a token; says nothing about the document existing. */
export function isToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{16}$/.test(text);
}
