/** A request for a table number's page, so plain that it can be read in one way only. */
export type PlainRequest = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly sittingId: string;
  readonly tableNumber: string;
  /** Of a name in small letters; `null` when there is none. */
  readonly header: (name: string) => string | null;
  /** As long as its header says; empty for a GET. */
  readonly body: string;
};

const LONGEST = 4096;
const FIRST_LINE = /^(GET|POST) (\/resultats\/([0-9a-f]{8}-[0-9a-f-]{27})\/([0-9A-Z-]{1,20})) HTTP\/1\.1\r\n/;
/** A name, one space, and printable ASCII that neither begins nor ends with a space. */
const LINE = /([A-Za-z][A-Za-z0-9-]*): ([!-~](?:[ -~]*[!-~])?)\r\n/y;
/** Whoever says one of these wants something other than an answer to what is here. */
const NOT_PLAIN: ReadonlySet<string> = new Set([
  'transfer-encoding',
  'content-encoding',
  'expect',
  'upgrade',
  'http2-settings',
  'trailer',
  'te',
  'keep-alive',
  'proxy-connection',
]);

/**
 * Reads what came on a connection at once, when that is one whole request and nothing more. `undefined` says nothing about
 * what it is: a real parser has to look, from the first byte.
 */
export function readPlainRequest(chunk: Buffer): PlainRequest | undefined {
  if (chunk.length > LONGEST) return undefined;
  const text = chunk.toString('latin1');
  const first = FIRST_LINE.exec(text);
  if (!first) return undefined;
  const headers = new Map<string, string>();
  LINE.lastIndex = first[0].length;
  let end = LINE.lastIndex;
  for (let line = LINE.exec(text); line; line = LINE.exec(text)) {
    const name = line[1]?.toLowerCase() ?? '';
    if (headers.has(name) || NOT_PLAIN.has(name)) return undefined;
    headers.set(name, line[2] ?? '');
    end = LINE.lastIndex;
  }
  if (!text.startsWith('\r\n', end) || !headers.has('host')) return undefined;
  const connection = headers.get('connection');
  if (connection !== undefined && connection.toLowerCase() !== 'keep-alive') return undefined;
  const [, method, url = '', sittingId = '', tableNumber = ''] = first;
  const body = text.slice(end + 2);
  const length = headers.get('content-length');
  const asked = { url, sittingId, tableNumber, header: (name: string) => headers.get(name) ?? null };
  if (method === 'GET') return length === undefined && body === '' ? { method, ...asked, body } : undefined;
  // Letters outside ASCII come percent-encoded: a body that holds any is not plain.
  const isWhole = length === String(body.length) && /^[!-~]+$/.test(body);
  return isWhole ? { method: 'POST', ...asked, body } : undefined;
}
