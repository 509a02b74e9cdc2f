import type { LinksFunction } from '@remix-run/node';
import { isRouteErrorResponse, Links, Outlet, Scripts, useMatches, useRouteError } from '@remix-run/react';
import type { ReactNode } from 'react';
import { DemoBanner, PublicShell } from './components/page-shell.tsx';
import { ProblemPage } from './components/problem-page.tsx';
import { type ShellFacts, useShell } from './components/shell-context.tsx';
import { problemKeys, problemOf } from './http/error-responses.ts';
import { handleOf, scriptsOf } from './http/route-handle.ts';
import { directionOf } from './i18n/locale.ts';
import type { Translate } from './i18n/translate.ts';
import { LanguageProvider, useReaderLocale, useT } from './i18n/use-t.tsx';
import publicStyles from './styles/public.css?url';
import staffStyles from './styles/staff.css?url';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: publicStyles },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
];

/** Outside an error boundary the hook answers null. */
function isFailure(error: unknown): boolean {
  return error !== undefined && error !== null;
}

function statusOf(error: unknown): number {
  return isRouteErrorResponse(error) ? error.status : 500;
}

/** Read back by entry.client.tsx, so that the browser renders with the same facts as the server. */
function factsForHydration({ timeZone, demo, requestId, status, organisationName }: ShellFacts) {
  return {
    'data-time-zone': timeZone,
    'data-demo': String(demo),
    'data-request-id': requestId,
    'data-status': String(status),
    'data-organisation': organisationName,
  };
}

function useTitle(t: Translate): string {
  const error = useRouteError();
  const { status } = useShell();
  const matches = useMatches();
  if (isFailure(error)) return t(problemKeys(problemOf(statusOf(error))).title);
  const titled = matches.findLast((match) => handleOf(match).title !== undefined);
  const title = titled ? handleOf(titled).title : undefined;
  const text = typeof title === 'function' ? title(t, titled?.data) : title === undefined ? '' : t(title);
  return status === 422 ? t('common:form.errorPrefix', { title: text }) : text;
}

/** A problem is told in the languages every page has. */
export function Layout({ children }: { children: ReactNode }) {
  const { locale, readerLocale = locale, timeZone } = useShell();
  const failed = isFailure(useRouteError());
  const every = useMatches().some((match) => handleOf(match).everyLanguage);
  const reader = every && !failed ? readerLocale : locale;
  return (
    <LanguageProvider locale={locale} reader={reader} timeZone={timeZone}>
      <Sheet>{children}</Sheet>
    </LanguageProvider>
  );
}

/** The sheet every page is printed on, problem pages included. A page ships no script unless its route asks. */
function Sheet({ children }: { children: ReactNode }) {
  const t = useT();
  const shell = useShell();
  const locale = useReaderLocale();
  const { nonce } = shell;
  const handles = useMatches().map(handleOf);
  const failed = isFailure(useRouteError());
  const title = useTitle(t);
  const description = handles.findLast((handle) => handle.description)?.description;
  const scripts = failed ? 'none' : scriptsOf(handles);
  return (
    <html lang={locale} dir={directionOf(locale)} {...(scripts === 'react' ? factsForHydration(shell) : {})}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === '' ? t('common:product') : `${title} · ${t('common:product')}`}</title>
        {description ? <meta name="description" content={t(description)} /> : null}
        {failed || handles.some((handle) => handle.noindex) ? <meta name="robots" content="noindex" /> : null}
        <meta name="theme-color" content="#fffdf9" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#1d1f1a" media="(prefers-color-scheme: dark)" />
        <Links />
        {!failed && handles.some((handle) => handle.staff) ? (
          <link rel="stylesheet" href={staffStyles} />
        ) : null}
      </head>
      <body>
        <a className="skip" href="#main">
          {t('common:skip')}
        </a>
        <DemoBanner />
        {children}
        {scripts === 'react' ? <Scripts nonce={nonce} /> : null}
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  return (
    <PublicShell>
      <ProblemPage status={statusOf(error)} />
    </PublicShell>
  );
}
