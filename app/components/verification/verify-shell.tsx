import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { PATHS } from '#app/http/paths.ts';
import { READER_LOCALES, type ReaderLocale } from '#app/i18n/locale.ts';
import { useReaderLocale, useT } from '#app/i18n/use-t.tsx';
import { LaurelMark } from '../laurel-mark.tsx';
import { useShell } from '../shell-context.tsx';

/** Each language in its own words. */
const NAMES: Readonly<Record<ReaderLocale, string>> = {
  fr: 'Français',
  en: 'English',
  ar: 'العربية',
  ha: 'Hausa',
};

/** The sheet of the verification pages: no menu, as whoever holds a document has one thing to do. */
export function VerifyShell({ children }: { children: ReactNode }) {
  const t = useT();
  const { organisationName } = useShell();
  return (
    <>
      <header className="masthead">
        <div className="wrap">
          <a className="brand" href={PATHS.verify}>
            <LaurelMark />
            <span>
              <b>{t('common:product')}</b>
              <span dir="auto">{organisationName ?? t('common:office')}</span>
            </span>
          </a>
          <Languages />
        </div>
      </header>
      <main id="main" className="wrap" tabIndex={-1}>
        {children}
      </main>
      <footer className="foot">
        <div className="wrap">
          <p>{t('common:footer.about')}</p>
          <p>{t('common:footer.noTracking')}</p>
        </div>
      </footer>
    </>
  );
}

/** Plain links to the same page; the server keeps the choice in a cookie. A script adds the fragment of the address. */
function Languages() {
  const t = useT();
  const current = useReaderLocale();
  const { pathname, search } = useLocation();
  const addressIn = (locale: ReaderLocale) => {
    const parameters = new URLSearchParams(search);
    parameters.set('lang', locale);
    return `${pathname}?${parameters}`;
  };
  return (
    <nav aria-label={t('verify:languages')}>
      <ul>
        {READER_LOCALES.map((locale) => (
          <li key={locale}>
            <a
              href={addressIn(locale)}
              lang={locale}
              hrefLang={locale}
              aria-current={locale === current ? 'true' : undefined}
              data-keep-fragment
            >
              {NAMES[locale]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
