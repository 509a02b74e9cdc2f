import type { Page } from '@playwright/test';
import { and, desc, eq, isNotNull, notExists, sql } from 'drizzle-orm';
import { buildQrContent, type QrContent } from '#app/domain/verification/qr-content.ts';
import type { Db } from '#db/client.ts';
import { document, documentStatus } from '#db/schema/document.ts';
import { type CameraPhone, drawQr, openCameraPhone } from './fake-camera.ts';
import { expect, test } from './fixtures.ts';
import { findInstallation } from './installation.ts';

/** An employer, with a paper and a phone, who has never heard of signatures. */

type Paper = {
  readonly id: string;
  readonly token: string;
  readonly number: string;
  readonly code: string;
  readonly holder: string;
  readonly qr: QrContent;
};

test.use({ width: 360, allowedConsoleErrors: /404|Failed to load resource|ERR_INTERNET_DISCONNECTED/ });

/** Documents in force, the newest first: the older ones are other tests' own. */
async function loadPapers(db: Db, host: string): Promise<readonly Paper[]> {
  const rows = await db
    .select()
    .from(document)
    .where(
      and(
        eq(document.state, 'issued'),
        eq(document.kind, 'passCertificate'),
        isNotNull(document.cose),
        notExists(
          db.select({ one: sql`1` }).from(documentStatus).where(eq(documentStatus.documentId, document.id)),
        ),
      ),
    )
    .orderBy(desc(document.createdAt), desc(document.number))
    .limit(3);
  return rows.map(({ id, token, number, typedCode, cose, model }) => {
    if (!token || !number || !typedCode || !cose) throw new Error('an issued document lacks something');
    const text = JSON.stringify(model);
    const holder = /"(?:fullName|holder)":"([^"]+)"/.exec(text)?.[1] ?? '';
    return { id, token, number, code: typedCode, holder, qr: buildQrContent(host, new Uint8Array(cose)) };
  });
}

const answerOf = (page: Page) => page.locator('#answer .verdict .answer');
const checked = (page: Page) => page.locator('#device[data-done]');
const digitsOf = ({ qr }: Paper) => qr.segments[1].data;

let papers: readonly Paper[];
let phone: CameraPhone | undefined;

test.beforeAll(async ({ database }) => {
  const { host } = new URL(findInstallation().url);
  // The demonstration's documents are issued by jobs, some after its pages are there.
  await expect(async () => {
    papers = await loadPapers(database.db, host);
    expect(papers.length).toBe(3);
  }).toPass({ timeout: 100_000 });
});

test.afterEach(async () => {
  await phone?.close();
  phone = undefined;
});

function paper(at: number): Paper {
  const found = papers[at];
  if (!found) throw new Error('the demonstration has too few certificates');
  return found;
}

