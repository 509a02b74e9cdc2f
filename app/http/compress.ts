import { pipeline, Readable } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';

const COMPRESSIBLE =
  /^(text\/(?!event-stream)|application\/(json|javascript|manifest\+json|xml)|image\/svg\+xml)/;
/** Below a packet, compressing gains nothing. */
const SMALLEST_BYTES = 1024;

type Coding = 'br' | 'gzip';

export function chooseCoding(accepted: string | undefined): Coding | undefined {
  const offers = (accepted ?? '')
    .toLowerCase()
    .split(',')
    .map((text) => text.trim());
  const takes = (name: string) =>
    offers.some((offer) => offer.split(';')[0] === name && !/;\s*q=0(\.0*)?$/.test(offer));
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : undefined;
}

function encoder(coding: Coding) {
  if (coding === 'gzip') return createGzip({ level: 6 });
  return createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
}

async function* chunksOf(body: ReadableStream<Uint8Array>) {
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel();
  }
}

function toWeb(stream: Readable): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = stream[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await chunks.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel() {
      stream.destroy();
    },
  });
}

function compressed(body: ReadableStream<Uint8Array>, coding: Coding): ReadableStream<Uint8Array> {
  const stream = encoder(coding);
  // An error destroys the stream, which ends the answer; nothing more can be said once the headers have left.
  pipeline(Readable.from(chunksOf(body)), stream, () => undefined);
  return toWeb(stream);
}

/** Compresses text answers that nothing compressed yet. Static files come compressed from the build. */
export function compress(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const { headers, body, status } = c.res;
    if (!body || c.req.method === 'HEAD' || status === 204 || status === 304) return;
    if (!COMPRESSIBLE.test(headers.get('Content-Type') ?? '') || headers.has('Content-Encoding')) return;
    if (/no-transform/.test(headers.get('Cache-Control') ?? '')) return;
    headers.append('Vary', 'Accept-Encoding');
    const length = headers.get('Content-Length');
    if (length !== null && Number(length) < SMALLEST_BYTES) return;
    const coding = chooseCoding(c.req.header('Accept-Encoding'));
    if (!coding) return;
    c.res = new Response(compressed(body, coding), c.res);
    c.res.headers.delete('Content-Length');
    c.res.headers.set('Content-Encoding', coding);
  };
}
