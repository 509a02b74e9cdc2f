import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase10, encodeBase10 } from './base10.ts';
import { decodeBase45, encodeBase45 } from './base45.ts';
import { compress, inflate } from './bounded-zlib.ts';
import { decodeBase64Url, encodeBase64Url } from './byte-strings.ts';
import { hex, toHex } from './fixtures/sample-trust.ts';
import { sampleVectors } from './fixtures/sample-vectors.ts';
import { encodeCbor, readCbor } from './read-cbor.ts';
import { decodeWalletQr, encodeWalletQr } from './wallet-qr.ts';

const bytes = fc.uint8Array({ maxLength: 300 });

describe('base 10', () => {
  it.each(sampleVectors)('reads and writes the $alg vector', ({ coseHex, digits }) => {
    expect(encodeBase10(hex(coseHex))).toBe(digits);
    expect(decodeBase10(digits)).toEqual({ ok: true, value: hex(coseHex) });
  });

  it('reads the CTAP example and an empty text', () => {
    expect(encodeBase10(hex('6162ff'))).toBe('16736865');
    expect(decodeBase10('')).toEqual({ ok: true, value: new Uint8Array(0) });
  });

  it.each([
    ['999', 'base10.out-of-range'],
    ['256', 'base10.out-of-range'],
    ['99999999999999999', 'base10.out-of-range'],
    ['72057594037927936', 'base10.out-of-range'],
    ['1', 'base10.bad-length'],
    ['12', 'base10.bad-length'],
    ['1234', 'base10.bad-length'],
    ['111111111111111111', 'base10.bad-length'],
    ['12a', 'base10.not-digits'],
    ['-12', 'base10.not-digits'],
    ['١٢٣', 'base10.not-digits'],
  ])('refuses %s as %s', (digits, reason) => {
    expect(decodeBase10(digits)).toEqual({ ok: false, reason });
  });

  it('accepts the largest value of each group', () => {
    for (let length = 1; length <= 7; length += 1) {
      const full = new Uint8Array(length).fill(255);
      expect(decodeBase10(encodeBase10(full))).toEqual({ ok: true, value: full });
    }
  });

  it('comes back whole for any bytes', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        expect(decodeBase10(encodeBase10(value))).toEqual({ ok: true, value });
      }),
    );
  });

  it('has one text per value: what decodes encodes to itself', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{0,60}$/), (digits) => {
        const read = decodeBase10(digits);
        if (read.ok) expect(encodeBase10(read.value)).toBe(digits);
      }),
    );
  });
});

describe('base 45', () => {
  it.each([
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
  ])('%s (RFC 9285)', (text, encoded) => {
    expect(encodeBase45(Buffer.from(text))).toBe(encoded);
    expect(decodeBase45(encoded)).toEqual(Uint8Array.from(Buffer.from(text)));
  });

  it.each(['GGW', ':::', '::', 'A', 'BB8a', 'b'])('refuses %s', (text) => {
    expect(decodeBase45(text)).toBeUndefined();
  });

  it('comes back whole for any bytes', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        expect(decodeBase45(encodeBase45(value))).toEqual(value);
      }),
    );
  });
});

describe('base64url', () => {
  it('agrees with Node for any bytes', () => {
    fc.assert(
      fc.property(bytes, (value) => {
        const text = Buffer.from(value).toString('base64url');
        expect(encodeBase64Url(value)).toBe(text);
        expect(decodeBase64Url(text)).toEqual(value);
      }),
    );
  });

  it.each(['A', 'AB==', 'A+', 'A/', 'AB', 'AAB', 'A A'])('refuses %j', (text) => {
    expect(decodeBase64Url(text)).toBeUndefined();
  });
});

describe('deterministic CBOR', () => {
  it.each([
    ['trailing byte', '0100'],
    ['nothing', ''],
    ['long form of 1', '1801'],
    ['indefinite map', 'bf0102ff'],
    ['indefinite bytes', '5f4101ff'],
    ['duplicate key', 'a201020103'],
    ['keys out of order', 'a204020102'],
    ['invalid UTF-8', '61ff'],
    ['a tag', 'c101'],
    ['NaN', 'f97e00'],
    ['undefined', 'f7'],
    ['cut short', '5820aa'],
    ['a length of 2^63', '5b8000000000000000'],
  ])('refuses %s', (_, item) => {
    expect(readCbor(hex(item))).toBeUndefined();
  });

  it('reads back what it wrote', () => {
    const value = new Map<unknown, unknown>([
      [1, 'é'],
      [-70001, [1, null, 70000, new Uint8Array([1])]],
    ]);
    expect(readCbor(encodeCbor(value))).toEqual({ value });
  });
});

describe('the wallet QR', () => {
  it.each(sampleVectors)('carries the $alg vector', ({ coseHex }) => {
    expect(toHex(decodeWalletQr(encodeWalletQr(hex(coseHex))) ?? new Uint8Array(0))).toBe(coseHex);
  });

  it('refuses text that is not one', () => {
    for (const text of ['', 'THIS!IS@NOT', 'Z6S96O TPGRN', 'https://x', '123456']) {
      expect(decodeWalletQr(text)).toBeUndefined();
    }
  });

  it('stops a stream that inflates past its limit, and one cut short', () => {
    const packed = compress(new Uint8Array(100_000));
    expect(inflate(packed, 99_999)).toBeUndefined();
    expect(inflate(packed, 100_000)?.length).toBe(100_000);
    expect(inflate(packed.subarray(0, 20), 100_000)).toBeUndefined();
  });
});
