import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DOCUMENT_STATUSES, type DocumentStatus } from '#app/domain/documents/kinds.ts';
import { compress } from './bounded-zlib.ts';
import { encodeBase64Url } from './byte-strings.ts';
import {
  ISSUED_AT,
  listedKey,
  type SampleKey,
  STATUS_URI,
  sampleKey,
  sampleTrustList,
} from './fixtures/sample-trust.ts';
import { signJws } from './jws.ts';
import { writePublicJwk } from './public-jwk.ts';
import {
  decodeStatusBytes,
  encodeStatusBytes,
  isStatusFresh,
  packStatuses,
  readDocumentStatus,
  readStatusValue,
  signStatusList,
  verifyStatusList,
} from './status-list.ts';
import { STATUS_LIST_SIZE } from './status-places.ts';
import { embeddedRootKey, readKeySet, signTrustList, type Trust, verifyTrustList } from './trust-list.ts';

const root = sampleKey('EdDSA', 1);
const key = sampleKey('EdDSA', 2);
const other = sampleKey('ES256', 3);
const jwk = (of: SampleKey) => writePublicJwk(of, of.kid);
const sign = (list: unknown, by: SampleKey, header = {}) =>
  signJws({ alg: by.alg, typ: 'palmares-trust+jwt', ...header }, list, by.sign);

describe('the trust list', () => {
  it('is proven with the root key, whichever algorithm that has', async () => {
    for (const by of [root, other]) {
      const jws = await signTrustList(sampleTrustList([listedKey(key), listedKey(other)]), by, by.sign);
      const read = verifyTrustList(jws, jwk(by));
      expect(read.ok && read.value.keys.map(({ kid, alg }) => [kid, alg])).toEqual([
        [key.kid, 'EdDSA'],
        [other.kid, 'ES256'],
      ]);
      expect(embeddedRootKey(jws)).toEqual(jwk(by));
    }
  });

  it('is refused under another root, even one it carries itself', async () => {
    const jws = await signTrustList(sampleTrustList([listedKey(key)]), key, key.sign);
    expect(verifyTrustList(jws, jwk(root))).toEqual({ ok: false, reason: 'trust.wrong-signature' });
    expect(verifyTrustList(jws, jwk(other))).toEqual({ ok: false, reason: 'trust.wrong-signature' });
  });

  it('is refused when a byte of it changes', async () => {
    const jws = await signTrustList(sampleTrustList([listedKey(key)]), root, root.sign);
    const [header = '', , signature = ''] = jws.split('.');
    const changed = encodeBase64Url(Buffer.from(JSON.stringify(sampleTrustList([listedKey(other)]))));
    expect(verifyTrustList(`${header}.${changed}.${signature}`, jwk(root)).ok).toBe(false);
    expect(verifyTrustList(jws.slice(0, -4), jwk(root)).ok).toBe(false);
    expect(verifyTrustList(`${jws}=`, jwk(root)).ok).toBe(false);
    expect(verifyTrustList('', jwk(root))).toEqual({ ok: false, reason: 'trust.malformed' });
  });

  it('is malformed with a critical header, another type, a wrong kid or no date of compromise', async () => {
    const list = sampleTrustList([listedKey(key)]);
    const malformed = { ok: false, reason: 'trust.malformed' };
    expect(verifyTrustList(await sign(list, root, { crit: ['x'] }), jwk(root))).toEqual(malformed);
    expect(verifyTrustList(await sign(list, root, { typ: 'JWT' }), jwk(root))).toEqual(malformed);
    expect(
      verifyTrustList(await sign({ ...list, keys: [listedKey(key, { kid: other.kid })] }, root), jwk(root)),
    ).toEqual(malformed);
    expect(
      verifyTrustList(
        await sign({ ...list, keys: [listedKey(key, { state: 'compromised' })] }, root),
        jwk(root),
      ),
    ).toEqual(malformed);
    await expect(signTrustList({ ...list, version: 0 }, root, root.sign)).rejects.toThrow();
  });

  it('never takes "none" for an algorithm', async () => {
    const list = Buffer.from(JSON.stringify(sampleTrustList([listedKey(key)]))).toString('base64url');
    const header = Buffer.from('{"alg":"none","typ":"palmares-trust+jwt"}').toString('base64url');
    expect(verifyTrustList(`${header}.${list}.`, jwk(root))).toEqual({
      ok: false,
      reason: 'trust.wrong-signature',
    });
  });
});

