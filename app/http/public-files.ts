/**
 * Answers for programs on other sites: anyone may read them, and only read. They stand outside the pages' layouts and
 * carry no cookie's knowledge.
 */
export function publicHeaders(contentType: string, maxAgeSeconds: number): Headers {
  return new Headers({
    'Content-Type': contentType,
    'Cache-Control': maxAgeSeconds === 0 ? 'no-store' : `public, max-age=${maxAgeSeconds}`,
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'X-Robots-Tag': 'noindex',
  });
}

/** A signed list: 304 to whoever has it already, as the entity tag they name says. */
export function publicFile(
  request: Request,
  { token, entityTag }: { readonly token: string; readonly entityTag?: string },
  contentType: string,
  maxAgeSeconds: number,
): Response {
  const headers = publicHeaders(contentType, maxAgeSeconds);
  if (entityTag === undefined) return new Response(token, { headers });
  headers.set('ETag', entityTag);
  const known = (request.headers.get('If-None-Match') ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  return known.includes(entityTag) || known.includes('*')
    ? new Response(null, { status: 304, headers })
    : new Response(token, { headers });
}

/** The office cannot be asked: not an answer about any document. */
export function unavailable(): Response {
  const headers = publicHeaders('application/json', 0);
  headers.set('Retry-After', '60');
  return new Response(JSON.stringify({ error: 'unavailable' }), { status: 503, headers });
}
