/** A file's bytes for one reader: downloaded, never shown in the page, never kept by a cache between. */
export type FileFacts = { readonly contentType: string; readonly name: string };

/**
 * Answers with a file, whole or the one range that was asked for: a download over a slow line goes on where it broke off.
 * Several ranges, or one that can't be read, are answered with the whole.
 */
export function fileResponse(
  request: Request,
  bytes: Uint8Array,
  { contentType, name }: FileFacts,
): Response {
  const headers = fileHeaders({ contentType, name });
  const range = readRange(request.headers.get('Range'), bytes.length);
  if (range === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${bytes.length}`);
    return new Response(null, { status: 416, headers });
  }
  const part = range ? bytes.subarray(range.start, range.end + 1) : bytes;
  headers.set('Content-Length', String(part.length));
  if (range) headers.set('Content-Range', `bytes ${range.start}-${range.end}/${bytes.length}`);
  return new Response(new Uint8Array(part), { status: range ? 206 : 200, headers });
}

/** What goes with every file, before its length. */
export function fileHeaders({ contentType, name }: FileFacts): Headers {
  return new Headers({
    'Content-Type': contentType,
    'Content-Disposition': `attachment; filename="${asciiName(name)}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
    'Accept-Ranges': 'bytes',
  });
}

type Range = { readonly start: number; readonly end: number };

/** The one range a request asks for, both ends included; undefined for the whole. */
export function readRange(header: string | null, size: number): Range | 'unsatisfiable' | undefined {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  if (from === '') {
    const last = Number(to);
    return last === 0 ? 'unsatisfiable' : { start: Math.max(0, size - last), end: size - 1 };
  }
  const start = Number(from);
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (start >= size) return 'unsatisfiable';
  return end < start ? undefined : { start, end };
}

/** For browsers that read no accents in a file's name. */
function asciiName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-');
}
