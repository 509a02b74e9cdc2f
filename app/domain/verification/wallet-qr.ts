import { decodeBase45, encodeBase45 } from './base45.ts';
import { compress, inflate } from './bounded-zlib.ts';

const LONGEST_TEXT = 4296;
const LARGEST_COSE = 8192;

/** The same signed bytes as a MOSIP Claim 169 QR, for wallets: base45 of zlib. */
export function encodeWalletQr(cose: Uint8Array): string {
  return encodeBase45(compress(cose));
}

/** The signed bytes of a wallet QR, or `undefined` when the text is no base45 of a small zlib stream. */
export function decodeWalletQr(text: string): Uint8Array | undefined {
  const packed = text.length <= LONGEST_TEXT ? decodeBase45(text) : undefined;
  return packed && inflate(packed, LARGEST_COSE);
}
