import { createContext, type ReactNode, useContext } from 'react';
import { DEFAULT_TIME_ZONE, type Format, formatter } from './format.ts';
import { DEFAULT_LOCALE, type Locale } from './locale.ts';
import { messageText, reasonText, type Translate, translator } from './translate.ts';

type Language = { readonly locale: Locale; readonly timeZone: string };

const LanguageContext = createContext<Language>({ locale: DEFAULT_LOCALE, timeZone: DEFAULT_TIME_ZONE });

export function LanguageProvider({ locale, timeZone, children }: Language & { children: ReactNode }) {
  return <LanguageContext.Provider value={{ locale, timeZone }}>{children}</LanguageContext.Provider>;
}

export function useLocale(): Locale {
  return useContext(LanguageContext).locale;
}

export function useT(): Translate {
  return translator(useLocale());
}

export function useFormat(): Format {
  const { locale, timeZone } = useContext(LanguageContext);
  return formatter(locale, timeZone);
}

/** Text of a form's message (`common:errors.tooShort?minimum=2`). */
export function useMessageText(): (message: string) => string {
  const locale = useLocale();
  return (message) => messageText(locale, message);
}

/** Text of a refusal: `{ reason, detail }`. */
export function useReasonText(): (refused: Parameters<typeof reasonText>[1]) => string {
  const locale = useLocale();
  return (refused) => reasonText(locale, refused);
}
