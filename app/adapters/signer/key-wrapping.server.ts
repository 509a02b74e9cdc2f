import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const FORMAT = 1;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function checkKey(keyEncryptionKey: Uint8Array): void {
  if (keyEncryptionKey.length !== KEY_BYTES) throw new RangeError('a key-encryption key is 32 bytes');
}

/**
 * AES-256-GCM: format byte, nonce, ciphertext, tag. The kid is authenticated, so that a wrapped key moved to another
 * key's row does not open.
 */
export function wrapPrivateKey(
  keyEncryptionKey: Uint8Array,
  kid: string,
  privateKey: Uint8Array,
): Uint8Array {
  checkKey(keyEncryptionKey);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyEncryptionKey, nonce).setAAD(Buffer.from(kid));
  const sealed = Buffer.concat([cipher.update(privateKey), cipher.final()]);
  return new Uint8Array(Buffer.concat([Uint8Array.of(FORMAT), nonce, sealed, cipher.getAuthTag()]));
}

/** @throws Error for another key-encryption key, another kid, or altered bytes. */
export function unwrapPrivateKey(keyEncryptionKey: Uint8Array, kid: string, wrapped: Uint8Array): Uint8Array {
  checkKey(keyEncryptionKey);
  if (wrapped[0] !== FORMAT || wrapped.length <= 1 + NONCE_BYTES + TAG_BYTES)
    throw new Error('not a wrapped key');
  const nonce = wrapped.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', keyEncryptionKey, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(kid)).setAuthTag(wrapped.subarray(-TAG_BYTES));
  const sealed = wrapped.subarray(1 + NONCE_BYTES, -TAG_BYTES);
  return new Uint8Array(Buffer.concat([decipher.update(sealed), decipher.final()]));
}
