/** Crockford's base32: no I, L, O or U, so that nothing printed is read two ways. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const RESULT_CODE_BYTES = 5;

/** The code printed on a convocation that opens a result: 8 characters of 40 random bits. @param bytes five */
export function makeResultCode(bytes: Uint8Array): string {
  if (bytes.length !== RESULT_CODE_BYTES) throw new RangeError('a result code is made of 5 bytes');
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  let code = '';
  for (let shift = 35n; shift >= 0n; shift -= 5n) code += ALPHABET.charAt(Number((value >> shift) & 31n));
  return code;
}
