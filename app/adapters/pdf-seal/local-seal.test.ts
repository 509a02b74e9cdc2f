import { beforeAll, describe, expect, it } from 'vitest';
import { SEAL_BYTES } from '#app/domain/documents/seal.ts';
import {
  NEW_KEYS,
  SEALED_AT,
  SECRET,
  sampleCertificate,
  sealWith,
  unsealedSample,
} from '#tests/factories/sealed-page.ts';
import { readSeal } from '../pdf-reader/read-seal.ts';
import { createLocalSeal } from './local-seal.server.ts';
import type { SealCertificate } from './port.ts';

let page: Uint8Array;
let certificate: SealCertificate;

beforeAll(async () => {
  page = await unsealedSample();
  certificate = await sampleCertificate();
});

describe('a sealed page', () => {
  it.each(Object.entries(NEW_KEYS))(
    'is good under a key of %s, and holds its certificate',
    async (_, newKey) => {
      const other = await sampleCertificate(newKey);
      const sealed = await sealWith(other, page);
      expect(readSeal(sealed)).toEqual({
        state: 'whole',
        thumbprint: other.thumbprint,
        signedAt: SEALED_AT.getTime() / 1000,
      });
    },
  );

  it('is the same bytes each time, from another process too, and another page’s seal is another', async () => {
    const first = await sealWith(certificate, page);
    expect(await sealWith(certificate, page)).toEqual(first);
    expect(await sealWith({ ...certificate }, Uint8Array.from(page))).toEqual(first);
    const other = Buffer.from(Buffer.from(page).toString('latin1').replace('/Title', '/Tutle'), 'latin1');
    expect(await sealWith(certificate, other)).not.toEqual(first);
  });

  it('is as long as before, and only the field differs', async () => {
    const sealed = Buffer.from(await sealWith(certificate, page)).toString('latin1');
    const field = /\/ByteRange \[[^\]]*\][ \n]*\/Contents <[^>]*>/;
    const before = Buffer.from(page).toString('latin1').trimEnd();
    expect(sealed.length).toBe(before.length);
    expect(sealed.replace(field, '').trimEnd()).toBe(before.replace(field, '').trimEnd());
    expect(/\/Contents <([0-9a-f]+)>/.exec(sealed)?.[1]).toHaveLength(2 * SEAL_BYTES);
  });
});

describe('no seal is made', () => {
  const seal = (key: Uint8Array, stored: SealCertificate | undefined, pdf = page) =>
    createLocalSeal(key, async () => stored).seal(pdf, 'certificate', SEALED_AT);

  it('under another key-encryption key, for a certificate that is not there, or another’s wrapped key', async () => {
    await expect(seal(new Uint8Array(32), certificate)).rejects.toThrow();
    await expect(seal(SECRET, undefined)).rejects.toThrow('no certificate');
    const other = await sampleCertificate(NEW_KEYS['P-256']);
    const mixed = { ...certificate, wrappedPrivate: other.wrappedPrivate };
    await expect(seal(SECRET, mixed)).rejects.toThrow();
    expect(() => createLocalSeal(new Uint8Array(31), async () => undefined)).toThrow(RangeError);
  });

  it('in a file without a field for it, or with a seal already', async () => {
    await expect(seal(SECRET, certificate, Buffer.from('%PDF-1.7\n%%EOF'))).rejects.toThrow();
    await expect(seal(SECRET, certificate, await sealWith(certificate, page))).rejects.toThrow();
  });
});