describe('a JWK Set', () => {
  it('keeps the keys it can use and leaves out the rest', () => {
    const read = readKeySet({
      keys: [
        jwk(key),
        jwk(other),
        { kty: 'RSA', kid: 'r' },
        { ...jwk(key), kid: undefined },
        { ...jwk(key), alg: 'ES256' },
        { ...jwk(other), y: 'A'.repeat(43) },
        7,
      ],
    });
    expect(read.ok && read.value.keys.map(({ kid }) => kid)).toEqual([key.kid, other.kid]);
    expect(readKeySet([])).toEqual({ ok: false, reason: 'trust.malformed' });
  });
});

const content = {
  uri: STATUS_URI,
  issuedAt: ISSUED_AT,
  ttl: 3600,
  expiresAt: ISSUED_AT + 7200,
  bytes: packStatuses(100, [[7, 'revoked']]),
};

async function provenTrust(...keys: Parameters<typeof sampleTrustList>): Promise<Trust> {
  const read = verifyTrustList(await signTrustList(sampleTrustList(...keys), root, root.sign), jwk(root));
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}

describe('the status list', () => {
  it('packs as the IETF example does', () => {
    const values = [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3];
    const bytes = packStatuses(
      12,
      values.map((value, index): [number, DocumentStatus] => [index, DOCUMENT_STATUSES[value] ?? 'valid']),
    );
    expect([...bytes]).toEqual([0xc9, 0x44, 0xf9]);
    expect(decodeStatusBytes('eNo76fITAAPfAgc')).toEqual(bytes);
    expect(values.map((_, index) => readStatusValue({ bits: 2, bytes }, index))).toEqual(values);
  });

  it('answers for each index what was last put there', () => {
    const changes = fc.array(fc.tuple(fc.nat(999), fc.constantFrom(...DOCUMENT_STATUSES)), {
      maxLength: 200,
    });
    fc.assert(
      fc.property(changes, (statuses) => {
        const bytes = decodeStatusBytes(encodeStatusBytes(packStatuses(1000, statuses)));
        const expected = new Map(statuses);
        const list = { ...content, bits: 2 as const, bytes: bytes ?? new Uint8Array(0) };
        for (let index = 0; index < 1000; index += 1) {
          expect(readDocumentStatus(list, index)).toBe(expected.get(index) ?? 'valid');
        }
        expect(readDocumentStatus(list, 1000)).toBeUndefined();
      }),
      { numRuns: 20 },
    );
  });

  it('of a million documents with 2,000 changes is under 10 KB', () => {
    const changes = Array.from({ length: 2000 }, (_, i): [number, DocumentStatus] => [
      (i * 7919 * 131) % 1_000_000,
      'revoked',
    ]);
    expect(encodeStatusBytes(packStatuses(1_000_000, changes)).length).toBeLessThan(10_000);
  });

  it('refuses an index outside itself', () => {
    for (const index of [-1, 4, 1.5]) expect(() => packStatuses(4, [[index, 'revoked']])).toThrow(RangeError);
  });

  it('is proven with a listed key or a key trusted as given', async () => {
    const jwt = await signStatusList(content, key, key.sign);
    const byHand: Trust = { keys: [{ kid: key.kid, alg: key.alg, publicKey: key.publicKey }] };
    for (const trust of [await provenTrust([listedKey(key)]), byHand]) {
      const read = verifyStatusList(jwt, trust);
      expect(read.ok && [readDocumentStatus(read.value, 7), readDocumentStatus(read.value, 8)]).toEqual([
        'revoked',
        'valid',
      ]);
    }
  });

  it.each<[string, Parameters<typeof sampleTrustList>, string]>([
    ['a key not listed', [[listedKey(other)]], 'status.unknown-key'],
    [
      'a compromised key',
      [[listedKey(key, { state: 'compromised', compromisedAt: ISSUED_AT + 9 })]],
      'status.unknown-key',
    ],
    ['a key before its span', [[listedKey(key, { notBefore: ISSUED_AT + 1 })]], 'status.unknown-key'],
    [
      'a retired key after its span',
      [[listedKey(key, { state: 'retired', notAfter: ISSUED_AT - 1 })]],
      'status.unknown-key',
    ],
    [
      "another organisation's key",
      [[listedKey(key, { issuer: { id: 'B', names: { fr: 'B' } } })]],
      'status.unknown-key',
    ],
    ['an unlisted address', [[listedKey(key)], { statusLists: [] }], 'status.unlisted'],
  ])('is refused from %s', async (_, list, reason) => {
    const jwt = await signStatusList(content, key, key.sign);
    expect(verifyStatusList(jwt, await provenTrust(...list))).toEqual({ ok: false, reason });
  });

  it('is refused when forged, of another type, or damaged inside', async () => {
    const trust = await provenTrust([listedKey(key)]);
    const payload = {
      sub: STATUS_URI,
      iat: ISSUED_AT,
      ttl: 60,
      status_list: { bits: 2, lst: 'eNo76fITAAPfAgc' },
    };
    const header = { alg: key.alg, kid: key.kid, typ: 'statuslist+jwt' };
    expect(verifyStatusList(await signJws(header, payload, other.sign), trust)).toEqual({
      ok: false,
      reason: 'status.wrong-signature',
    });
    expect(verifyStatusList(await signJws({ ...header, typ: 'JWT' }, payload, key.sign), trust)).toEqual({
      ok: false,
      reason: 'status.malformed',
    });
    const damaged = { ...payload, status_list: { bits: 2, lst: 'AAAA' } };
    expect(verifyStatusList(await signJws(header, damaged, key.sign), trust)).toEqual({
      ok: false,
      reason: 'status.malformed',
    });
    expect(verifyStatusList('a.b.c', trust)).toEqual({ ok: false, reason: 'status.malformed' });
    expect(verifyStatusList(await signJws(header, payload, key.sign), trust).ok).toBe(true);
  });

  it('stops a compressed bomb', () => {
    expect(decodeStatusBytes(encodeBase64Url(compress(new Uint8Array((1 << 24) + 1))))).toBeUndefined();
  });

  it('is fresh inside its ttl and before its end, never without a ttl or from the future', () => {
    const list = { ...content, bits: 2 as const };
    expect(isStatusFresh(list, ISSUED_AT)).toBe(true);
    expect(isStatusFresh(list, ISSUED_AT + 3600)).toBe(true);
    expect(isStatusFresh(list, ISSUED_AT + 3601)).toBe(false);
    expect(isStatusFresh({ ...list, expiresAt: ISSUED_AT + 10 }, ISSUED_AT + 10)).toBe(false);
    expect(isStatusFresh({ ...list, ttl: undefined }, ISSUED_AT)).toBe(false);
    expect(isStatusFresh(list, ISSUED_AT - 300)).toBe(true);
    expect(isStatusFresh(list, ISSUED_AT - 301)).toBe(false);
  });
});

it('a million documents of which 2,000 changed are 4 to 8 KB, and none is larger than its places', () => {
  // Spread as chance would, the same on each run (xorshift32).
  let state = 2_026;
  const places = Array.from({ length: 2_000 }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % STATUS_LIST_SIZE;
  });
  const superseded = packStatuses(
    STATUS_LIST_SIZE,
    places.map((place) => [place, 'superseded'] as const),
  );
  const mixed = packStatuses(
    STATUS_LIST_SIZE,
    places.map((place, at) => [place, DOCUMENT_STATUSES[1 + (at % 3)] ?? 'valid'] as const),
  );
  for (const bytes of [superseded, mixed]) {
    const lst = encodeStatusBytes(bytes);
    expect((lst.length * 3) / 4).toBeGreaterThan(4_000);
    expect((lst.length * 3) / 4).toBeLessThan(8_192);
    expect(decodeStatusBytes(lst)).toEqual(bytes);
  }
  expect(encodeStatusBytes(new Uint8Array(STATUS_LIST_SIZE / 4)).length).toBeLessThan(600);
});
