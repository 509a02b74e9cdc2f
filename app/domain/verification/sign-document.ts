import { decodeBase64Url } from './byte-strings.ts';
import { signCose } from './cose.ts';
import type { DocumentClaims } from './document-claims.ts';
import { encodePayload } from './payload.ts';
import { buildQrContent, type QrContent } from './qr-content.ts';
import type { Sign, SignatureAlgorithm } from './signature.ts';
import { tokenOf } from './token.ts';

export type SignedDocument = { readonly cose: Uint8Array; readonly token: string; readonly qr: QrContent };

/**
 * Signs a document's claims and builds its token and QR content.
 * @param key the kid as written in the trust list, and its algorithm
 * @throws ZodError for claims outside the profile, RangeError for a kid that is not 8 bytes
 */
export async function signDocument(
  claims: DocumentClaims,
  key: { readonly kid: string; readonly alg: SignatureAlgorithm },
  host: string,
  sign: Sign,
): Promise<SignedDocument> {
  const kid = decodeBase64Url(key.kid) ?? new Uint8Array(0);
  const cose = await signCose(encodePayload(claims), { alg: key.alg, kid }, sign);
  return { cose, token: tokenOf(cose), qr: buildQrContent(host, cose) };
}
