import { beforeAll, describe, expect, it } from 'vitest';
import { encodeBase64Url } from './byte-strings.ts';
import { assembleCose, parseCose, protectedHeader, signCose } from './cose.ts';
import type { DocumentClaims } from './document-claims.ts';
import {
  hex,
  ISSUED_AT,
  listedKey,
  type SampleKey,
  STATUS_URI,
  sampleClaims,
  sampleKey,
  sampleTrustList,
} from './fixtures/sample-trust.ts';
import { sampleVectors } from './fixtures/sample-vectors.ts';
import { encodePayload } from './payload.ts';
import { writePublicJwk } from './public-jwk.ts';
import { buildQrContent } from './qr-content.ts';
import { encodeCbor } from './read-cbor.ts';
import { signDocument } from './sign-document.ts';
import { packStatuses, signStatusList, verifyStatusList } from './status-list.ts';
import { signTrustList, type Trust, type TrustList, verifyTrustList } from './trust-list.ts';
import { type StatusKnowledge, type VerificationKnowledge, verifyDocument } from './verify.ts';
import { encodeWalletQr } from './wallet-qr.ts';

const HOST = 'verif.examens.example';
const NOW = ISSUED_AT + 60;
const root = sampleKey('EdDSA', 1);
const key = sampleKey('EdDSA', 2);
const curveKey = sampleKey('ES256', 3);
const stranger = sampleKey('EdDSA', 4);

async function trusting(keys: TrustList['keys'], changes: Partial<TrustList> = {}): Promise<Trust> {
  const jws = await signTrustList(sampleTrustList(keys, changes), root, root.sign);
  const read = verifyTrustList(jws, writePublicJwk(root, root.kid));
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}

const document = async (claims: DocumentClaims = sampleClaims, by: SampleKey = key) =>
  (await signDocument(claims, by, HOST, by.sign)).qr.url;

async function statusList(
  trust: Trust,
  changes: Parameters<typeof packStatuses>[1],
  issuedAt = ISSUED_AT,
): Promise<StatusKnowledge> {
  const bytes = packStatuses(100_000, changes);
  const content = { uri: STATUS_URI, issuedAt, ttl: 3600, expiresAt: issuedAt + 7200, bytes };
  const read = verifyStatusList(await signStatusList(content, key, key.sign), trust);
  if (!read.ok) throw new Error(read.reason);
  return { from: 'list', list: read.value };
}

let trust: Trust;
let url: string;
const check = (text: string, knowledge: Partial<VerificationKnowledge> = {}) =>
  verifyDocument({ text }, { now: NOW, trust, ...knowledge });

beforeAll(async () => {
  trust = await trusting([listedKey(key), listedKey(curveKey)]);
  url = await document();
});

