export const LOCALES = ['fr', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** The verification pages speak two more: whoever is handed a document may read neither French nor English. */
export const READER_LOCALES = [...LOCALES, 'ar', 'ha'] as const;
export type ReaderLocale = (typeof READER_LOCALES)[number];

export const DEFAULT_LOCALE: Locale = 'fr';
export const LOCALE_COOKIE = 'lang';

/** Writing direction for `<html dir>`. */
export function directionOf(locale: ReaderLocale): 'ltr' | 'rtl' {
  return locale === 'ar' ? 'rtl' : 'ltr';
}

export function isLocale(text: string | null | undefined): text is Locale {
  return LOCALES.some((locale) => locale === text);
}

export function isReaderLocale(text: string | null | undefined): text is ReaderLocale {
  return READER_LOCALES.some((locale) => locale === text);
}

/** `?lang=`, then the cookie, then Accept-Language by weight; French otherwise. */
export function resolveLocale(request: Request): Locale {
  const asked = new URL(request.url).searchParams.get('lang');
  if (isLocale(asked)) return asked;
  return localeOf(request.headers.get('cookie'), request.headers.get('accept-language'));
}

/** As `resolveLocale` for an address that asks for no language. */
export function localeOf(cookie: string | null, acceptLanguage: string | null): Locale {
  return cookieLocale(cookie, isLocale) ?? acceptedLocale(acceptLanguage, isLocale) ?? DEFAULT_LOCALE;
}

/** As `resolveLocale`, for the pages that have every language. */
export function resolveReaderLocale(request: Request): ReaderLocale {
  const asked = new URL(request.url).searchParams.get('lang');
  if (isReaderLocale(asked)) return asked;
  const { headers } = request;
  return (
    cookieLocale(headers.get('cookie'), isReaderLocale) ??
    acceptedLocale(headers.get('accept-language'), isReaderLocale) ??
    DEFAULT_LOCALE
  );
}

/** The cookie to set when the reader chose a language by `?lang=`, else `undefined`. */
export function localeCookie(request: Request, secure: boolean): string | undefined {
  const asked = new URL(request.url).searchParams.get('lang');
  if (!isReaderLocale(asked)) return undefined;
  return `${LOCALE_COOKIE}=${asked}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly${secure ? '; Secure' : ''}`;
}

type Guard<L extends ReaderLocale> = (text: string | null | undefined) => text is L;

function cookieLocale<L extends ReaderLocale>(header: string | null, knows: Guard<L>): L | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [name, value] = pair.trim().split('=');
    if (name === LOCALE_COOKIE && knows(value)) return value;
  }
  return undefined;
}

function acceptedLocale<L extends ReaderLocale>(header: string | null, knows: Guard<L>): L | undefined {
  const wishes = (header ?? '').split(',').map((part, order) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const weight = parameters
      .map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1])
      .find((text) => text !== undefined);
    return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight), order };
  });
  wishes.sort((a, b) => b.weight - a.weight || a.order - b.order);
  for (const wish of wishes) if (wish.weight > 0 && knows(wish.language)) return wish.language;
  return undefined;
}
