import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { SHEET_LIMITS } from '#app/domain/shared/sheet-limits.ts';
import { LOT_LIMITS } from '#app/domain/verification/lot.ts';
import { type Problem, plainProblemPage } from '#app/http/error-responses.ts';
import type { Reached } from '#app/http/forwarded.ts';
import { apiError } from '#app/http/verification-api.server.ts';
import type { Locale, ReaderLocale } from '#app/i18n/locale.ts';

/** What the server knows of a request before the session is read. */
export type RequestFacts = {
  readonly requestId: string;
  readonly nonce: string;
  readonly clientAddress: string;
  readonly locale: Locale;
  readonly readerLocale?: ReaderLocale;
  /** `https://host` as the visitor typed it. */
  readonly origin: string;
  readonly https: boolean;
};

export type Bindings = { Bindings: HttpBindings; Variables: { facts: RequestFacts; reached: Reached } };

/** With a file, and without: a form of fields alone is far smaller, and a million of them would take minutes to read. */
const MAX_BODY_BYTES = 12 * 1024 * 1024;
const MAX_FIELDS_BYTES = 1024 * 1024;
/** A list of pupils may be larger than a photo: what its form adds included. */
const MAX_SHEET_BYTES = (SHEET_LIMITS.megabytes + 1) * 1024 * 1024;
/** A list that a program sends as the body itself. */
const LIST_CALL = '/api/v1/verify/bulk';
const MAX_LIST_BYTES = LOT_LIMITS.megabytes * 1024 * 1024;
const SHEET_FORM = '/ecole/imports/nouveau';

export function problem(facts: RequestFacts, name: Problem, status: number): Response {
  return plainProblemPage({ problem: name, status, ...facts });
}

/** A provider's callback is JSON; checking a document answers whoever asks, however they ask. */
const READS_ANY_BODY = /^\/(webhooks\/|verify$|api\/v1\/verify(\/bulk)?$)/;

/** What no page could read: a form that is none, or NUL in an address, which PostgreSQL can't be asked for. */
export function unreadable({ method, url, headers }: Request): [Problem, number] | undefined {
  const { pathname, search } = new URL(url);
  // A document's token is checked letter by letter, and answered for whatever it is.
  const isToken = /^\/(v|api\/v1\/verify)\//.test(pathname);
  if (!isToken && `${pathname}${search}`.includes('%00')) return ['notFound', 404];
  const type = headers.get('Content-Type');
  const isForm =
    type === null || /^(application\/x-www-form-urlencoded\b|multipart\/form-data;.*boundary=.)/i.test(type);
  return method === 'POST' && !isForm && !READS_ANY_BODY.test(pathname) ? ['refused', 415] : undefined;
}

/** Programs are answered as programs are. */
function tooLarge(c: Context<Bindings>): Response {
  if (c.req.path === LIST_CALL) return apiError('sheet.tooHeavy', 413);
  if (c.req.path.startsWith('/api/')) return apiError('request.tooLarge', 413);
  return problem(c.get('facts'), 'tooLarge', 413);
}

export function limitBodies(app: Hono<Bindings>, maxBodyBytes = MAX_BODY_BYTES): void {
  const limit = (maxSize: number) => bodyLimit({ maxSize, onError: tooLarge });
  const withFile = limit(maxBodyBytes);
  const withSheet = limit(Math.max(maxBodyBytes, MAX_SHEET_BYTES));
  const withList = limit(Math.min(maxBodyBytes, MAX_LIST_BYTES));
  const fieldsOnly = limit(Math.min(maxBodyBytes, MAX_FIELDS_BYTES));
  app.use((c, next) => {
    const isMultipart = /^multipart\//i.test(c.req.header('Content-Type') ?? '');
    if (c.req.path === LIST_CALL) return withList(c, next);
    if (!isMultipart) return fieldsOnly(c, next);
    return c.req.path === SHEET_FORM ? withSheet(c, next) : withFile(c, next);
  });
}