describe('a good document', () => {
  it('is valid with a fresh status, and names the issuer from the trust list', async () => {
    expect(check(url, { status: await statusList(trust, []) })).toEqual({
      verdict: 'valid',
      reason: 'document.good',
      claims: sampleClaims,
      issuer: sampleTrustList([]).issuer,
      statusAsOf: ISSUED_AT,
    });
  });

  it('is valid by its digits, its bytes, its wallet code, and with P-256', async () => {
    const status = await statusList(trust, []);
    const { cose, token } = await signDocument(sampleClaims, key, HOST, key.sign);
    expect(check(url.split('#')[1] ?? '', { status }).verdict).toBe('valid');
    expect(check(encodeWalletQr(cose), { status }).verdict).toBe('valid');
    expect(verifyDocument({ cose, token }, { now: NOW, trust, status }).verdict).toBe('valid');
    expect(check(await document(sampleClaims, curveKey), { status }).verdict).toBe('valid');
  });

  it('is authentic, never valid, when the status is unknown, old, or not covered', async () => {
    const old = await statusList(trust, []);
    const reasonAt = (knowledge: Partial<VerificationKnowledge>) => {
      const { verdict, reason, claims } = check(url, knowledge);
      expect([verdict, claims]).toEqual(['authentic', sampleClaims]);
      return reason;
    };
    expect(reasonAt({})).toBe('status.unreachable');
    expect(reasonAt({ status: old, now: ISSUED_AT + 3601 })).toBe('status.old');
    expect(check(await document({ ...sampleClaims, statusIndex: 100_000 }), { status: old }).reason).toBe(
      'status.not-covered',
    );
    const outdated = await trusting([listedKey(key)], { nextUpdate: ISSUED_AT + 10 });
    expect(reasonAt({ status: old, trust: outdated })).toBe('trust.outdated');
  });

  it.each(['revoked', 'suspended', 'superseded'] as const)(
    'is %s when the list or the register says so, fresh or old',
    async (status) => {
      const list = await statusList(trust, [[sampleClaims.statusIndex, status]]);
      for (const now of [NOW, NOW + 1_000_000]) {
        expect(check(url, { status: list, now })).toMatchObject({
          verdict: status,
          reason: `document.${status}`,
          claims: sampleClaims,
        });
      }
      expect(check(url, { status: { from: 'register', status } }).verdict).toBe(status);
    },
  );

  it('is valid by the register', () => {
    expect(check(url, { status: { from: 'register', status: 'valid' } })).toMatchObject({
      verdict: 'valid',
      statusAsOf: NOW,
    });
  });

  it('stays good in fifty years under a retired key', async () => {
    const retired = await trusting([listedKey(key, { state: 'retired' })], { nextUpdate: 4_000_000_000 });
    const status = { from: 'register', status: 'valid' } as const;
    expect(check(url, { trust: retired, status, now: ISSUED_AT + 1_577_880_000 }).verdict).toBe('valid');
  });

  it('is found under every key listed with its kid', async () => {
    const twin = { kid: key.kid, alg: 'EdDSA', publicKey: stranger.publicKey } as const;
    const genuine = { kid: key.kid, alg: 'EdDSA', publicKey: key.publicKey } as const;
    expect(check(url, { trust: { keys: [twin, genuine] } }).verdict).toBe('authentic');
    const ended = listedKey(key, { state: 'retired', notAfter: ISSUED_AT - 1 });
    expect(check(url, { trust: await trusting([ended, listedKey(key)]) }).verdict).toBe('authentic');
  });

  it('is checked by the verifier it is given', () => {
    expect(check(url, { verifySignature: () => false }).verdict).toBe('forged');
  });
});

/** An answer that shows nothing of the document. */
const bare = (verdict: string, reason: string) => ({ verdict, reason });

