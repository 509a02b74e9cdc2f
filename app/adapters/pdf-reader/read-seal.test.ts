import { PDFDocument } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleCertificate, sealWith, unsealedSample } from '#tests/factories/sealed-page.ts';
import { seededRandom } from '#tests/setup/seeded-random.ts';
import type { SealCertificate } from '../pdf-seal/port.ts';
import { readSeal } from './read-seal.ts';

let page: Uint8Array;
let certificate: SealCertificate;
let sealed: Buffer;

beforeAll(async () => {
  page = await unsealedSample();
  certificate = await sampleCertificate();
  sealed = Buffer.from(await sealWith(certificate, page));
});

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const bytes = (content: string) => Buffer.from(content, 'latin1');
const edited = (from: string | RegExp, to: string | ((found: string) => string)) =>
  bytes(typeof to === 'string' ? text(sealed).replace(from, to) : text(sealed).replace(from, to));
const BROKEN = { state: 'broken' };

/** What an editor does that keeps the signature: a new page object after the end of the file. */
function appendUpdate(file: Buffer): Buffer {
  const [, root = ''] = /\/Root (\d+ 0 R)/.exec(text(file)) ?? [];
  const [, size = ''] = /\/Size (\d+)/.exec(text(file)) ?? [];
  const start = text(file).lastIndexOf('startxref');
  const previous = /startxref\s+(\d+)/.exec(text(file).slice(start))?.[1];
  const object = `\n${size} 0 obj\n<< /Note (added) >>\nendobj\n`;
  const table = file.length + object.length;
  const at = String(file.length + 1).padStart(10, '0');
  return bytes(
    `${text(file)}${object}xref\n${size} 1\n${at} 00000 n \ntrailer\n<< /Size ${Number(size) + 1} /Root ${root} /Prev ${previous} >>\nstartxref\n${table}\n%%EOF\n`,
  );
}

describe('the seal of a PDF', () => {
  it('is none for a page never sealed, for other PDFs, and for what is no PDF', async () => {
    const plain = await PDFDocument.create();
    plain.addPage();
    for (const file of [page, await plain.save(), bytes('%PDF-1.7'), new Uint8Array(0)])
      expect(readSeal(file)).toEqual({ state: 'none' });
  });

  it('is good over what it covers when a byte or an update was added after it', () => {
    const appended = { state: 'appended', thumbprint: certificate.thumbprint };
    expect(readSeal(Buffer.concat([sealed, bytes('\n')]))).toEqual(appended);
    expect(readSeal(appendUpdate(sealed))).toEqual(appended);
  });

  it('is good over what it covers when somebody else signed after it', () => {
    const second = text(sealed).replace(/^%PDF-1.7/, '');
    const other = { state: 'appended', thumbprint: certificate.thumbprint };
    expect(readSeal(bytes(`${text(sealed)}${second}`))).toEqual(other);
  });

  it('is broken by a cut, by another range, and by other digits that say the same', () => {
    expect(readSeal(sealed.subarray(0, -1))).toEqual(BROKEN);
    expect(readSeal(sealed.subarray(0, sealed.length >> 1))).toEqual(BROKEN);
    expect(readSeal(edited('/ByteRange [0 ', '/ByteRange [1 '))).toEqual(BROKEN);
    expect(readSeal(edited(/\/ByteRange \[0 (\d+) \d+ \d+\]/, '/ByteRange [0 $1 $1 999]'))).toEqual(BROKEN);
    expect(readSeal(edited(/<(3082[0-9a-f]+)>/, (whole) => whole.toUpperCase()))).toEqual(BROKEN);
    expect(readSeal(edited(/0000>/, '0001>'))).toEqual(BROKEN);
    expect(readSeal(edited(/0000>/, '00 0>'))).toEqual(BROKEN);
    expect(readSeal(edited('/ByteRange', '/ByteRangf'))).toEqual(BROKEN);
  });

  it('is broken by a seal taken from another page, and by a certificate exchanged for another', async () => {
    const other = bytes(text(page).replace('/Title', '/Tutle'));
    const otherSeal = /<3082[0-9a-f]+>/.exec(text(await sealWith(certificate, other)))?.[0] ?? '';
    expect(otherSeal).not.toBe('');
    expect(readSeal(edited(/<3082[0-9a-f]+>/, otherSeal))).toEqual(BROKEN);
    const stranger = await sampleCertificate();
    const mixed = { ...certificate, chain: stranger.chain };
    expect(readSeal(await sealWith(mixed, page))).toEqual(BROKEN);
  });
});

describe('a single byte changed', () => {
  const changed = (at: number, by: number) => {
    const copy = Buffer.from(sealed);
    copy[at] = (copy[at] ?? 0) ^ by;
    return copy;
  };

  it('anywhere among the digits of the seal breaks it', () => {
    const first = sealed.indexOf('<3082');
    const last = sealed.indexOf('>', first);
    expect(readSeal(changed(first, 0)).state).toBe('whole');
    const good = [];
    for (let at = first; at <= last; at += 1) {
      // Another digit; a letter in capitals says the same number and is another byte all the same.
      const by = (sealed[at] ?? 0) > 0x60 && at % 2 === 0 ? 0x20 : 0x01;
      if (readSeal(changed(at, by)).state !== 'broken') good.push([at, by]);
    }
    expect(good).toEqual([]);
  });

  it('at 2,000 random places, to any other value, is never whole', () => {
    const seed = 20261123;
    const { below } = seededRandom(seed);
    expect(readSeal(sealed).state).toBe('whole');
    const states = Array.from({ length: 2000 }, () => {
      const [at, by] = [below(sealed.length), 1 + below(255)];
      return { seed, at, by, ...readSeal(changed(at, by)) };
    });
    expect(states.filter(({ state }) => state === 'whole')).toEqual([]);
    expect(states.filter(({ state }) => state === 'broken').length).toBeGreaterThan(1990);
  });
});
