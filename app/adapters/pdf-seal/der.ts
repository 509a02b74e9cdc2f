/** Tags of DER, as far as seals and certificates need them. */
export const DER = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  bytes: 0x04,
  none: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  /** `[0]`, holding others. */
  context0: 0xa0,
  context3: 0xa3,
} as const;

/** One value of DER: tag, shortest length, content. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const head =
    length < 0x80
      ? [tag, length]
      : length < 0x100
        ? [tag, 0x81, length]
        : [tag, 0x82, (length >> 8) & 0xff, length & 0xff];
  if (length > 0xffff) throw new RangeError('longer than a seal can be');
  return Buffer.concat([Uint8Array.from(head), ...parts], head.length + length);
}

/** An object identifier from its dotted text. */
export function derOid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const groups = [first * 40 + second, ...rest].map((arc) => {
    const bytes = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      bytes.unshift((left & 0x7f) | 0x80);
    return bytes;
  });
  return der(DER.oid, Uint8Array.from(groups.flat()));
}

/** A value as it stands in the bytes: `raw` whole, `content` without tag and length. */
export type DerValue = { readonly tag: number; readonly raw: Uint8Array; readonly content: Uint8Array };

/**
 * The values that stand one after another in `bytes`.
 * @throws RangeError for what is cut short, of indefinite length, of a tag above 30 or of a length not written shortest
 */
export function readDer(bytes: Uint8Array): DerValue[] {
  const values: DerValue[] = [];
  for (let at = 0; at < bytes.length; ) {
    const value = readValue(bytes, at);
    values.push(value);
    at += value.raw.length;
  }
  return values;
}

/** The first value of `bytes`, whatever follows it. @throws RangeError as `readDer` does */
export function readFirst(bytes: Uint8Array): DerValue {
  return readValue(bytes, 0);
}

function readValue(bytes: Uint8Array, at: number): DerValue {
  const [tag = 0, short = 0, ...long] = bytes.subarray(at, at + 5);
  if (at + 2 > bytes.length || (tag & 0x1f) === 0x1f) throw new RangeError('not DER');
  const more = short < 0x80 ? 0 : short & 0x7f;
  if (short === 0x80 || more > 3 || long.length < more) throw new RangeError('not DER');
  const length = more === 0 ? short : long.slice(0, more).reduce((sum, byte) => sum * 256 + byte, 0);
  if (more > 0 && (length < 0x80 || long[0] === 0)) throw new RangeError('not DER');
  const start = at + 2 + more;
  if (start + length > bytes.length) throw new RangeError('not DER');
  return { tag, raw: bytes.subarray(at, start + length), content: bytes.subarray(start, start + length) };
}
