import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, test } from './fixtures.ts';

test.use({ noJavaScript: true, width: 360, allowedConsoleErrors: /status of (422|404)/ });

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const next = (page: Page) => press(page, 'Continuer');
const heading = (page: Page) => expect(page.getByRole('heading', { level: 1 }));
const picture = (colour: string, width = 800, height = 1100) =>
  sharp({ create: { width, height, channels: 3, background: colour } })
    .jpeg()
    .toBuffer();
const ADDRESS = 'reprise@palmares.test';

test('a candidate starts, goes on with another phone, gives a paper, pays and accepts the proof sheet', async ({
  page,
  openPage,
  readCode,
  checkAccessibility,
  takeScreenshot,
}) => {
  test.setTimeout(240_000);
  await page.goto('/compte/nouveau');
  await page.getByLabel('Téléphone ou adresse électronique').fill(ADDRESS);
  await page.getByLabel('Votre nom').fill('Ramatou Issa');
  await page.getByLabel('Choisissez un mot de passe').fill('trois mots à moi');
  await press(page, 'Recevoir le code');
  await page.getByLabel('Code à six chiffres').fill(await readCode(ADDRESS));
  await press(page, 'Confirmer');
  await page.goto('/sessions');
  await page
    .getByRole('region', { name: /^Baccalauréat/ })
    .getByRole('link', { name: 'M’inscrire à cette session' })
    .click();
  await press(page, 'M’inscrire à cette session');
  await page.getByLabel('Par moi-même').check();
  await next(page);
  await page.getByRole('radio').first().check();
  await next(page);
  await page.getByLabel('Nom', { exact: true }).fill('Issa');
  await page.getByLabel('Prénoms').fill('Ramatou');
  await page.getByLabel('Féminin').check();
  await next(page);
  const [reference = '', code = ''] = await page.locator('aside .code').allTextContents();
  expect([reference, code]).toEqual([
    expect.stringMatching(/^\w{4}-\w{4}$/),
    expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/),
  ]);
  await takeScreenshot(page, 'step-with-reference');

  // The battery is dead; another phone, where nobody is signed in.
  const phone = await openPage({ noJavaScript: true, width: 360 });
  await phone.goto('/reprendre');
  await checkAccessibility(phone);
  await takeScreenshot(phone, 'resume');
  await phone.getByLabel('Référence du dossier').fill(reference.toLowerCase());
  await phone.getByLabel('Code', { exact: true }).fill('0000-0000-0000');
  await press(phone, 'Reprendre ce dossier');
  await expect(phone.getByRole('link', { name: /La référence ou le code n’est pas bon/ })).toBeVisible();
  await phone.getByLabel('Code', { exact: true }).fill(code.replaceAll('-', ' '));
  await press(phone, 'Reprendre ce dossier');
  await phone.getByRole('link', { name: 'Continuer mon inscription' }).click();
  await expect(phone.getByText('Issa Ramatou')).toBeVisible();
  await phone.getByRole('link', { name: 'Continuer mon inscription' }).click();
  await phone.getByLabel('Jour').fill('12');
  await phone.getByLabel('Mois').fill('5');
  await phone.getByLabel('Année').fill('2008');
  await phone.getByLabel('Lieu de naissance').fill('Dosso');
  await next(phone);
  await phone.getByLabel('Quelle est votre nationalité ?').fill('Niger');
  await next(phone);
  await phone.getByRole('radio').nth(2).check();
  await next(phone);
  await next(phone);
  await phone.getByLabel('Oui, je suis apte').check();
  await next(phone);
  await phone
    .getByLabel(/Choisir une photo/)
    .setInputFiles({ name: 'moi.jpg', mimeType: 'image/jpeg', buffer: await picture('#8a7a66', 480, 640) });
  await next(phone);

  await heading(phone).toHaveText('Pièces à fournir');
  const choose = phone.getByLabel(/Choisir un fichier/);
  await choose.setInputFiles({
    name: 'acte.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7 nothing'),
  });
  await press(phone, 'Envoyer cette pièce');
  await expect(phone.getByRole('link', { name: /abîmé ou illisible/ })).toBeVisible();
  await checkAccessibility(phone);
  await takeScreenshot(phone, 'papers-error');
  await choose.setInputFiles({ name: 'acte.jpg', mimeType: 'image/jpeg', buffer: await picture('#ddd') });
  await press(phone, 'Envoyer cette pièce');
  await expect(phone.getByText('Reçue')).toBeVisible();
  await takeScreenshot(phone, 'papers');
  const file = await phone.request.get(
    (await phone.getByRole('link', { name: /Voir l’image/ }).getAttribute('href')) ?? '',
  );
  expect(file.headers()['content-disposition']).toMatch(/^attachment/);
  await next(phone);
  await phone.getByRole('checkbox').check();
  await press(phone, 'Envoyer mon dossier');
  await press(phone, /^Payer .* par mobile money$/);
  await phone.getByLabel('Opérateur').selectOption({ label: 'Airtel Money (Niger)' });
  await press(phone, /^Payer/);
  await heading(phone).toHaveText('Paiement reçu', { timeout: 30_000 });
  await phone.getByRole('link', { name: 'Revenir à mon dossier' }).click();
  await takeScreenshot(phone, 'home-with-proof');
  await phone.getByRole('link', { name: 'Vérifier ma fiche' }).click();
  await heading(phone).toHaveText('Ma fiche d’inscription');
  await expect(phone.getByText('12 mai 2008, à Dosso')).toBeVisible();
  await checkAccessibility(phone);
  await takeScreenshot(phone, 'proof');
  const pdf = await phone.request.get(
    (await phone.getByRole('link', { name: /Imprimer la fiche/ }).getAttribute('href')) ?? '',
  );
  expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf']);
  await press(phone, 'Tout est exact');
  await expect(phone.getByText(/Vous avez accepté cette fiche/)).toBeVisible();
  await phone.getByText('Quelque chose est faux').click();
  await phone.getByLabel(/Dites ce qui est faux/).fill('Je suis née à Dogondoutchi.');
  await press(phone, 'Demander une correction');
  await expect(phone.getByText('Votre demande de correction attend une réponse')).toBeVisible();

  // The office corrects the place and says so; the candidate accepts anew.
  const office = await openPage({ as: 'greffe@palmares.test', noJavaScript: true });
  await office.goto('/bureau/dossiers?fiche=correction&q=Issa');
  await office.getByRole('link', { name: /^BAC-/ }).first().click();
  await expect(office.getByText('Je suis née à Dogondoutchi.')).toBeVisible();
  await takeScreenshot(office, 'office-correction');
  await office.getByLabel('Lieu de naissance').fill('Dogondoutchi');
  await office.getByLabel(/Votre réponse au candidat/).fill('Le lieu de naissance est corrigé.');
  await press(office, 'C’est corrigé');
  await phone.reload();
  await expect(phone.getByText('12 mai 2008, à Dogondoutchi')).toBeVisible();
  await expect(phone.getByText('Le lieu de naissance est corrigé.')).toBeVisible();
  await press(phone, 'Tout est exact');
  await expect(phone.getByText(/Vous avez accepté cette fiche/)).toBeVisible();
});

