import type { Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import { markEntry } from '#db/schema/marking.ts';
import { listBundles, listScripts, startMarking } from '#tests/factories/marking.ts';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import { createResultStaff, createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { bareContext } from '#tests/setup/bare-context.ts';
import { expect, test } from './fixtures.ts';

/** A marker's sheet with its script: keys, paste, reload, a network that goes away, two windows; on both widths. */

const CANDIDATES = 12;
const SAMPLE = sampleRegulation('bepc-sample');
const questions = Array.from({ length: 10 }, (_, i) => ({
  code: `Q${i + 1}`,
  name: { fr: `Question ${i + 1}`, en: `Question ${i + 1}` },
  maximum: 2,
}));
const maths = SAMPLE.papers.MAT;
const REGULATION: Regulation = {
  ...SAMPLE,
  papers: { ...SAMPLE.papers, ...(maths ? { MAT: { ...maths, components: questions } } : {}) },
};

type Sheet = { readonly path: string; readonly codes: readonly string[]; readonly bundleId: string };
let plain: Sheet;
let parted: Sheet;
let marker = '';
let second = '';

test.beforeAll(async ({ database }) => {
  const world = await createSeatedSitting(database.db, { candidates: CANDIDATES, regulation: REGULATION });
  const staff = await createResultStaff(database.db, world);
  marker = staff.markers[0].email ?? '';
  second = staff.markers[1].email ?? '';
  await startMarking(bareContext(database, { storageDirectory: 'test-results' }), world, staff);
  const bundles = await listBundles(database.db, world.sitting.id);
  const sheetOf = async (paper: string): Promise<Sheet> => {
    const bundleId = bundles.find(({ paperCode }) => paperCode === paper)?.id ?? '';
    const codes = (await listScripts(database.db, bundleId)).map(({ code }) => code);
    return { path: `/correction/${bundleId}`, codes, bundleId };
  };
  plain = await sheetOf('COM');
  parted = await sheetOf('MAT');
});

const cell = (page: Page, row: number, column = 0) =>
  page.locator('tr[data-code]').nth(row).locator('input[data-cell]').nth(column);
const focused = (page: Page) => page.locator('input[data-cell]:focus');
const summary = (page: Page) => page.locator('[data-summary]');

async function openSheet(page: Page, { path }: Sheet): Promise<void> {
  await page.goto(path);
  await page.locator('form[data-live]').waitFor();
}

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', copied);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);
}

test('marks are keyed without a mouse, saved as they are typed, and there again after a reload', async ({
  page,
  signInAs,
  database,
  checkAccessibility,
  takeScreenshot,
}) => {
  await signInAs(marker);
  await openSheet(page, plain);
  await expect(page.getByText('Une autre personne recopie les mêmes copies')).toBeVisible();
  await cell(page, 0).focus();
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await page.keyboard.type('abs');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('13,5');
  await page.keyboard.press('Escape');
  await expect(focused(page)).toHaveValue('');
  await page.keyboard.type('14,25');
  await page.keyboard.press('Shift+Enter');
  await expect(focused(page)).toHaveAttribute('name', `mark.${plain.codes[1]}`);
  await page.keyboard.press('Control+End');
  await page.keyboard.type('21');
  await page.keyboard.press('Tab');
  await expect(summary(page)).toContainText('À revoir : 1');
  await expect(page.locator('tr[data-state="saved"]')).toHaveCount(3);
  await takeScreenshot(page, 'marks-sheet');
  await checkAccessibility(page);
  await page.getByRole('button', { name: 'Aller à la ligne à revoir' }).click();
  await page.keyboard.type('11');
  await page.keyboard.press('Enter');
  await expect(summary(page)).toContainText('Tout est enregistré : 4');
  await page.reload();
  await expect(cell(page, 0)).toHaveValue('12');
  await expect(cell(page, 1)).toHaveValue('ABS');
  await expect(cell(page, 2)).toHaveValue('14,25');
  const rows = await database.db
    .select()
    .from(markEntry)
    .where(eq(markEntry.scriptCode, plain.codes[2] ?? ''));
  expect(rows.map(({ state, value, pass }) => [state, value, pass])).toEqual([['mark', 1425, 1]]);

  await cell(page, 0).fill('12,5');
  await cell(page, 1).focus();
  await expect(page.getByText('Motif à donner')).toBeVisible();
  await page.getByLabel('Motif, si vous changez une note déjà enregistrée').fill('Chiffres mal lus');
  await takeScreenshot(page, 'marks-reason');
  await page.keyboard.press('Enter');
  await expect(summary(page)).toContainText('Tout est enregistré : 4');
  await expect(page.getByLabel('Motif, si vous changez une note déjà enregistrée')).toBeHidden();
});

test('a block copied from a spreadsheet is pasted from the chosen cell on', async ({
  page,
  signInAs,
  database,
  checkAccessibility,
  takeScreenshot,
}) => {
  await signInAs(marker);
  await openSheet(page, parted);
  await cell(page, 3, 8).focus();
  await paste(page, '1\t1\t1\n2\t2\t2');
  await expect(page.getByText('Ce qui dépassait du tableau n’a pas été collé')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(cell(page, 4, 9)).toHaveValue('');
  await cell(page, 0, 0).focus();
  const line = (i: number) =>
    Array.from({ length: 10 }, (_, j) => (j === 9 ? `"${(i % 4) / 2}"` : '1,5')).join('\t');
  await paste(page, `${Array.from({ length: CANDIDATES - 1 }, (_, i) => line(i)).join('\r\n')}\r\n`);
  await expect(summary(page)).toContainText('Ctrl+Z les reprend');
  await cell(page, CANDIDATES - 1, 0).focus();
  await page.keyboard.type('2');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('1');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByText('Enregistrée, incomplète')).toBeVisible();
  await expect(summary(page)).toContainText(`Tout est enregistré : ${CANDIDATES}`);
  await expect(page.locator('tr[data-code] [data-total]').nth(1)).toHaveText('14,00');
  await takeScreenshot(page, 'marks-parts');
  await checkAccessibility(page);
  expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBe(1280);
  await page.setViewportSize({ width: 360, height: 800 });
  await takeScreenshot(page, 'marks-parts');
  await checkAccessibility(page);
  expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBe(360);
  const rows = await database.db
    .select()
    .from(markEntry)
    .where(eq(markEntry.scriptCode, parted.codes[1] ?? ''));
  expect(rows.map(({ value, parts }) => [value, parts?.length])).toEqual([[1400, 10]]);
});

test.describe('a network that goes away', () => {
  test.use({ allowedConsoleErrors: /ERR_INTERNET_DISCONNECTED|Failed to load resource/ });

  test('loses nothing: marks stay on the device, come back after a reload, and leave by themselves', async ({
    openPage,
    takeScreenshot,
  }) => {
    const page = await openPage({ as: second, width: 360 });
    await openSheet(page, plain);
    await page.context().setOffline(true);
    await cell(page, 0).fill('12,5');
    await cell(page, 1).focus();
    await expect(summary(page)).toContainText('Pas de connexion');
    await takeScreenshot(page, 'marks-offline');
    await cell(page, 1).fill('10');
    // The page is left before it could send anything.
    const kept = await page.evaluate(() => Object.values(localStorage).join());
    expect(kept).toContain(plain.codes[1] ?? '');
    await page.goto('about:blank');
    await page.context().setOffline(false);
    await openSheet(page, plain);
    await expect(cell(page, 0)).toHaveValue('12,5');
    await expect(cell(page, 1)).toHaveValue('10');
    await expect(summary(page)).toContainText('Tout est enregistré : 2');
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });
});

test('two windows on one row: the later one is told, and chooses', async ({
  openPage,
  checkAccessibility,
  takeScreenshot,
}) => {
  const one = await openPage({ as: second });
  await openSheet(one, plain);
  const two = await one.context().newPage();
  await openSheet(two, plain);
  await cell(one, 5).fill('9');
  await cell(one, 6).focus();
  await expect(one.locator('tr[data-code]').nth(5)).toHaveAttribute('data-state', 'saved');
  await cell(two, 5).fill('8');
  await cell(two, 6).focus();
  await expect(two.getByText('Écrite dans une autre fenêtre : 9.')).toBeVisible();
  await takeScreenshot(two, 'marks-two-windows');
  await checkAccessibility(two);
  await two.getByRole('button', { name: 'Prendre l’autre' }).click();
  await expect(cell(two, 5)).toHaveValue('9');
  await expect(two.locator('tr[data-code]').nth(5)).toHaveAttribute('data-state', 'saved');
});

test.describe('a file', () => {
  test.use({ allowedConsoleErrors: /status of 422/ });

  test('a file of marks is checked against the scripts, by the model of its bundle', async ({
    openPage,
    takeScreenshot,
    checkAccessibility,
  }) => {
    const page = await openPage({ as: second, noJavaScript: true });
    await page.goto(`${parted.path}/fichier`);
    await takeScreenshot(page, 'marks-import');
    const model = await page.request.get(`${parted.path}/modele/csv`);
    const [titles = '', ...lines] = (await model.text()).replace('\ufeff', '').trim().split(/\r?\n/);
    expect(titles.split(';')).toHaveLength(13);
    const markOf = (row: number, column: number) => String(((row * 3 + column) % 5) / 2).replace('.', ',');
    const filled = lines.map((line, row) => {
      const [rank = '', code = '', ...rest] = line.split(';');
      return [rank, code, ...questions.map((_, column) => markOf(row, column)), rest.at(-1) ?? ''];
    });
    const send = async (rows: readonly (readonly string[])[]) => {
      const buffer = Buffer.from([titles, ...rows.map((row) => row.join(';'))].join('\r\n'));
      await page
        .getByLabel('Fichier des notes')
        .setInputFiles({ name: 'notes.csv', mimeType: 'text/csv', buffer });
      await page.getByRole('button', { name: 'Vérifier le fichier' }).click();
    };
    await send(
      filled.map((row, i) => [row[0] ?? '', filled[(i + 1) % filled.length]?.[1] ?? '', ...row.slice(2)]),
    );
    await expect(page.getByText('Ce fichier est refusé')).toBeVisible();
    await expect(page.getByText('une colonne a glissé').first()).toBeVisible();
    await takeScreenshot(page, 'marks-import-refused');
    await checkAccessibility(page);
    await send(filled);
    await expect(page.getByRole('heading', { name: '3. Relisez ces copies' })).toBeVisible();
    await takeScreenshot(page, 'marks-import-preview');
    await checkAccessibility(page);
    const fields = page.locator('.witnesses input');
    for (const field of await fields.all()) {
      const [, code = '', question = ''] = ((await field.getAttribute('name')) ?? '').split('.');
      const row = parted.codes.indexOf(code);
      await field.fill(
        markOf(
          row,
          questions.findIndex((one) => one.code === question),
        ),
      );
    }
    await page.getByRole('button', { name: 'Enregistrer les notes du fichier' }).click();
    await expect(page.getByText(`${CANDIDATES} notes enregistrées`)).toBeVisible();
  });
});