test('scans with the camera: valid, then revoked; without a network authentic, with its date', async ({
  installation,
  database,
  takeScreenshot,
}) => {
  const shown = paper(0);
  phone = await openCameraPhone(installation.url, shown.qr.segments);
  const asked: string[] = [];
  phone.context.on('request', (request) => asked.push(request.url()));
  const page = await phone.context.newPage();
  await page.goto('/verify');
  expect(asked.filter((url) => /\.wasm|\/scan-/.test(url))).toEqual([]);

  await page.getByRole('button', { name: 'Scanner avec l’appareil photo' }).click();
  await page.waitForURL(/\/v\//);
  await expect(answerOf(page)).toHaveText('Valable');
  await expect(page.locator('[data-field="number"] dd')).toHaveText(shown.number);
  await expect(page.getByText('Vérifié aussi par votre appareil')).toBeVisible();
  await takeScreenshot(page, 'employer-valid');
  expect(asked.filter((url) => url.includes(digitsOf(shown).slice(0, 60)))).toEqual([]);

  await page.goto('/verify');
  await page.getByRole('button', { name: 'Garder sur cet appareil' }).click();
  await expect(page.getByText(/Listes à jour du \d+ \S+ \d{4}/)).toBeVisible({ timeout: 60_000 });
  phone.cable.pull();
  await page.goto('/verify');
  await page.getByRole('button', { name: 'Scanner avec l’appareil photo' }).click();
  await page.waitForURL(/\/v\//);
  await expect(answerOf(page)).toHaveText('Authentique');
  await expect(page.locator('.verdict .sentence')).toHaveText(/État connu au \d+ \S+ \d{4}\./);
  await expect(page.locator('[data-field="number"] dd')).toHaveText(shown.number);
  await takeScreenshot(page, 'employer-offline');

  await page.goto('/verify');
  await page.getByLabel('Numéro du document').fill(shown.number);
  await page.getByLabel('Code de vérification').fill(shown.code);
  await page.getByRole('button', { name: 'Vérifier', exact: true }).click();
  await expect(page.getByText('seul l’office connaît les codes')).toBeVisible();

  phone.cable.plug();
  await database.db
    .insert(documentStatus)
    .values({ documentId: shown.id, status: 'revoked', reason: 'essai', at: new Date() });
  await page.goto('/verify');
  await page.getByRole('button', { name: 'Scanner avec l’appareil photo' }).click();
  await page.waitForURL(/\/v\//);
  await expect(answerOf(page)).toHaveText('Annulé');
  await takeScreenshot(page, 'employer-revoked');
});

test('the camera refuses a look-alike site by its name', async ({ installation }) => {
  const lookAlike = `palmares-${new URL(installation.url).host}`;
  const [address, digits] = paper(1).qr.segments;
  const forged = address.data.replace(new URL(installation.url).host, lookAlike);
  phone = await openCameraPhone(installation.url, [{ mode: 'byte', data: forged }, digits]);
  const page = await phone.context.newPage();
  await page.goto('/verify');
  await page.getByRole('button', { name: 'Scanner avec l’appareil photo' }).click();
  await expect(page.locator('#refused')).toContainText('Un autre site');
  await expect(page.locator('#refused')).toContainText(lookAlike);
  expect(new URL(page.url()).pathname).toBe('/verify');
});

test('a picture is read on the device, and nothing of it is sent', async ({ page }) => {
  const shown = paper(1);
  const sent: string[] = [];
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
  await page.goto('/verify?par=fichier');
  const picture = { name: 'photo.png', mimeType: 'image/png', buffer: await drawQr(shown.qr.segments, 8) };
  await page.getByLabel('Photo ou fichier PDF').setInputFiles(picture);
  await page.getByRole('button', { name: 'Vérifier', exact: true }).click();
  await page.waitForURL(/\/v\//);
  await expect(answerOf(page)).toHaveText('Valable');
  expect(sent).toEqual([]);
});

test('digits that do not belong to the address are false, whatever the site says', async ({ page }) => {
  await page.goto(`/v/${paper(1).token}#${digitsOf(paper(2))}`);
  await expect(answerOf(page)).toHaveText('Faux');
  await expect(page.getByText('votre appareil ne trouve pas la même réponse')).toBeVisible();
  await expect(page.locator('[data-field]')).toHaveCount(0);
});

test('altered digits are told, and the site’s good answer is taken away', async ({ page }) => {
  const digits = digitsOf(paper(1));
  const at = Math.floor(digits.length / 2);
  const altered = `${digits.slice(0, at)}${(Number(digits[at]) + 1) % 10}${digits.slice(at + 1)}`;
  await page.goto(`/v/${paper(1).token}#${altered}`);
  await expect(checked(page)).not.toHaveAttribute('data-done', 'valid');
  await expect(answerOf(page)).not.toHaveText('Valable');
});

test('a site that shows another name than the QR holds is found out', async ({ page }) => {
  const shown = paper(1);
  await page.route(`**/v/${shown.token}`, async (route) => {
    const answer = await route.fetch();
    const lie = (await answer.text()).replaceAll(shown.holder, 'Quelqu’un D’Autre');
    await route.fulfill({ response: answer, body: lie });
  });
  await page.goto(`/v/${shown.token}#${digitsOf(shown)}`);
  await expect(page.getByText('ce site n’affichait pas ce que l’office a écrit')).toBeVisible();
  await expect(page.locator('[data-field="holder"] dd')).toHaveText(shown.holder);
});

test('a number and its code are enough without a script, in each language', async ({
  openPage,
  checkAccessibility,
}) => {
  const shown = paper(1);
  const words = {
    fr: ['Valable', 'ltr'],
    en: ['Valid', 'ltr'],
    ar: ['صالحة', 'rtl'],
    ha: ['Tana aiki', 'ltr'],
  };
  for (const [language, [answer = '', direction = '']] of Object.entries(words)) {
    const page = await openPage({ width: 360, noJavaScript: true });
    await page.goto(`/verify?lang=${language}`);
    await expect(page.locator('html')).toHaveAttribute('dir', direction);
    await checkAccessibility(page);
    await page.locator('#number').fill(shown.number.toLowerCase());
    await page.locator('#code').fill('AAAA-AAAA-AAA');
    await page.locator('main form button').click();
    await expect(page.locator('.summary-of-errors')).toBeFocused();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await page.locator('#code').fill(shown.code);
    await page.locator('main form button').click();
    await expect(answerOf(page)).toHaveText(answer);
    await checkAccessibility(page);
    const width = await page.evaluate(() => globalThis.document.scrollingElement?.scrollWidth);
    expect(width).toBe(360);
    await page.close();
  }
});
