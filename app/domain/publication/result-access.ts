import { sha256Hex } from '../shared/digest.ts';

/** As typed or printed: capitals, without spaces or hyphens. */
export function normaliseResultCode(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase();
}

/** Table numbers are compared without spaces and in capitals; zeros in front count. */
export function normaliseTableNumber(text: string): string {
  return text.replace(/\s/g, '').toUpperCase();
}

/** Compares all of both, whatever their first difference. */
export function isSameCode(a: string, b: string): boolean {
  const [left, right] = [normaliseResultCode(a), normaliseResultCode(b)];
  let difference = left.length ^ right.length;
  for (let i = 0; i < Math.max(left.length, right.length); i += 1)
    difference |= (left.charCodeAt(i) || 0) ^ (right.charCodeAt(i) || 0);
  return difference === 0 && left.length > 0;
}

/** What a snapshot file holds of a result's code: whoever has the file must still guess each code on its own. */
export function codeDigest(salt: string, tableNumber: string, code: string): string {
  return sha256Hex(`${salt}\n${normaliseTableNumber(tableNumber)}\n${normaliseResultCode(code)}`);
}
