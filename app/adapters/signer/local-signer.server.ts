import { createPrivateKey, generateKeyPair, type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { sameBytes } from '#app/domain/verification/byte-strings.ts';
import { publicJwkSchema, readPublicJwk, writePublicJwk } from '#app/domain/verification/public-jwk.ts';
import { keyIdText, type SignatureAlgorithm } from '#app/domain/verification/signature.ts';
import { unwrapPrivateKey, wrapPrivateKey } from './key-wrapping.server.ts';
import type { GeneratedKey, SignerPort, WrappedKey } from './port.ts';

const generate = promisify(generateKeyPair);
/** Finds a stored key. Called for every signature, so that a key withdrawn from the store stops at once. */
export type LoadWrappedKey = (kid: string) => Promise<WrappedKey | undefined>;

type Opened = { readonly wrapped: WrappedKey; readonly key: KeyObject };

/** Signs in this process with keys wrapped by a 32-byte key-encryption key. @throws RangeError for another length. */
export function createLocalSigner(keyEncryptionKey: Uint8Array, load: LoadWrappedKey): SignerPort {
  if (keyEncryptionKey.length !== 32) throw new RangeError('a key-encryption key is 32 bytes');
  const opened = new Map<string, Opened>();

  function open(wrapped: WrappedKey): Opened {
    const known = opened.get(wrapped.kid);
    if (known && sameBytes(known.wrapped.wrappedPrivate, wrapped.wrappedPrivate)) return known;
    const der = unwrapPrivateKey(keyEncryptionKey, wrapped.kid, wrapped.wrappedPrivate);
    const key = createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
    const entry = { wrapped, key };
    opened.set(wrapped.kid, entry);
    return entry;
  }

  return {
    async sign(kid, bytes) {
      const stored = await load(kid);
      if (stored?.kid !== kid) throw new Error(`no signing key ${kid}`);
      const { key } = open(stored);
      // On the calling thread: a thread pool's detour costs more than it saves.
      const algorithm = stored.alg === 'EdDSA' ? null : 'sha256';
      return new Uint8Array(sign(algorithm, bytes, { key, dsaEncoding: 'ieee-p1363' }));
    },
    generateKey: (alg) => generateWrappedKey(keyEncryptionKey, alg),
  };
}

async function generateWrappedKey(
  keyEncryptionKey: Uint8Array,
  alg: SignatureAlgorithm,
): Promise<GeneratedKey> {
  const { publicKey, privateKey } =
    alg === 'EdDSA' ? await generate('ed25519') : await generate('ec', { namedCurve: 'P-256' });
  const key = readPublicJwk(publicJwkSchema.parse(publicKey.export({ format: 'jwk' })));
  if (!key) throw new Error('the generated key is not on its curve');
  const kid = keyIdText(key.publicKey);
  const der = privateKey.export({ format: 'der', type: 'pkcs8' });
  return {
    kid,
    alg,
    publicJwk: writePublicJwk(key, kid),
    wrappedPrivate: wrapPrivateKey(keyEncryptionKey, kid, der),
  };
}
