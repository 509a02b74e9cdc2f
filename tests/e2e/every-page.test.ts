import type { Page, Response } from '@playwright/test';
import { demoAccounts } from '#app/entrypoints/seed-demo/demo-accounts.ts';
import { openings } from './authorisation-matrix.ts';
import type { Opening } from './authorisation-opening.ts';
import { invitePeople, type Visitor } from './demo-people.ts';
import { loadTargets, type Targets } from './demo-targets.ts';
import { expect, test, type Width } from './fixtures.ts';

/** Every page, on a phone and on a desktop, by somebody it is for. Those for the public and candidates run no script. */

const WIDTHS: readonly Width[] = [360, 1280];
/** HTML and CSS of a page for the public, compressed: what a slow line brings in its first round trips. */
const MOST_BYTES = 14 * 1024;

/** Shows every component there is, and so the headings of several pages. */
const GALLERY = 'demo-gallery';

/** Pages for the public that add something by a script of their own, and work without it. */
const WITH_SCRIPT = ['document-page', 'verify-form', 'verify-offline'];

let targets: Targets;
let candidates: readonly Visitor[];
let leave: () => Promise<void> = async () => undefined;

test.beforeAll(async ({ database }) => {
  targets = await loadTargets(database.db);
  ({ visitors: candidates, leave } = await invitePeople(database.db, targets, []));
});

test.afterAll(() => leave());

for (const [id, opening] of Object.entries(openings)) {
  if (opening.file || opening.opens === 'nobody') continue;
  test(`${id} reads well on a phone and on a desktop`, async ({
    openPage,
    checkAccessibility,
    takeScreenshot,
  }) => {
    for (const width of WIDTHS) {
      const noJavaScript = !isForStaff(opening);
      const as = visitorOf(id, opening);
      const page = await openPage({ width, noJavaScript, ...(as ? { as } : {}) });
      if (id === 'confirm-code') await askForCode(page);
      const visit = watch(page);
      const response = await page.goto(addressOf(id, opening));
      await takeScreenshot(page, id);
      const faults = [
        ...(response?.status() === 200 ? [] : [`answered ${response?.status()}`]),
        ...(await findFaults(page, { width, headings: id === GALLERY ? 6 : 1 })),
        ...(await visit.findFaults()),
        ...(noJavaScript ? await findWeight(visit.received) : []),
        ...(noJavaScript && !WITH_SCRIPT.includes(id) ? findScript(await response?.text()) : []),
      ];
      expect.soft(faults, `${page.url()} at ${width} pixels`).toEqual([]);
      await checkAccessibility(page);
      await page.close();
    }
  });
}

for (const id of WITH_SCRIPT) {
  test(`${id} reads well in Arabic and in Hausa`, async ({
    openPage,
    checkAccessibility,
    takeScreenshot,
  }) => {
    for (const language of ['ar', 'ha']) {
      for (const width of WIDTHS) {
        const page = await openPage({ width, noJavaScript: true });
        const visit = watch(page);
        const opening = Object.entries(openings).find(([one]) => one === id)?.[1];
        await page.goto(`${opening?.path(targets)}?lang=${language}`);
        await takeScreenshot(page, `${id}-${language}`);
        const faults = [
          ...(await findFaults(page, { width, headings: 1, language })),
          ...(await visit.findFaults()),
          ...(await findWeight(visit.received)),
        ];
        expect.soft(faults, `${page.url()} at ${width} pixels`).toEqual([]);
        await checkAccessibility(page);
        await page.close();
      }
    }
  });
}

const isForStaff = ({ opens }: Opening): boolean => typeof opens === 'object' && 'roles' in opens;

/** Whose page shows most comes first. */
const STAFF = ['registrar', 'logistics', 'publisher', 'cashier', 'administrator', 'juryPresident'] as const;

function visitorOf(id: string, { opens }: Opening): string | null {
  if (typeof opens === 'object' && 'roles' in opens) {
    const role = STAFF.find((one) => one in opens.roles) ?? Object.keys(opens.roles)[0];
    return demoAccounts.find(({ roles }) => roles.some((one) => one === role))?.email ?? null;
  }
  const name = typeof opens === 'object' ? opens.candidate : { 'new-entry': 'none', 'sign-out': 'none' }[id];
  if (opens === 'everyone' && !name) return null;
  const wanted = name ?? 'published';
  return (
    candidates.find(({ person }) => person.kind === 'candidate' && person.name === wanted)?.email ?? null
  );
}

/** Lists are looked at whole, not filtered down to the line the authorisation tests look for. */
function addressOf(id: string, { path }: Opening): string {
  const address = path(targets);
  return id === 'new-entry' ? address : (address.split('?')[0] ?? address);
}

/** The page that takes a code opens where one was asked for; an unknown address is told apart by nobody. */
async function askForCode(page: Page): Promise<void> {
  await page.goto('/compte/mot-de-passe');
  await page.getByRole('textbox').fill('personne@matrix.invalid');
  await page.getByRole('main').getByRole('button').click();
  await page.waitForLoadState();
}

function watch(page: Page) {
  const asked: string[] = [];
  const received: Response[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('response', (response) => received.push(response));
  return {
    received,
    async findFaults(): Promise<string[]> {
      const { origin } = new URL(page.url());
      const foreign = asked.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith('data:'));
      const broken = received
        .filter((response) => response.status() >= 400)
        .map((response) => response.url());
      return [
        ...foreign.map((url) => `asks a third party: ${url}`),
        ...broken.map((url) => `asks for what is not there: ${url}`),
      ];
    },
  };
}

type Expected = { readonly width: Width; readonly headings: number; readonly language?: string };

async function findFaults(page: Page, { width, headings, language = 'fr' }: Expected): Promise<string[]> {
  const found = await page.evaluate(() => ({
    headings: document.querySelectorAll('h1').length,
    language: document.documentElement.lang,
    width: document.scrollingElement?.scrollWidth ?? 0,
  }));
  return [
    ...(found.headings === headings ? [] : [`has ${found.headings} first headings`]),
    ...(found.language === language ? [] : [`says its language is “${found.language}”`]),
    ...(found.width <= width ? [] : [`is ${found.width} pixels wide`]),
  ];
}

const findScript = (html: string | undefined) => (html?.includes('<script') ? ['has a script'] : []);

async function findWeight(received: readonly Response[]): Promise<string[]> {
  const parts = received.filter((response) =>
    ['document', 'stylesheet'].includes(response.request().resourceType()),
  );
  const sizes = await Promise.all(parts.map((response) => response.request().sizes()));
  const bytes = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
  return bytes > 0 && bytes <= MOST_BYTES ? [] : [`weighs ${bytes} bytes of HTML and CSS`];
}
