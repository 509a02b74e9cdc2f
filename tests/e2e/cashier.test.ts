import type { Page } from '@playwright/test';
import { HERE } from './demo-targets.ts';
import { loadCounterTargets } from './demo-targets-counter.ts';
import { expect, test } from './fixtures.ts';

test.use({ noJavaScript: true, allowedConsoleErrors: /status of 422/ });

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

test('a cashier opens the till, takes cash, closes it short, and the accountant takes the money over', async ({
  page,
  database,
  signInAs,
  openPage,
  checkAccessibility,
  takeScreenshot,
}) => {
  test.setTimeout(180_000);
  const show = async (on: Page, name: string) => {
    await checkAccessibility(on);
    await takeScreenshot(on, `counter-${name}`);
  };
  const { openInvoiceNumber } = await loadCounterTargets(database.db, HERE);

  await signInAs('caisse@palmares.test');
  await page.goto('/bureau/guichet');
  await show(page, 'before');
  const office = page.getByRole('region', { name: 'Office du bac' });
  await office.getByLabel('Fond de caisse').fill('beaucoup');
  await office.getByRole('button', { name: 'Ouvrir ma caisse' }).click();
  await expect(page.getByRole('link', { name: /Écrivez une somme en chiffres/ })).toBeVisible();
  await expect(office.getByLabel('Fond de caisse')).toHaveValue('beaucoup');
  await office.getByLabel('Fond de caisse').fill('20 000');
  await office.getByRole('button', { name: 'Ouvrir ma caisse' }).click();
  await expect(page.getByRole('heading', { name: /^Ma caisse du/ })).toBeVisible();
  await expect(office.getByText('Aucune opération')).toBeVisible();

  const search = page.getByLabel('N° de facture ou d’inscription');
  await search.fill('F-BAC-1999-000001');
  await press(page, 'Chercher');
  await expect(page.getByText(/Aucune facture ne porte le numéro/)).toBeVisible();
  await search.fill(openInvoiceNumber.replace(/^F-/, '').replaceAll('-', ' ').toLowerCase());
  await press(page, 'Chercher');
  await expect(page).toHaveURL(/\/factures\//);
  await expect(page.getByText(/^Recevez exactement/)).toBeVisible();
  await show(page, 'invoice');
  await press(page, 'Encaisser');
  await expect(page.getByRole('link', { name: /Remplissez/ })).toBeVisible();
  await page.getByLabel('N° du reçu du carnet').fill('n° 1');
  await press(page, 'Encaisser');
  await expect(page.getByRole('link', { name: /Écrivez le numéro imprimé/ })).toBeVisible();
  await expect(page.getByLabel('N° du reçu du carnet')).toHaveValue('n° 1');
  await page.getByLabel('N° du reçu du carnet').fill('a-00501');
  await press(page, 'Encaisser');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/reçus$/);
  await expect(page.getByText('A-00501')).toBeVisible();
  await show(page, 'taken');
  const receipt = page.getByRole('link', { name: /^Reçu signé/ });
  await expect(async () => {
    await page.reload();
    await expect(receipt).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  const pdf = await page.request.get((await receipt.getAttribute('href')) ?? '');
  expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf']);

  await page.getByRole('link', { name: 'Encaissement suivant' }).click();
  await expect(page.getByRole('link', { name: 'A-00501' })).toBeVisible();
  await show(page, 'day');
  await page.getByRole('link', { name: 'Compter et clore ma caisse' }).click();
  await page.getByLabel('Somme comptée').fill('20 500');
  await press(page, 'Clore la caisse');
  await expect(page.getByRole('link', { name: /écrivez pourquoi/ })).toBeVisible();
  await expect(page.getByLabel('Somme comptée')).toHaveValue('20 500');
  await page.getByLabel(/^Motif/).fill('Billets mal comptés, repris demain');
  await press(page, 'Clore la caisse');
  await expect(page.getByText('Cette caisse est close.')).toBeVisible();
  const journal = page.url();
  await show(page, 'closed');
  await page.emulateMedia({ media: 'print' });
  await takeScreenshot(page, 'counter-printed');
  await page.emulateMedia({ media: null });

  const accountant = await openPage({ as: 'comptable@palmares.test', noJavaScript: true });
  await accountant.goto('/bureau/guichet/caisses?etat=closed');
  await show(accountant, 'tills');
  await accountant.locator(`a[href="${new URL(journal).pathname}"]`).click();
  await expect(accountant.getByText('Billets mal comptés, repris demain')).toBeVisible();
  await press(accountant, 'Confirmer le versement');
  await expect(accountant.getByRole('link', { name: /Écrivez le numéro du bordereau/ })).toBeVisible();
  await accountant.getByLabel('Bordereau de versement').fill('BIA 2027/44');
  await press(accountant, 'Confirmer le versement');
  await expect(accountant.getByText(/Bordereau : BIA 2027\/44/)).toBeVisible();
  await show(accountant, 'reconciled');
  const csv = await accountant.request.get(`${new URL(journal).pathname}/journal.csv`);
  expect(await csv.text()).toContain('A-00501');
  const ledger = await (await accountant.request.get('/bureau/caisse/ecritures.csv')).text();
  expect(ledger).toContain('expense:losses');
  expect(ledger).toContain('bank:deposit');

  await page.reload();
  await expect(page.getByText('Versée')).toBeVisible();
  await page.goto('/bureau/guichet');
  await expect(page.getByText(/Votre caisse du jour est close/)).toBeVisible();
});

test('a statement is read, shown and booked, and a school pays for its candidates', async ({
  openPage,
  checkAccessibility,
  takeScreenshot,
}) => {
  const accountant = await openPage({ as: 'comptable@palmares.test', noJavaScript: true });
  await accountant.goto('/bureau/guichet/releves');
  await accountant.getByLabel('Office').selectOption({ index: 1 });
  await accountant.getByLabel('Fichier').setInputFiles({
    name: 'relevé.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('Jour,Somme,Code\n01/03/2027,6000,=HYPERLINK("x")\n'),
  });
  await press(accountant, 'Lire le relevé');
  await expect(accountant.getByText(/Dites dans quelles colonnes/)).toBeVisible();
  await accountant.getByLabel(/^Date/).selectOption('Jour');
  await press(accountant, 'Relire ainsi');
  await expect(accountant.getByRole('button', { name: 'Imputer 1 ligne' })).toBeVisible();
  await checkAccessibility(accountant);
  await takeScreenshot(accountant, 'counter-statement');
  await press(accountant, 'Imputer 1 ligne');
  await expect(accountant.getByText('Les lignes sont imputées.')).toBeVisible();

  const head = await openPage({ as: 'ecole@palmares.test', noJavaScript: true, width: 360 });
  await head.goto('/ecole/factures');
  await checkAccessibility(head);
  await takeScreenshot(head, 'school-invoices');
  await head
    .getByRole('button', { name: /^Faire une facture pour \d/ })
    .first()
    .click();
  await expect(head.getByText('La facture est faite.')).toBeVisible();
  await checkAccessibility(head);
  await takeScreenshot(head, 'school-invoice');
  await press(head, 'Annuler cette facture');
  await expect(head).toHaveURL(/\/ecole\/factures$/);
  await expect(head.getByText('Annulée')).toBeVisible();
});
