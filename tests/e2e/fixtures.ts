import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { luciaSessions } from '#app/adapters/sessions/lucia-sessions.server.ts';
import { createDatabase, type Database } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';
import { findInstallation, type Installation } from './installation.ts';

export { expect };

export type Width = 360 | 1280;
type Visitor = { readonly as?: string; readonly width?: Width; readonly noJavaScript?: boolean };

type Options = {
  /** A phone or a desktop; both are 800 pixels high. */
  width: Width;
  noJavaScript: boolean;
  /** Errors the test provokes on purpose, such as the browser's line about an expected 404. */
  allowedConsoleErrors: RegExp | null;
};

type Fixtures = {
  installation: Installation;
  /** Signs the default page in. */
  signInAs: (email: string) => Promise<void>;
  /** A page of its own for another person, with its own cookies. */
  openPage: (visitor?: Visitor) => Promise<Page>;
  /** The newest six-digit code sent to an address or a phone number that the test hasn't read yet. */
  readCode: (contact: string) => Promise<string>;
  /** Fails on any serious or critical accessibility fault of what the page shows now. */
  checkAccessibility: (page: Page) => Promise<void>;
  /** Keeps a full-page picture in test-results/screens. */
  takeScreenshot: (page: Page, name: string) => Promise<void>;
  consoleErrors: string[];
};

/** `test` with an installation to visit. Any error in a browser's console, or on a page, fails the test. */
export const test = base.extend<Options & Fixtures, { database: Database }>({
  width: [1280, { option: true }],
  noJavaScript: [false, { option: true }],
  allowedConsoleErrors: [null, { option: true }],

  database: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
    async ({}, use) => {
      const database = createDatabase(findInstallation().databaseUrl, { max: 2 });
      await use(database);
      await database.close();
    },
    { scope: 'worker' },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  installation: async ({}, use) => use(findInstallation()),
  baseURL: async ({ installation }, use) => use(installation.url),
  viewport: async ({ width }, use) => use({ width, height: 800 }),
  javaScriptEnabled: async ({ noJavaScript }, use) => use(!noJavaScript),

  consoleErrors: [
    async ({ allowedConsoleErrors }, use) => {
      const errors: string[] = [];
      await use(errors);
      const unexpected = errors.filter((error) => !allowedConsoleErrors?.test(error));
      expect(unexpected, 'errors in the browser').toEqual([]);
    },
    { auto: true },
  ],

  context: async ({ context, consoleErrors }, use) => {
    listenForErrors(context, consoleErrors);
    await use(context);
  },

  signInAs: async ({ context, installation, database }, use) =>
    use((email) => signIn(context, installation, database, email)),

  openPage: async ({ browser, installation, database, consoleErrors }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (visitor = {}) => {
      const context = await openContext(browser, installation, visitor);
      contexts.push(context);
      listenForErrors(context, consoleErrors);
      if (visitor.as) await signIn(context, installation, database, visitor.as);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },

  readCode: async ({ installation }, use) => {
    const read = new Set<string>();
    await use((contact) => readCode(installation, contact, read));
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  checkAccessibility: async ({}, use) => use(checkAccessibility),

  takeScreenshot: async ({ width }, use) =>
    use(async (page, name) => {
      const size = page.viewportSize()?.width ?? width;
      const file = path.join('test-results', 'screens', `${name}-${size}.png`);
      // A busy machine's Chromium now and then can't capture a page it has just drawn.
      await expect(() => page.screenshot({ path: file, fullPage: true })).toPass();
    }),
});

function openContext(
  browser: Browser,
  installation: Installation,
  visitor: Visitor,
): Promise<BrowserContext> {
  return browser.newContext({
    baseURL: installation.url,
    viewport: { width: visitor.width ?? 1280, height: 800 },
    javaScriptEnabled: !visitor.noJavaScript,
    locale: 'fr-FR',
    timezoneId: 'Africa/Porto-Novo',
  });
}

function listenForErrors(context: BrowserContext, errors: string[]): void {
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => errors.push(String(error.error().stack ?? error.error())));
}

async function signIn(
  context: BrowserContext,
  installation: Installation,
  database: Database,
  email: string,
): Promise<void> {
  const [user] = await database.db
    .select({ id: userAccount.id })
    .from(userAccount)
    .where(eq(userAccount.email, email.toLowerCase()));
  if (!user) throw new Error(`No account has the address ${email}`);
  const cookie = await luciaSessions(database.db, () => new Date(), { secure: false }).open(user.id);
  const [pair] = cookie.split(';');
  const [name, value] = (pair ?? '').split('=');
  if (!name || !value) throw new Error('The session has no cookie');
  await context.addCookies([{ name, value, url: installation.url, httpOnly: true, sameSite: 'Lax' }]);
}

const messages = z.array(z.object({ id: z.string(), text: z.string() }));

async function readCode(installation: Installation, contact: string, read: Set<string>): Promise<string> {
  let code = '';
  await expect(async () => {
    const address = new URL('/messages', installation.mailboxUrl);
    address.searchParams.set('to', contact);
    const received = messages.parse(await (await fetch(address)).json());
    const newest = received.find(({ id, text }) => !read.has(id) && /\b\d{6}\b/.test(text));
    code = /\b\d{6}\b/.exec(newest?.text ?? '')?.[0] ?? '';
    expect(code, `a code sent to ${contact}`).not.toBe('');
    for (const { id } of received) read.add(id);
  }).toPass({ timeout: 20_000 });
  return code;
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const axeFaults = z.array(
  z.object({ id: z.string(), impact: z.string().nullable(), help: z.string(), nodes: z.array(z.string()) }),
);

async function checkAccessibility(page: Page): Promise<void> {
  const scripting = await page.evaluate(() => !matchMedia('(scripting: none)').matches);
  const examined = scripting ? page : await openScriptedCopy(page);
  // Evaluated, not added as a script element: the page's own security policy would rightly refuse that.
  await examined.evaluate(axeSource);
  const found =
    await examined.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, impact, help, nodes }) => ({ id, impact: impact ?? null, help, nodes: nodes.map((n) => n.html) })))`);
  if (examined !== page) await examined.context().close();
  const grave = axeFaults.parse(found).filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave, `accessibility of ${page.url()}`).toEqual([]);
}

/** axe needs timers, which a page without JavaScript lacks: it examines the same HTML, without scripts, elsewhere. */
async function openScriptedCopy(page: Page): Promise<Page> {
  const browser = page.context().browser();
  if (!browser) throw new Error('The page has no browser');
  const context = await browser.newContext({
    javaScriptEnabled: true,
    viewport: page.viewportSize(),
    storageState: await page.context().storageState(),
  });
  const copy = await context.newPage();
  const body = (await page.content()).replace(/<script\b[^>]*>.*?<\/script>/gs, '');
  const address = page.url();
  await copy.route(address, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
  await copy.goto(address);
  return copy;
}
