import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';

/** Bytes in a group → digits they become: ceil(8 n log10 2). The scheme CTAP hybrid uses for QR codes. */
const DIGITS_FOR_BYTES = [0, 3, 5, 8, 10, 13, 15, 17] as const;
const GROUP_BYTES = 7;
const GROUP_DIGITS = 17;

function digitsOf(byteCount: number): number {
  return DIGITS_FOR_BYTES[byteCount] ?? GROUP_DIGITS;
}

/** Bytes as decimal digits: each 7 bytes, little-endian, become 17 digits; the last group fewer. */
export function encodeBase10(bytes: Uint8Array): string {
  let digits = '';
  for (let start = 0; start < bytes.length; start += GROUP_BYTES) {
    const group = bytes.subarray(start, start + GROUP_BYTES);
    let value = 0n;
    for (let at = group.length - 1; at >= 0; at -= 1) value = (value << 8n) | BigInt(group[at] ?? 0);
    digits += value.toString().padStart(digitsOf(group.length), '0');
  }
  return digits;
}

export type Base10Refusal = 'base10.not-digits' | 'base10.bad-length' | 'base10.out-of-range';

/** The bytes; refused for anything but 0–9, a length no group has, or a group of n bytes that is ≥ 2^(8n). */
export function decodeBase10(digits: string): Verdict<Uint8Array, Base10Refusal> {
  if (!/^[0-9]*$/.test(digits)) return refuse('base10.not-digits');
  const tailBytes = DIGITS_FOR_BYTES.findIndex((length) => length === digits.length % GROUP_DIGITS);
  if (tailBytes < 0) return refuse('base10.bad-length');
  const bytes = new Uint8Array(Math.floor(digits.length / GROUP_DIGITS) * GROUP_BYTES + tailBytes);
  for (let start = 0; start < bytes.length; start += GROUP_BYTES) {
    const from = (start / GROUP_BYTES) * GROUP_DIGITS;
    const size = Math.min(GROUP_BYTES, bytes.length - start);
    let value = BigInt(digits.slice(from, from + digitsOf(size)));
    for (let at = 0; at < size; at += 1) {
      bytes[start + at] = Number(value & 0xffn);
      value >>= 8n;
    }
    if (value !== 0n) return refuse('base10.out-of-range');
  }
  return accept(bytes);
}
