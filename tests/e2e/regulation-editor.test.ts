import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

test.use({ noJavaScript: true, allowedConsoleErrors: /status of 422/ });

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

/** A comparison is a job: its page is asked again until it is done. */
async function untilCompared(page: Page): Promise<string> {
  const heading = page.getByRole('heading', { level: 1 });
  await expect(async () => {
    await page.reload();
    await expect(heading).toContainText(/change(nt)? de décision/, { timeout: 500 });
  }).toPass({ timeout: 60_000 });
  return (await heading.textContent()) ?? '';
}

test('the office reads a regulation in words, lowers a threshold, tries it on a past sitting and keeps it as a version', async ({
  page,
  signInAs,
  checkAccessibility,
  takeScreenshot,
}) => {
  test.setTimeout(180_000);
  await signInAs('greffe@palmares.test');
  await page.goto('/bureau/reglements');
  await page.getByRole('link', { name: 'Baccalauréat du Bénin' }).click();
  await expect(
    page.getByRole('listitem').filter({ hasText: 'Si la moyenne est sous 9 : Refusé.' }),
  ).toHaveCount(1);
  await expect(page.getByText('Figé depuis l’ouverture des inscriptions').first()).toBeVisible();
  await checkAccessibility(page);
  const versions = page.url();

  // The demonstration has a draft of it already.
  await page.getByRole('link', { name: 'Ouvrir le brouillon' }).click();
  await page.getByText('Seuils, plafonds et autres nombres').click();
  const threshold = page.getByLabel(/admissibilité.*décision 3.*moyenne.*sous/i);
  await threshold.fill('huit');
  await press(page, 'Enregistrer les nombres');
  await expect(page.getByRole('alert').or(page.getByText('Il y a un problème'))).toBeVisible();
  await page.getByText('Seuils, plafonds et autres nombres').click();
  await expect(threshold).toHaveValue('huit');
  await threshold.fill('8');
  await press(page, 'Enregistrer les nombres');
  await expect(page.getByText('Le brouillon est enregistré.')).toBeVisible();
  await expect(page.getByText('Si la moyenne est sous 8 : Refusé.')).toBeVisible();

  await page.getByLabel('Session', { exact: true }).selectOption({ index: 1 });
  await press(page, 'Comparer');
  const told = await untilCompared(page);
  expect(Number(/^(\d+)/.exec(told)?.[1])).toBeGreaterThan(0);
  await expect(page.getByRole('table', { name: 'De quelle décision à quelle autre' })).toBeVisible();
  await checkAccessibility(page);
  await takeScreenshot(page, 'regulation-comparison');
  await page.getByRole('link', { name: 'Retour' }).click();

  // A file with a fault is kept as typed, with the fault on its line, and can't become a version.
  const file = page.getByRole('textbox', { name: 'Le fichier' });
  const sound = await file.inputValue();
  await file.fill(sound.replace('"below": 8', '"below": 8,\n            "belwo": 7'));
  await press(page, 'Enregistrer le fichier');
  await expect(page.getByText(/Ligne \d+, stages/)).toBeVisible();
  await expect(page.getByRole('button', { name: /Garder comme version/ })).toHaveCount(0);
  await file.fill(sound);
  await press(page, 'Enregistrer le fichier');
  await press(page, /Garder comme version/);
  await expect(page).toHaveURL(/\/bureau\/reglements\/[0-9a-f-]{36}$/);
  expect(page.url()).not.toBe(versions);
  await expect(page.getByText('Si la moyenne est sous 8 : Refusé.')).toBeVisible();
  await takeScreenshot(page, 'regulation-version');
});
