/**
 * The one answer to an unknown page, an unknown id and a forbidden one: they must not be told apart, or an
 * address would tell who exists.
 */
export function notFound(): Response {
  return new Response(null, { status: 404, statusText: 'Not Found' });
}

/** Throws the same 404 for a value that is absent or not the reader's to see. */
export function orNotFound<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw notFound();
  return value;
}

/** A forbidden page looks exactly like one that does not exist. */
export const forbidden = notFound;
