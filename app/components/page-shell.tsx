import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { PATHS } from '#app/http/paths.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { LaurelMark } from './laurel-mark.tsx';
import { StaffContext, useShell } from './shell-context.tsx';

export type NavItem = { readonly href: string; readonly text: string };

type SignedInProps = {
  /** The person's name or the account's contact, as shown beside "sign out". */
  readonly name: string;
  readonly nav: readonly NavItem[];
  readonly home: string;
  readonly children: ReactNode;
};

export function PublicShell({ children }: { children: ReactNode }) {
  const t = useT();
  const nav = [
    { href: PATHS.register, text: t('common:nav.register') },
    { href: PATHS.results, text: t('common:nav.results') },
    { href: PATHS.verify, text: t('common:nav.verify') },
  ];
  return (
    <>
      <Masthead home={PATHS.home} nav={nav} />
      <Main>{children}</Main>
      <Footer />
    </>
  );
}

export function CandidateShell({ name, nav, home, children }: SignedInProps) {
  return (
    <>
      <Masthead home={home} nav={nav} name={name} />
      <Main>{children}</Main>
      <Footer />
    </>
  );
}

/** Needs `handle = { staff: true }` on the route (or its layout) for the staff style sheet. */
export function StaffShell({ name, nav, home, children }: SignedInProps) {
  return (
    <StaffContext.Provider value={true}>
      <div className="staff">
        <Masthead home={home} nav={nav} name={name} />
        <Main>{children}</Main>
      </div>
    </StaffContext.Provider>
  );
}

function Main({ children }: { children: ReactNode }) {
  return (
    <main id="main" className="wrap" tabIndex={-1}>
      {children}
    </main>
  );
}

/** The page itself, or the nearest part of the site that it is under. */
function isCurrent(pathname: string, href: string, nav: readonly NavItem[]): 'page' | 'true' | undefined {
  if (pathname === href) return 'page';
  const over = nav.filter((item) => pathname === item.href || pathname.startsWith(`${item.href}/`));
  const nearest = over.reduce((best, item) => (item.href.length > best.length ? item.href : best), '');
  return nearest === href ? 'true' : undefined;
}

type MastheadProps = { readonly home: string; readonly nav: readonly NavItem[]; readonly name?: string };

function Masthead({ home, nav, name }: MastheadProps) {
  const t = useT();
  const { organisationName } = useShell();
  const { pathname } = useLocation();
  return (
    <header className="masthead">
      <div className="wrap">
        <a className="brand" href={home}>
          <LaurelMark />
          <span>
            <b>{t('common:product')}</b>
            <span>{organisationName ?? t('common:office')}</span>
          </span>
        </a>
        {nav.length > 0 ? (
          <nav aria-label={t('common:nav.main')}>
            <ul>
              {nav.map((item) => (
                <li key={item.href}>
                  <a href={item.href} aria-current={isCurrent(pathname, item.href, nav)}>
                    {item.text}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
        {name === undefined ? null : <SignedIn name={name} />}
        <LanguageSwitch />
      </div>
    </header>
  );
}

function SignedIn({ name }: { name: string }) {
  const t = useT();
  return (
    <div className="who">
      <span>{t('common:nav.signedInAs', { name })}</span>
      <form method="post" action={PATHS.signOut}>
        <button className="plain" type="submit">
          {t('common:nav.signOut')}
        </button>
      </form>
    </div>
  );
}

/** A plain link to the same page in the other language; the server keeps the choice in a cookie. */
function LanguageSwitch() {
  const t = useT();
  const { locale } = useShell();
  const { pathname, search } = useLocation();
  const other = locale === 'fr' ? 'en' : 'fr';
  const parameters = new URLSearchParams(search);
  parameters.set('lang', other);
  return (
    <a
      className="lang"
      href={`${pathname}?${parameters}`}
      hrefLang={other}
      lang={other}
      title={t('common:language.switch')}
    >
      {t(`common:language.${other}`)}
    </a>
  );
}

export function DemoBanner() {
  const t = useT();
  const { demo } = useShell();
  if (!demo) return null;
  return (
    <aside className="demo" aria-label={t('common:demo.banner')}>
      <div className="wrap">
        <b>{t('common:demo.banner')}</b> {t('common:demo.text')} <a href="/demo">{t('common:demo.link')}</a>
      </div>
    </aside>
  );
}

function Footer() {
  const t = useT();
  return (
    <footer className="foot">
      <div className="wrap">
        <p>
          {t('common:footer.about')} {t('common:footer.noTracking')}
        </p>
        <a href={PATHS.verify}>{t('common:nav.verify')}</a>{' '}
        <a href={PATHS.signIn}>{t('common:footer.staff')}</a>
      </div>
    </footer>
  );
}
