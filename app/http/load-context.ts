import type { PublishedResults } from '#app/adapters/results/port.ts';
import type { Locale, ReaderLocale } from '#app/i18n/locale.ts';
import type { Ctx } from '#app/services/context.ts';
import type { CodeGuard } from './results/code-guard.ts';
import type { tellResult } from './results/tell-result.ts';

/** Which scripts a page may run: none at all, its own small file, that and WebAssembly, or React with the route's modules. */
export type ScriptPolicy = 'none' | 'own' | 'scanner' | 'react';

/** What loaders and actions receive as `context`. */
export type AppLoadContext = {
  readonly ctx: Ctx;
  readonly nonce: string;
  readonly requestId: string;
  readonly locale: Locale;
  /** The language of the pages that have every language; `locale` when absent. */
  readonly readerLocale?: ReaderLocale;
  readonly demo: boolean;
  /** The results published now, as every channel reads them: from their files, not from the database. */
  readonly results: PublishedResults;
  readonly codeGuard: CodeGuard;
  /** `tellResult`, except where a page is rendered to be filled in later. */
  readonly tellResult: typeof tellResult;
  /** The name in the masthead; the catalogue's "office" when absent. */
  readonly organisationName?: string;
  readonly timeZone?: string;
  /** `https://host` as the visitor typed it, behind proxies too. */
  readonly origin: string;
  /** The Content-Security-Policy for a page that runs these scripts. */
  readonly policy: (scripts: ScriptPolicy) => string;
  /** Where the request came from, behind our own proxies: for rate limits, never logged. */
  readonly clientAddress: string;
  /** A session that was renewed with this request: sent back with the answer. */
  readonly renewedCookie?: string;
  /** Logs an unexpected error under this request's id. */
  readonly reportError: (error: unknown) => void;
};

type Own = AppLoadContext;

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends Own {}
  /** Types what `useLoaderData` and `useActionData` give as the single-fetch wire carries it. */
  interface Future {
    v3_singleFetch: true;
  }
}
