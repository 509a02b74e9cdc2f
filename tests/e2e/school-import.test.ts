import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

test.use({ noJavaScript: true, width: 1280, allowedConsoleErrors: /status of 422/ });

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

/** As a spreadsheet on a school's Windows saves it. */
function windows1252(text: string): Buffer {
  return Buffer.from(text.replaceAll('’', '\u0092').replaceAll('œ', '\u009c'), 'latin1');
}

const TITLES = 'Blaze;Prénoms;Sexe;Né(e) le;Lieu de naissance;Nationalité;Série';
const list = (rows: readonly string[]) => windows1252([TITLES, ...rows].join('\r\n'));

const ROWS = [
  'N’GUESSAN;Aïcha;F;12/03/2008;Téra;Niger;C',
  'ABOUBACAR;Sœur Françoise;F;01/02/2009;Say;Niger;D',
  'ÉMILE;Jean;X;31/02/2008;Niamey;Niger;D',
  'n’guessan;AICHA;F;12/03/2008;TERA;Niger;C',
];

async function chooseSitting(page: Page): Promise<void> {
  const sittings = page.getByLabel('Pour quelle session ?');
  const [label = ''] = await sittings.locator('option', { hasText: /^Baccalauréat/ }).allTextContents();
  await sittings.selectOption({ label });
}

async function sendFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto('/ecole/imports/nouveau');
  await chooseSitting(page);
  await page.getByLabel('Fichier de la liste').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await press(page, 'Envoyer le fichier');
}

async function mapSurname(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Quelle colonne contient quoi ?' })).toBeVisible();
  await page.getByLabel('Nom', { exact: true }).selectOption({ label: 'A · Blaze' });
  await press(page, 'Vérifier les lignes');
  await expect(page.getByRole('heading', { name: 'Ligne par ligne' })).toBeVisible({ timeout: 30_000 });
}

test('a school head enters a class from a list, corrects it, and finds the entries, without JavaScript', async ({
  page,
  signInAs,
  checkAccessibility,
  takeScreenshot,
}) => {
  test.setTimeout(180_000);
  const show = async (name: string) => {
    await checkAccessibility(page);
    await takeScreenshot(page, `import-${name}`);
  };
  await signInAs('ecole@palmares.test');
  await page.goto('/ecole');
  await page.getByRole('link', { name: 'Inscrire une classe' }).click();
  await expect(page.getByRole('link', { name: 'Terminales.csv' })).toBeVisible();
  await show('lists');
  await page.getByRole('link', { name: 'Envoyer une liste' }).click();
  await show('new');
  await press(page, 'Envoyer le fichier');
  await expect(page.getByRole('link', { name: 'Remplissez ce champ' })).toBeVisible();

  await sendFile(page, 'vide.csv', Buffer.from(''));
  await expect(page.getByRole('link', { name: /Ce fichier est vide/ })).toBeVisible();
  await show('refused');

  await sendFile(page, 'TleD.csv', list(ROWS));
  await expect(page.getByText('À fournir')).toBeVisible();
  await show('columns');
  await press(page, 'Vérifier les lignes');
  await expect(page.getByRole('link', { name: /Dites quelle colonne/ })).toBeVisible();
  await mapSurname(page);
  await expect(page.getByText('31/02/2008')).toBeVisible();
  await expect(page.getByText('Même élève qu’à la ligne 2')).toBeVisible();
  await show('result');

  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Télécharger la liste avec ses erreurs' }).click();
  const sheet = await readFile(await (await downloading).path(), 'utf8');
  expect(sheet).toContain('Écrivez F ou M');
  expect(sheet).toContain('ABOUBACAR;Sœur Françoise');
  const corrected = sheet.replace(';X;31/02/2008;', ';M;28/02/2008;');

  await sendFile(page, 'erreurs corrigées.csv', Buffer.from(corrected));
  await page.getByLabel('Nom', { exact: true }).selectOption({ label: 'B · Blaze' });
  await press(page, 'Vérifier les lignes');
  await press(page, 'Inscrire seulement les 3 bonnes lignes');
  await expect(page.getByRole('heading', { name: '3 élèves inscrits' })).toBeVisible({ timeout: 30_000 });
  await show('entered');
  await page.getByRole('link', { name: 'Voir les dossiers' }).click();
  for (const name of ['N’GUESSAN Aïcha', 'ABOUBACAR Sœur Françoise', 'ÉMILE Jean'])
    await expect(page.getByText(name)).toBeVisible();

  await sendFile(page, 'TleD.csv', list(ROWS));
  await expect(page.getByText('Cette liste est déjà là')).toBeVisible();
});

test.describe('with JavaScript', () => {
  test.use({ noJavaScript: false });

  test('rows pasted from a spreadsheet become a grid that the keyboard walks, and then a list', async ({
    page,
    signInAs,
    checkAccessibility,
    takeScreenshot,
  }) => {
    await signInAs('ecole@palmares.test');
    await page.goto('/ecole/imports/nouveau');
    const area = page.getByLabel('Lignes copiées, titres compris');
    const text = `${TITLES.replace('Blaze', 'Nom').replaceAll(';', '\t')}\nKIMBA\tRachida\tY\t12/03/2008\tTéra\tNiger\tC`;
    await expect(async () => {
      await area.evaluate((field, pasted) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', pasted);
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      }, text);
      await expect(page.getByLabel('Sexe, ligne 2')).toBeVisible({ timeout: 1000 });
    }).toPass();
    await checkAccessibility(page);
    await takeScreenshot(page, 'import-grid');
    await page.getByLabel('Sexe, ligne 1').focus();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByLabel('Sexe, ligne 2')).toBeFocused();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('F');
    await chooseSitting(page);
    await press(page, 'Envoyer ces lignes');
    await press(page, 'Vérifier les lignes');
    await expect(page.getByText('Toutes les lignes sont bonnes')).toBeVisible({ timeout: 30_000 });
  });
});
