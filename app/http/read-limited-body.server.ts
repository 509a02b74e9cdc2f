import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';

/**
 * The text of a request of at most `limit` bytes. One that says it is longer is refused before it is read, one that
 * turns out to be as soon as it is.
 */
export async function readLimitedBody(
  request: Request,
  limit: number,
): Promise<Verdict<string, 'body.tooLarge'>> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return refuse('body.tooLarge');
  if (request.body === null) return accept('');
  const reader = request.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return accept(text + decoder.decode());
    length += value.byteLength;
    if (length > limit) {
      await reader.cancel();
      return refuse('body.tooLarge');
    }
    text += decoder.decode(value, { stream: true });
  }
}
