import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, test } from './fixtures.ts';

test.use({ noJavaScript: true, width: 360, allowedConsoleErrors: /status of (422|402|404)/ });

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const chooseSitting = (page: Page) =>
  page
    .getByRole('region', { name: /^Baccalauréat/ })
    .getByRole('link', { name: 'M’inscrire à cette session' })
    .click();
const next = (page: Page) => press(page, 'Continuer');

test('a candidate registers, one question a page, corrects, sends, pays and is told, without JavaScript', async ({
  page,
  signInAs,
  checkAccessibility,
  takeScreenshot,
}) => {
  test.setTimeout(240_000);
  const show = async (name: string) => {
    await checkAccessibility(page);
    await takeScreenshot(page, `candidate-${name}`);
  };
  await page.goto('/sessions');
  await show('sittings');
  await chooseSitting(page);
  await expect(page).toHaveURL(/\/connexion\?suite=/);
  await signInAs('candidate@palmares.test');
  await page.goto('/espace');
  await expect(page.getByText('Vous n’avez pas encore de dossier')).toBeVisible();
  await show('home-empty');
  await page.getByRole('link', { name: 'Voir les sessions ouvertes' }).click();
  await chooseSitting(page);
  await show('new');
  await press(page, 'M’inscrire à cette session');

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Comment vous présentez-vous ?');
  await show('school-kind');
  await page.getByLabel('Par mon établissement').check();
  await next(page);
  await page.getByLabel('Nom de l’établissement ou commune').fill('zzz');
  await press(page, 'Rechercher');
  await expect(page.getByText('Aucun établissement ne correspond')).toBeVisible();
  await page.getByLabel('Nom de l’établissement ou commune').fill('LYCEE');
  await press(page, 'Rechercher');
  await next(page);
  await expect(page.getByRole('link', { name: 'Choisissez un établissement dans la liste' })).toBeVisible();
  await show('school-search');
  await page.getByRole('radio').first().check();
  await next(page);

  await page.getByLabel('Nom', { exact: true }).fill('123');
  await page.getByLabel('Prénoms').fill('Aïssa  Bâ');
  await next(page);
  await expect(page).toHaveTitle(/^Erreur/);
  await expect(page.getByRole('link', { name: 'Écrivez au moins une lettre' })).toBeVisible();
  await expect(page.getByLabel('Prénoms')).toHaveValue('Aïssa  Bâ');
  await show('identity-error');
  await page.getByLabel('Nom', { exact: true }).fill('N’Diaye');
  await page.getByLabel('Féminin').check();
  await next(page);

  await page.getByLabel('Jour').fill('30');
  await page.getByLabel('Mois').fill('2');
  await page.getByLabel('Année').fill('2008');
  await page.getByLabel('Lieu de naissance').fill('Tillabéri');
  await next(page);
  await expect(page.getByRole('link', { name: /Écrivez une date qui existe/ })).toBeVisible();
  await page.getByLabel('Mois').fill('3');
  await show('birth');
  await next(page);

  await page.getByLabel('Quelle est votre nationalité ?').fill('nigerienne');
  await show('nationality');
  await next(page);
  await page.getByRole('radio').nth(3).check();
  await show('series');
  await next(page);
  await page.getByRole('checkbox').first().check();
  await show('options');
  await next(page);
  await page.getByLabel('Oui, je suis apte').check();
  await next(page);

  await next(page);
  await expect(page.getByRole('link', { name: 'Choisissez une photo' })).toBeVisible();
  const photo = await sharp({ create: { width: 480, height: 640, channels: 3, background: '#8a7a66' } })
    .jpeg()
    .toBuffer();
  await page
    .getByLabel(/Choisir une photo/)
    .setInputFiles({ name: 'moi.jpg', mimeType: 'image/jpeg', buffer: photo });
  await show('photo');
  await next(page);
  // The birth certificate may follow until the office validates.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Pièces à fournir');
  await next(page);

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vérifiez vos réponses');
  await expect(page.getByText('N’Diaye Aïssa Bâ')).toBeVisible();
  await expect(page.getByText('30 mars 2008, à Tillabéri')).toBeVisible();
  await show('review');
  await page.getByRole('link', { name: 'Modifier : Sport' }).click();
  await page.getByLabel('Non, je suis inapte').check();
  await next(page);
  await expect(page.getByText('Non, je suis inapte')).toBeVisible();
  await press(page, 'Envoyer mon dossier');
  await expect(page.getByRole('link', { name: 'Cochez la case pour confirmer' })).toBeVisible();
  await page.getByRole('checkbox').check();
  await press(page, 'Envoyer mon dossier');

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vos droits d’inscription');
  await show('payment');
  await press(page, /^Payer .* par carte$/);
  await press(page, /^Refuser/);
  await press(page, 'Abandonner et revenir');
  await press(page, /^Payer .* par carte$/);
  await press(page, /^Payer/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Paiement reçu', { timeout: 30_000 });
  await show('paid');
  await page.getByRole('link', { name: 'Revenir à mon dossier' }).click();
  await expect(page.getByText('Un agent de votre région examine votre dossier')).toBeVisible();
  await show('home');

  const receipt = page.getByRole('link', { name: /^Reçu n°/ });
  await expect(async () => {
    await page.reload();
    await expect(receipt).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  const answer = await page.request.get((await receipt.getAttribute('href')) ?? '');
  expect([answer.status(), answer.headers()['content-type'], answer.headers()['cache-control']]).toEqual([
    200,
    'application/pdf',
    'private, no-store',
  ]);
});

test('what is somebody else’s looks like what does not exist', async ({ page, openPage, database }) => {
  const [entry] = await database.db.execute<{ id: string }>(
    `select e.id from entry e join candidate c on c.id = e.candidate_id where c.user_id is null or c.user_id <> (select id from user_account where email = 'candidate@palmares.test') limit 1`,
  );
  const stranger = await openPage({ as: 'candidate@palmares.test', noJavaScript: true });
  const paths = [
    'verifier',
    'identite',
    'paiement',
    'paiement/retour',
    'abandon',
    'photo.jpg',
    `documents/${entry?.id}`,
  ];
  for (const path of paths) {
    const theirs = await stranger.request.get(`/espace/inscriptions/${entry?.id}/${path}`);
    const none = await stranger.request.get(
      `/espace/inscriptions/5f0c3c1e-8e0c-4d0e-9d59-0e4a7a0c2f11/${path}`,
    );
    const noId = await stranger.request.get(`/espace/inscriptions/x/${path}`);
    expect([path, theirs.status(), none.status(), noId.status()]).toEqual([path, 404, 404, 404]);
  }
  expect((await page.request.post('/webhooks/stripe', { data: '{}' })).status()).toBe(400);
  expect((await stranger.request.get('/ecole')).status()).toBe(404);
});

test('a school head sees the school’s entries and nothing else', async ({
  openPage,
  checkAccessibility,
  takeScreenshot,
}) => {
  const page = await openPage({ as: 'ecole@palmares.test', noJavaScript: true });
  await page.goto('/ecole');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Les candidats de l’établissement');
  await checkAccessibility(page);
  await takeScreenshot(page, 'school');
  await page.goto('/ecole?etat=paid');
  await expect(page.getByRole('combobox', { name: 'État' })).toHaveValue('paid');
});
