import { encodeBase10 } from './base10.ts';
import { parseQrContent } from './qr-content.ts';
import { isToken, tokenOf } from './token.ts';
import { decodeWalletQr } from './wallet-qr.ts';

/** The first byte of every signed document: CBOR's tag 18. */
const COSE_SIGN1 = 0xd2;

export type ScanTarget =
  /** A page of this site, with the fragment that its own script checks. */
  | { readonly to: 'document'; readonly path: string }
  | { readonly to: 'foreign'; readonly host: string }
  | { readonly to: 'nothing' };

/**
 * Where to go for what a camera, a picture or a person gave: the document's page of this site, whatever the scheme or
 * host written in the code, which are never opened. A foreign host is refused by its name.
 */
export function findScanTarget(text: string, officialHost: string): ScanTarget {
  const trimmed = text.trim();
  const wallet = /^\d*$/.test(trimmed) ? undefined : decodeWalletQr(trimmed);
  if (wallet) return documentTarget(tokenOf(wallet), encodeBase10(wallet));
  const read = parseQrContent(trimmed, officialHost);
  if (read.ok) {
    const { cose, token } = read.value;
    // Digits without an address are a document only when they begin as one: anything else is some other code's number.
    if (token === undefined)
      return cose[0] === COSE_SIGN1 ? documentTarget(tokenOf(cose), encodeBase10(cose)) : { to: 'nothing' };
    return isToken(token) ? documentTarget(token, encodeBase10(cose)) : { to: 'nothing' };
  }
  if (read.reason === 'qr.foreign-host') return { to: 'foreign', host: String(read.detail?.host ?? '') };
  const bare = /^https?:\/\/[^/?#\s]+\/v\/([A-Za-z0-9_-]{16})$/i.exec(trimmed)?.[1];
  return bare === undefined ? { to: 'nothing' } : { to: 'document', path: `/v/${bare}` };
}

function documentTarget(token: string, digits: string): ScanTarget {
  return { to: 'document', path: `/v/${token}#${digits}` };
}
