import { beforeAll, describe, expect, it } from 'vitest';
import { hex, sampleClaims } from '#app/domain/verification/fixtures/sample-trust.ts';
import { readPublicJwk } from '#app/domain/verification/public-jwk.ts';
import { signDocument } from '#app/domain/verification/sign-document.ts';
import { keyIdText, SIGNATURE_ALGORITHMS, verifySignature } from '#app/domain/verification/signature.ts';
import { readKeySet } from '#app/domain/verification/trust-list.ts';
import { verifyDocument } from '#app/domain/verification/verify.ts';
import { verifySignatureFast } from './fast-verifier.server.ts';
import { unwrapPrivateKey, wrapPrivateKey } from './key-wrapping.server.ts';
import { createLocalSigner } from './local-signer.server.ts';
import type { GeneratedKey, SignerPort } from './port.ts';

const secret = new Uint8Array(32).fill(7);

describe('wrapping a private key', () => {
  const plain = Uint8Array.from([1, 2, 3, 4]);

  it('opens with the same key and kid, and never looks the same twice', () => {
    const wrapped = wrapPrivateKey(secret, 'kid', plain);
    expect(unwrapPrivateKey(secret, 'kid', wrapped)).toEqual(plain);
    expect(wrapPrivateKey(secret, 'kid', plain)).not.toEqual(wrapped);
    expect(Buffer.from(wrapped).includes(Buffer.from(plain))).toBe(false);
  });

  it('does not open with another key, another kid, or any byte changed', () => {
    const wrapped = wrapPrivateKey(secret, 'kid', plain);
    expect(() => unwrapPrivateKey(new Uint8Array(32), 'kid', wrapped)).toThrow();
    expect(() => unwrapPrivateKey(secret, 'other', wrapped)).toThrow();
    for (let at = 0; at < wrapped.length; at += 1) {
      const changed = wrapped.map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect(() => unwrapPrivateKey(secret, 'kid', changed)).toThrow();
    }
    expect(() => unwrapPrivateKey(secret, 'kid', wrapped.subarray(0, 20))).toThrow();
    expect(() => wrapPrivateKey(new Uint8Array(16), 'kid', plain)).toThrow(RangeError);
  });
});

describe.each(SIGNATURE_ALGORITHMS)('the local signer with %s', (alg) => {
  const stored = new Map<string, GeneratedKey>();
  let signer: SignerPort;
  let key: GeneratedKey;

  beforeAll(async () => {
    signer = createLocalSigner(secret, async (kid) => stored.get(kid));
    key = await signer.generateKey(alg);
    stored.set(key.kid, key);
  });

  it('makes a key whose kid is the hash of its public half', () => {
    const read = readPublicJwk(key.publicJwk);
    expect(read && keyIdText(read.publicKey)).toBe(key.kid);
    expect(key.publicJwk).not.toHaveProperty('d');
  });

  it('signs what both verifiers accept, and neither accepts anything else', async () => {
    const { publicKey } = readPublicJwk(key.publicJwk) ?? { publicKey: new Uint8Array(0) };
    const message = Buffer.from('palmarès');
    const signature = await signer.sign(key.kid, message);
    expect(signature.length).toBe(64);
    for (const verify of [verifySignature, verifySignatureFast]) {
      expect(verify(alg, publicKey, message, signature)).toBe(true);
      expect(verify(alg, publicKey, Buffer.from('palmares'), signature)).toBe(false);
      expect(
        verify(
          alg,
          publicKey,
          message,
          signature.map((byte, at) => (at === 63 ? byte ^ 1 : byte)),
        ),
      ).toBe(false);
      expect(verify(alg, publicKey, message, signature.subarray(1))).toBe(false);
      expect(verify(alg, new Uint8Array(publicKey.length), message, signature)).toBe(false);
    }
  });

  it('signs a document that the one verifying function accepts', async () => {
    const sign = (bytes: Uint8Array) => signer.sign(key.kid, bytes);
    const { qr } = await signDocument(sampleClaims, key, 'verif.examens.example', sign);
    const trust = readKeySet({ keys: [key.publicJwk] });
    if (!trust.ok) throw new Error(trust.reason);
    const answer = verifyDocument(
      { text: qr.url },
      { now: 0, trust: trust.value, verifySignature: verifySignatureFast },
    );
    expect(answer).toMatchObject({ verdict: 'authentic', claims: sampleClaims });
  });

  it('stops when the key leaves the store, or was wrapped by another', async () => {
    await expect(signer.sign('unknown', hex('00'))).rejects.toThrow('no signing key');
    const elsewhere = createLocalSigner(new Uint8Array(32).fill(8), async (kid) => stored.get(kid));
    await expect(elsewhere.sign(key.kid, hex('00'))).rejects.toThrow();
    const removed = createLocalSigner(secret, async () => undefined);
    await expect(removed.sign(key.kid, hex('00'))).rejects.toThrow('no signing key');
  });
});

it('a local signer needs 32 bytes', () => {
  expect(() => createLocalSigner(new Uint8Array(31), async () => undefined)).toThrow(RangeError);
});
