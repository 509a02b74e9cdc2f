import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';

type Asking = Pick<Request, 'method' | 'url'> & { readonly headers: Pick<Headers, 'get'> };

/** Webhooks carry signatures instead; a check of a document changes nothing and knows no session. */
const FOR_PROGRAMS = /^\/(webhooks\/|api\/v1\/verify(\/bulk)?$)/;
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a form sent from another site. The browser's own word comes first (`Sec-Fetch-Site`), then the `Origin`
 * host against the host asked for. A request with neither is no browser's form: no cookie of ours can ride on it
 * from another site, but it is refused all the same.
 */
export function checkOrigin(request: Asking, host: string): Verdict<true, 'request.foreignOrigin'> {
  if (SAFE_METHODS.has(request.method)) return accept();
  if (FOR_PROGRAMS.test(new URL(request.url).pathname)) return accept();
  const site = request.headers.get('sec-fetch-site');
  if (site !== null)
    return site === 'same-origin' || site === 'none' ? accept() : refuse('request.foreignOrigin');
  const origin = request.headers.get('origin');
  return origin !== null && hostOf(origin) === host.toLowerCase()
    ? accept()
    : refuse('request.foreignOrigin');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
