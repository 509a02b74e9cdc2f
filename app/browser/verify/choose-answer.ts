export type AboutRequest = {
  readonly method: string;
  readonly navigates: boolean;
  readonly url: string;
};

export type Asked =
  /** A file whose name says its content. */
  | { readonly how: 'kept-first'; readonly path: string }
  /** A page: the network's answer, or the kept one. */
  | { readonly how: 'network-first'; readonly path: string }
  /** A form sent without a network: a page that says why it cannot be answered. */
  | { readonly how: 'elsewhere'; readonly path: string };

export type Kept = {
  readonly origin: string;
  readonly languages: readonly string[];
  readonly files: readonly string[];
};

/** How the worker answers a request, or nothing where it leaves it to the network: everything that is not verification. */
export function chooseAnswer(about: AboutRequest, { origin, languages, files }: Kept): Asked | undefined {
  const url = new URL(about.url);
  if (url.origin !== origin) return undefined;
  if (about.method === 'GET' && files.includes(url.pathname))
    return { how: 'kept-first', path: url.pathname };
  if (!about.navigates) return undefined;
  const wanted = url.searchParams.get('lang');
  const language = languages.find((one) => one === wanted) ?? languages[0] ?? 'fr';
  const offline = `/verify/hors-connexion?lang=${language}`;
  if (url.pathname === '/verify' && about.method === 'POST') return { how: 'elsewhere', path: offline };
  if (url.pathname === '/verify') return { how: 'network-first', path: `/verify?lang=${language}` };
  if (/^\/v\/[^/]+$/.test(url.pathname) || url.pathname === '/verify/hors-connexion')
    return { how: 'network-first', path: offline };
  return undefined;
}
