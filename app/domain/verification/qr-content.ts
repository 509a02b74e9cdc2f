import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { type Base10Refusal, decodeBase10, encodeBase10 } from './base10.ts';
import { tokenOf } from './token.ts';

/** Larger than the largest QR code of digits (7,089), with room for the address. */
const LONGEST_TEXT = 8192;
const ADDRESS = /^(https?):\/\/([^/?#\s]+)\/v\/([^/?#\s]+)#(.*)$/s;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

export type QrContent = {
  readonly url: string;
  /** The two segments to hand to the QR encoder: the address as bytes, the rest as digits. */
  readonly segments: readonly [
    { readonly mode: 'byte'; readonly data: string },
    { readonly mode: 'numeric'; readonly data: string },
  ];
};

/** https, except for a host that is this very machine: a demonstration has no certificate. */
function schemeFor(host: string): 'http' | 'https' {
  return LOOPBACK.test(host) ? 'http' : 'https';
}

/** The public address of a document, without its payload: what the page and the mail show. */
export function documentAddress(host: string, token: string): string {
  return `${schemeFor(host)}://${host}/v/${token}`;
}

/** `https://<host>/v/<token>#<digits>` for signed bytes. The fragment never reaches a server. */
export function buildQrContent(host: string, cose: Uint8Array): QrContent {
  const address = `${documentAddress(host, tokenOf(cose))}#`;
  const digits = encodeBase10(cose);
  return {
    url: address + digits,
    segments: [
      { mode: 'byte', data: address },
      { mode: 'numeric', data: digits },
    ],
  };
}

/** Letters of ASCII alone are compared without their case: other alphabets have letters that fold into them. */
function isSameHost(authority: string, officialHost: string): boolean {
  return /^[\x21-\x7e]+$/.test(authority) && authority.toLowerCase() === officialHost.toLowerCase();
}

/**
 * The host a foreign address leads to, as a person is to read it: without a user name written to look like a host, other
 * alphabets' look-alike letters as the ASCII that names them (`xn--…`), invisible and turning characters as their bytes.
 */
function nameForeignHost(authority: string, officialHost: string): string {
  const address = `https://${authority}`;
  const host = URL.canParse(address) ? new URL(address).host : '';
  return host === '' || isSameHost(host, officialHost) ? inAscii(authority) : host;
}

const inAscii = (text: string) =>
  text.toWellFormed().replace(/[^\x21-\x7e]/gu, (character) => encodeURIComponent(character));

export type ReadQr = { readonly cose: Uint8Array; readonly token?: string; readonly host?: string };
export type QrRefusal = 'qr.not-ours' | 'qr.foreign-host' | 'qr.no-payload' | Base10Refusal;

/**
 * Reads what a scanner gives: the full address, or the digits alone. With `officialHost`, any other host is refused
 * by name (`detail.host`); the comparison is exact, so look-alike letters, ports and user names do not pass. An address in
 * capitals is none of ours: codes are printed in small letters, and a reader that changes case breaks the token too.
 */
export function parseQrContent(text: string, officialHost?: string): Verdict<ReadQr, QrRefusal> {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > LONGEST_TEXT) return refuse('qr.not-ours');
  if (/^\d+$/.test(trimmed)) {
    const decoded = decodeBase10(trimmed);
    return decoded.ok ? accept({ cose: decoded.value }) : decoded;
  }
  const authority = /^https?:\/\/([^/?#\s]*)/i.exec(trimmed)?.[1];
  if (authority === undefined || authority === '') return refuse('qr.not-ours');
  if (officialHost !== undefined && !isSameHost(authority, officialHost)) {
    return refuse('qr.foreign-host', { host: nameForeignHost(authority, officialHost) });
  }
  const [, scheme = '', host = '', token = '', digits = ''] = ADDRESS.exec(trimmed) ?? [];
  if (host === '') return refuse(trimmed.includes('#') ? 'qr.not-ours' : 'qr.no-payload');
  if (host !== host.toLowerCase() || scheme !== schemeFor(host)) return refuse('qr.not-ours');
  if (digits === '') return refuse('qr.no-payload');
  const decoded = decodeBase10(digits);
  return decoded.ok ? accept({ cose: decoded.value, token, host }) : decoded;
}