test('a head adds a pupil, sends what is complete, prints all sheets, and the pupil opens theirs by the code', async ({
  openPage,
  checkAccessibility,
  takeScreenshot,
}) => {
  test.setTimeout(180_000);
  const page = await openPage({ as: 'ecole@palmares.test', noJavaScript: true });
  await page.goto('/ecole');
  await page.getByRole('link', { name: 'Ajouter un candidat' }).click();
  const place = page.getByLabel('Session').locator('option', { hasText: 'Baccalauréat' });
  await page.getByLabel('Session').selectOption((await place.first().getAttribute('value')) ?? '');
  await page.getByLabel('Nom', { exact: true }).fill('Ƴarʼadua');
  await page.getByLabel('Prénoms').fill('Ɗan Ladi');
  await page.getByLabel('Masculin').check();
  await takeScreenshot(page, 'school-new');
  await next(page);
  await page.getByLabel('Jour').fill('1');
  await page.getByLabel('Mois').fill('2');
  await page.getByLabel('Année').fill('2009');
  await page.getByLabel('Lieu de naissance').fill('Zinder');
  await next(page);
  const entryHref = new URL(page.url()).pathname.replace(/\/[^/]*$/, '');
  await page.goto(entryHref);
  await heading(page).toHaveText('Ƴarʼadua Ɗan Ladi');
  await checkAccessibility(page);
  await takeScreenshot(page, 'school-entry');
  const [reference = '', code = ''] = await page.locator('aside .code').allTextContents();

  await page.goto('/ecole?etat=draft');
  const sitting = page.getByLabel('Session').locator('option', { hasText: 'Baccalauréat' }).first();
  await page.getByLabel('Session').selectOption((await sitting.getAttribute('value')) ?? '');
  await press(page, 'Appliquer');
  await expect(page.getByRole('link', { name: /Ƴarʼadua/ })).toBeVisible();
  await takeScreenshot(page, 'school-home');
  await press(page, 'Envoyer les dossiers complets');
  await takeScreenshot(page, 'school-task');
  await expect(page.getByText('Terminé')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/à compléter/)).toBeVisible();
  await checkAccessibility(page);
  await page.getByRole('link', { name: 'Les candidats de l’établissement' }).first().click();
  await press(page, 'Imprimer toutes les fiches');
  const file = page.getByRole('link', { name: /Télécharger le PDF/ });
  await expect(file).toBeVisible({ timeout: 60_000 });
  await takeScreenshot(page, 'school-printed');
  const href = (await file.getAttribute('href')) ?? '';
  const part = await page.request.get(href, { headers: { Range: 'bytes=0-4' } });
  expect([part.status(), await part.text()]).toEqual([206, '%PDF-']);

  const pupil = await openPage({ noJavaScript: true, width: 360 });
  await pupil.goto('/reprendre');
  await pupil.getByLabel('Référence du dossier').fill(reference);
  await pupil.getByLabel('Code', { exact: true }).fill(code);
  await press(pupil, 'Reprendre ce dossier');
  await pupil.getByRole('link', { name: 'Continuer mon inscription' }).click();
  await expect(pupil.getByText('Ƴarʼadua Ɗan Ladi')).toBeVisible();
});

test('the office says who may enter, and is told when it asks for less than is taken', async ({
  openPage,
  checkAccessibility,
  takeScreenshot,
}) => {
  const page = await openPage({ as: 'greffe@palmares.test', noJavaScript: true });
  await page.goto('/bureau/sessions');
  await page
    .getByRole('link', { name: /^Baccalauréat.*2027/ })
    .first()
    .click();
  await takeScreenshot(page, 'office-sitting-proof');
  await page.getByRole('link', { name: 'Voir et changer' }).click();
  await heading(page).toHaveText('Conditions d’inscription');
  await checkAccessibility(page);
  await takeScreenshot(page, 'entry-rules');
  await page.getByLabel('Places dans la session').fill('3');
  await press(page, 'Enregistrer les conditions');
  await expect(page.getByText(/Places déjà prises/)).toBeVisible();
  await page.getByLabel('Places dans la session').fill('');
  await page.getByLabel('Âge minimum').fill('14');
  await press(page, 'Enregistrer les conditions');
  await expect(page.getByText('Les conditions sont enregistrées.')).toBeVisible();
  await expect(page.getByLabel('Âge minimum')).toHaveValue('14');
});
