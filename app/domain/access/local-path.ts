const HERE = 'https://here.invalid';

/** A path of this site to return to after signing in, or `undefined` for anything that could lead elsewhere. */
export function localPath(text: string | null | undefined): string | undefined {
  if (!text || text.length > 2000 || !/^\/(?![/\\])/.test(text) || /[\p{Cc}\\]/u.test(text)) return undefined;
  if (!URL.canParse(text, HERE)) return undefined;
  const url = new URL(text, HERE);
  // "/..//example.org" becomes "//example.org" once its dots are resolved.
  return url.origin === HERE && !url.pathname.startsWith('//') ? url.pathname + url.search : undefined;
}
