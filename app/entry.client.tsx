import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { type ShellFacts, ShellProvider } from './components/shell-context.tsx';
import { DEFAULT_TIME_ZONE } from './i18n/format.ts';
import { DEFAULT_LOCALE, isLocale } from './i18n/locale.ts';

/** The facts the server wrote for pages that hydrate; see `ShellFacts`. */
function readFacts(): ShellFacts {
  const { lang, dataset } = document.documentElement;
  return {
    locale: isLocale(lang) ? lang : DEFAULT_LOCALE,
    timeZone: dataset.timeZone ?? DEFAULT_TIME_ZONE,
    demo: dataset.demo === 'true',
    requestId: dataset.requestId ?? '',
    status: Number(dataset.status ?? 200),
    nonce: '',
    ...(dataset.organisation ? { organisationName: dataset.organisation } : {}),
  };
}

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <ShellProvider facts={readFacts()}>
        <RemixBrowser />
      </ShellProvider>
    </StrictMode>,
  );
});
