import { decodeBase64Url, encodeBase64Url } from './byte-strings.ts';
import type { Sign, SignatureAlgorithm } from './signature.ts';

export type JwsHeader = {
  readonly alg: SignatureAlgorithm;
  readonly typ: string;
  readonly kid?: string;
  readonly jwk?: unknown;
};

export type ParsedJws = {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: unknown;
  readonly signingInput: Uint8Array;
  readonly signature: Uint8Array;
};

const utf8 = new TextEncoder();

/** The bytes a compact JWS (RFC 7515) signs: `header.payload`, both base64url. */
export function jwsSigningInput(header: JwsHeader, payload: unknown): string {
  return [header, payload].map((part) => encodeBase64Url(utf8.encode(JSON.stringify(part)))).join('.');
}

/** A compact JWS. */
export async function signJws(header: JwsHeader, payload: unknown, sign: Sign): Promise<string> {
  const input = jwsSigningInput(header, payload);
  return `${input}.${encodeBase64Url(await sign(utf8.encode(input)))}`;
}

function readJson(part: string): unknown {
  const bytes = decodeBase64Url(part);
  if (!bytes) return undefined;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** The parts of a compact JWS, unproven; `undefined` when malformed or when it asks for an extension (`crit`). */
export function parseJws(text: string): ParsedJws | undefined {
  const parts = text.trim().split('.');
  const [header = '', payload = '', signature = ''] = parts;
  if (parts.length !== 3) return undefined;
  const fields = readJson(header);
  const content = readJson(payload);
  const signed = decodeBase64Url(signature);
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return undefined;
  if (content === undefined || !signed || 'crit' in fields) return undefined;
  return {
    header: { ...fields },
    payload: content,
    signingInput: utf8.encode(`${header}.${payload}`),
    signature: signed,
  };
}
