export const LOCALES = ['fr', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE: Locale = 'fr';
export const LOCALE_COOKIE = 'lang';

/** Writing direction for `<html dir>`; an Arabic catalogue would answer `rtl`. */
export function directionOf(_locale: Locale): 'ltr' | 'rtl' {
  return 'ltr';
}

export function isLocale(text: string | null | undefined): text is Locale {
  return LOCALES.some((locale) => locale === text);
}

/** `?lang=`, then the cookie, then Accept-Language by weight; French otherwise. */
export function resolveLocale(request: Request): Locale {
  const asked = new URL(request.url).searchParams.get('lang');
  if (isLocale(asked)) return asked;
  return localeOf(request.headers.get('cookie'), request.headers.get('accept-language'));
}

/** As `resolveLocale` for an address that asks for no language. */
export function localeOf(cookie: string | null, acceptLanguage: string | null): Locale {
  return cookieLocale(cookie) ?? acceptedLocale(acceptLanguage) ?? DEFAULT_LOCALE;
}

/** The cookie to set when the reader chose a language by `?lang=`, else `undefined`. */
export function localeCookie(request: Request, secure: boolean): string | undefined {
  const asked = new URL(request.url).searchParams.get('lang');
  if (!isLocale(asked)) return undefined;
  return `${LOCALE_COOKIE}=${asked}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly${secure ? '; Secure' : ''}`;
}

function cookieLocale(header: string | null): Locale | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [name, value] = pair.trim().split('=');
    if (name === LOCALE_COOKIE && isLocale(value)) return value;
  }
  return undefined;
}

function acceptedLocale(header: string | null): Locale | undefined {
  const wishes = (header ?? '').split(',').map((part, order) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const weight = parameters
      .map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1])
      .find((text) => text !== undefined);
    return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight), order };
  });
  wishes.sort((a, b) => b.weight - a.weight || a.order - b.order);
  for (const wish of wishes) if (wish.weight > 0 && isLocale(wish.language)) return wish.language;
  return undefined;
}
