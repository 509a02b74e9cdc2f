import { signJws } from '../verification/jws.ts';
import type { Sign, SignatureAlgorithm } from '../verification/signature.ts';
import type { AchievementCredential } from './achievement-credential.ts';

/** Where the public half of a key is, as a JWK of its own: what a JOSE header's `kid` points to. */
export function keyAddress(origin: string, kid: string): string {
  return `${origin}/.well-known/jwks/${kid}`;
}

/**
 * Secures a credential as VC-JOSE-COSE and Open Badges 3.0 §8.2 ask: the payload is the credential itself with the
 * registered claims beside it, typed `vc+jwt`, and `status` points into the Token Status List.
 */
export async function signCredential(
  credential: AchievementCredential,
  key: { readonly kid: string; readonly alg: SignatureAlgorithm },
  sign: Sign,
): Promise<string> {
  const { id, issuer, validFrom, credentialStatus } = credential;
  const from = Math.floor(Date.parse(validFrom) / 1000);
  const payload = {
    ...credential,
    iss: issuer.id,
    jti: id,
    nbf: from,
    iat: from,
    status: { status_list: { idx: credentialStatus.statusListIndex, uri: credentialStatus.statusListUri } },
  };
  return signJws({ alg: key.alg, typ: 'vc+jwt', kid: keyAddress(issuer.id, key.kid) }, payload, sign);
}
