import type { StoragePort } from '#app/adapters/storage/port.ts';
import { fileHeaders, readRange } from './file-response.ts';

/**
 * As `fileResponse`, for a stored file that is too large to be in memory: it is sent as it is read. Its key names it and
 * what is stored never changes, so that a part asked for later is of the same file. Undefined when it is not there.
 */
export async function storedFileResponse(
  request: Request,
  storage: StoragePort,
  { key, name }: { readonly key: string; readonly name: string },
): Promise<Response | undefined> {
  const found = await storage.head(key);
  if (!found) return undefined;
  const { size, contentType } = found;
  const headers = fileHeaders({ contentType, name });
  const range = readRange(request.headers.get('Range'), size);
  if (range === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  const length = end - start + 1;
  headers.set('Content-Length', String(length));
  if (range) headers.set('Content-Range', `bytes ${start}-${end}/${size}`);
  const body = request.method === 'HEAD' ? null : await storage.getStream(key, { offset: start, length });
  return new Response(body, { status: range ? 206 : 200, headers });
}
