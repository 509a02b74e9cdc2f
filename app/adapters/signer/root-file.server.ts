import { z } from 'zod';
import { decodeBase64Url, encodeBase64Url } from '#app/domain/verification/byte-strings.ts';
import { publicJwkSchema, readPublicJwk, writePublicJwk } from '#app/domain/verification/public-jwk.ts';
import { keyIdText } from '#app/domain/verification/signature.ts';
import type { GeneratedKey } from './port.ts';

const FORMAT = 'palmares-root-key/1';

const rootFileSchema = z.object({
  format: z.literal(FORMAT),
  kid: z.string(),
  publicJwk: publicJwkSchema,
  wrappedPrivate: z.string(),
});

/** A root key as a file: its private half only wrapped, by the key-encryption key in another file. */
export function writeRootFile({ kid, publicJwk, wrappedPrivate }: GeneratedKey): string {
  const content = { format: FORMAT, kid, publicJwk, wrappedPrivate: encodeBase64Url(wrappedPrivate) };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** A root key's file, or the public half alone as a JWK. `undefined` for anything else, or a kid that is not the key's. */
export function readRootFile(
  text: string,
): (Omit<GeneratedKey, 'wrappedPrivate'> & { readonly wrappedPrivate?: Uint8Array }) | undefined {
  const content = parseJson(text);
  const file = rootFileSchema.safeParse(content);
  const given = publicJwkSchema.safeParse(file.success ? file.data.publicJwk : content);
  const key = given.success ? readPublicJwk(given.data) : undefined;
  if (!key) return undefined;
  const kid = keyIdText(key.publicKey);
  const root = { kid, alg: key.alg, publicJwk: writePublicJwk(key, kid) };
  if (!file.success) return root;
  const wrappedPrivate = decodeBase64Url(file.data.wrappedPrivate);
  return file.data.kid === kid && wrappedPrivate ? { ...root, wrappedPrivate } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