describe('a document that is not', () => {
  it('is forged with another token, whatever its length', () => {
    for (const token of ['AU6ESaDN-zOHY52a', 'ABU6ESaDN-zOHY52a', 'x']) {
      expect(check(url.replace(/\/v\/[^#]+/, `/v/${token}`))).toEqual(bare('forged', 'token.mismatch'));
    }
  });

  it('is forged with a good signature under the wrong kid', async () => {
    const cose = await signCose(
      encodePayload(sampleClaims),
      { alg: 'EdDSA', kid: hex(Buffer.from(key.kid, 'base64url').toString('hex')) },
      stranger.sign,
    );
    expect(check(buildQrContent(HOST, cose).url)).toEqual(bare('forged', 'signature.wrong'));
  });

  it('is forged when its algorithm is not the listed key’s', async () => {
    const kid = Buffer.from(key.kid, 'base64url');
    for (const alg of [-9, -7, -257, 0]) {
      const header = encodeCbor(
        new Map<number, unknown>([
          [1, alg],
          [4, new Uint8Array(kid)],
        ]),
      );
      const { url: text } = buildQrContent(
        HOST,
        assembleCose(header, encodePayload(sampleClaims), new Uint8Array(64)),
      );
      expect(check(text)).toEqual(bare('forged', 'signature.algorithm-mismatch'));
    }
  });

  it('accepts the older numbers of the same algorithms', async () => {
    for (const [by, alg] of [
      [key, -8],
      [curveKey, -7],
    ] as const) {
      const header = encodeCbor(
        new Map<number, unknown>([
          [1, alg],
          [4, new Uint8Array(Buffer.from(by.kid, 'base64url'))],
        ]),
      );
      const payload = encodePayload(sampleClaims);
      const parsed = parseCose(assembleCose(header, payload, new Uint8Array(64)));
      if (!parsed.ok) throw new Error(parsed.reason);
      const cose = assembleCose(header, payload, await by.sign(parsed.value.toBeSigned));
      expect(check(buildQrContent(HOST, cose).url).verdict).toBe('authentic');
    }
  });

  it('is of an unknown issuer when its kid is not listed, or nothing is', async () => {
    expect(check(await document(sampleClaims, stranger))).toEqual(bare('unknown-issuer', 'issuer.unknown'));
    expect(check(url, { trust: undefined })).toEqual(bare('unknown-issuer', 'issuer.no-trust-list'));
  });

  it('is forged when the key may not sign it', async () => {
    expect(check(await document({ ...sampleClaims, issuer: 'YY' }))).toEqual(
      bare('forged', 'issuer.mismatch'),
    );
    expect(check(await document({ ...sampleClaims, type: 'receipt' }))).toEqual(
      bare('forged', 'key.other-document-type'),
    );
    for (const issuedAt of [ISSUED_AT - 1001, ISSUED_AT + 100_001]) {
      expect(check(await document({ ...sampleClaims, issuedAt }))).toEqual(
        bare('forged', 'key.outside-its-span'),
      );
    }
  });

  it('under a compromised key, is decided by the office’s log alone', async () => {
    const stolen = await trusting([listedKey(key, { state: 'compromised', compromisedAt: ISSUED_AT + 10 })]);
    const answer = (loggedIssue?: number | null) => check(url, { trust: stolen, loggedIssue });
    expect(answer()).toEqual(bare('unknown-issuer', 'key.compromised-undecided'));
    expect(answer(null)).toEqual(bare('forged', 'key.compromised'));
    expect(answer(ISSUED_AT + 10)).toEqual(bare('forged', 'key.compromised'));
    expect(answer(ISSUED_AT + 9)).toMatchObject({ verdict: 'authentic', claims: sampleClaims });
  });

  it('is unsupported when well signed but incomplete', async () => {
    const cose = await signCose(
      encodeCbor(new Map([[1, 'XX-OEC']])),
      { alg: key.alg, kid: new Uint8Array(Buffer.from(key.kid, 'base64url')) },
      key.sign,
    );
    expect(check(buildQrContent(HOST, cose).url)).toEqual(bare('unsupported', 'payload.unsupported'));
  });

  it('is unsupported from a foreign host, which is named', () => {
    const foreign = url.replace(HOST, 'verif.examens.evil');
    expect(check(foreign)).toEqual({
      verdict: 'unsupported',
      reason: 'qr.foreign-host',
      foreignHost: 'verif.examens.evil',
    });
    expect(check(foreign, { officialHost: 'verif.examens.evil' }).verdict).toBe('authentic');
  });

  it('is unreadable when damaged', () => {
    expect(check('hello')).toEqual(bare('unreadable', 'qr.not-ours'));
    expect(check(url.slice(0, -17)).verdict).toBe('unreadable');
    expect(verifyDocument({ cose: new Uint8Array(0) }, { now: NOW, trust }).verdict).toBe('unreadable');
    const critical = encodeCbor(
      new Map<number, unknown>([
        [1, -19],
        [2, [77]],
        [4, new Uint8Array(8)],
        [77, 1],
      ]),
    );
    expect(
      verifyDocument({ cose: assembleCose(critical, hex('a0'), new Uint8Array(64)) }, { now: NOW, trust }),
    ).toEqual(bare('unsupported', 'cose.unknown-critical-header'));
  });

  it.each(sampleVectors)(
    'is never good after one flipped bit ($alg), and shows nothing',
    ({ alg, coseHex, kidHex, publicKeyHex, token }) => {
      const given: Trust = {
        keys: [{ kid: encodeBase64Url(hex(kidHex)), alg, publicKey: hex(publicKeyHex) }],
      };
      const answer = (cose: Uint8Array) =>
        verifyDocument({ cose }, { now: NOW, trust: given, status: { from: 'register', status: 'valid' } });
      const cose = hex(coseHex);
      expect(answer(cose).verdict).toBe('valid');
      for (let bit = 0; bit < cose.length * 8; bit += 1) {
        const flipped = cose.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
        const { verdict, claims } = answer(flipped);
        expect(['forged', 'unreadable', 'unsupported', 'unknown-issuer']).toContain(verdict);
        expect(claims).toBeUndefined();
        expect(verifyDocument({ cose: flipped, token }, { now: NOW, trust: given }).claims).toBeUndefined();
      }
    },
  );

  it('is forged when the payload of another is put under its signature', async () => {
    const theirs = parseCose((await signDocument(sampleClaims, key, HOST, key.sign)).cose);
    if (!theirs.ok) throw new Error(theirs.reason);
    const swapped = assembleCose(
      protectedHeader('EdDSA', theirs.value.kid),
      encodePayload({ ...sampleClaims, holder: 'Autre' }),
      theirs.value.signature,
    );
    expect(check(buildQrContent(HOST, swapped).url)).toEqual(bare('forged', 'signature.wrong'));
  });
});
