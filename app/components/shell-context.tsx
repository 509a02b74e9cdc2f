import { createContext, type ReactNode, useContext } from 'react';
import { DEFAULT_TIME_ZONE } from '#app/i18n/format.ts';
import { DEFAULT_LOCALE, type Locale, type ReaderLocale } from '#app/i18n/locale.ts';
import { LanguageProvider } from '#app/i18n/use-t.tsx';

/** What every page knows without a loader, error pages included. */
export type ShellFacts = {
  readonly locale: Locale;
  /** The language of the pages that have every language. */
  readonly readerLocale?: ReaderLocale;
  readonly timeZone: string;
  readonly demo: boolean;
  readonly requestId: string;
  /** The HTTP status being answered: 422 marks the title of a refused form. */
  readonly status: number;
  readonly organisationName?: string;
  /** Empty in the browser: only the server writes it. */
  readonly nonce: string;
};

const ShellContext = createContext<ShellFacts>({
  locale: DEFAULT_LOCALE,
  timeZone: DEFAULT_TIME_ZONE,
  demo: false,
  requestId: '',
  status: 200,
  nonce: '',
});

export function ShellProvider({ facts, children }: { facts: ShellFacts; children: ReactNode }) {
  return (
    <ShellContext.Provider value={facts}>
      <LanguageProvider locale={facts.locale} timeZone={facts.timeZone}>
        {children}
      </LanguageProvider>
    </ShellContext.Provider>
  );
}

/** Whether the page is one of the staff's, where a table may be taller or wider than its box. */
export const StaffContext = createContext(false);

export function useShell(): ShellFacts {
  return useContext(ShellContext);
}
