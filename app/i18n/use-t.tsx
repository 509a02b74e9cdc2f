import { createContext, type ReactNode, useContext } from 'react';
import { DEFAULT_TIME_ZONE, type Format, formatter } from './format.ts';
import { DEFAULT_LOCALE, type Locale, type ReaderLocale } from './locale.ts';
import { messageText, reasonText, type Translate, translator } from './translate.ts';

type Language = {
  readonly locale: Locale;
  readonly timeZone: string;
  /** The language of a page that has more than the two; `locale` when left out. */
  readonly reader?: ReaderLocale;
};

const LanguageContext = createContext<Language>({ locale: DEFAULT_LOCALE, timeZone: DEFAULT_TIME_ZONE });

export function LanguageProvider({ children, ...language }: Language & { children: ReactNode }) {
  return <LanguageContext.Provider value={language}>{children}</LanguageContext.Provider>;
}

export function useLocale(): Locale {
  return useContext(LanguageContext).locale;
}

/** What the page is written in: `useLocale` where it has two languages only. */
export function useReaderLocale(): ReaderLocale {
  const { locale, reader = locale } = useContext(LanguageContext);
  return reader;
}

export function useT(): Translate {
  return translator(useReaderLocale());
}

export function useFormat(): Format {
  const { timeZone } = useContext(LanguageContext);
  return formatter(useReaderLocale(), timeZone);
}

/** Text of a form's message (`common:errors.tooShort?minimum=2`). */
export function useMessageText(): (message: string) => string {
  const locale = useReaderLocale();
  return (message) => messageText(locale, message);
}

/** Text of a refusal: `{ reason, detail }`. */
export function useReasonText(): (refused: Parameters<typeof reasonText>[1]) => string {
  const locale = useReaderLocale();
  return (refused) => reasonText(locale, refused);
}
