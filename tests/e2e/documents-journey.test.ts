import type { Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { rasterise } from '#pdf/testing/rasterise.ts';
import {
  answerOn,
  askEveryDoor,
  commandLine,
  everyDoor,
  type Held,
  hold,
  upload,
} from './documents-doors.ts';
import { closeGate, createDocumentsWorld, type DocumentsWorld, standStill } from './documents-world.ts';
import { type CameraPhone, openCameraPhone } from './fake-camera.ts';
import { expect, test } from './fixtures.ts';
import { picturesOf, press, type TakePicture, waitFor } from './results-journey-acts.ts';

/**
 * A sitting's documents from their look to their end: issued in bulk, printed, scanned, checked at every door, revoked by
 * two, replaced, handed over, shared. Officials on a desktop; the holder and those who check on a phone, without a script.
 */
test.describe.configure({ mode: 'serial', timeout: 240_000 });
// A link that was withdrawn is not there; a network that was unplugged is away.
test.use({ allowedConsoleErrors: /404|Failed to load resource|ERR_INTERNET_DISCONNECTED/ });

let world: DocumentsWorld;
let office: string;
/** Diplomas by the surname of whoever they are for. */
const held = new Map<string, Held>();
let picture: TakePicture;

test.beforeAll(async ({ database }) => {
  world = await createDocumentsWorld(database.db);
  office = `/bureau/sessions/${world.sittingId}/documents`;
});

test.beforeEach(({ takeScreenshot, checkAccessibility }) => {
  picture = picturesOf({ takeScreenshot, checkAccessibility });
});

function diplomaOf(surname: string): Held {
  const found = held.get(surname);
  if (!found) throw new Error(`no diploma of ${surname}`);
  return found;
}

async function fileOf(page: Page, href: string | null, type: string): Promise<Uint8Array> {
  const answer = await page.request.get(href ?? '');
  expect(answer.status(), href ?? '').toBe(200);
  expect(answer.headers()['content-type']).toContain(type);
  return new Uint8Array(await answer.body());
}

const textOf = async (pdf: Uint8Array) => (await rasterise(pdf, 36)).map(({ text }) => text).join('\n');

/** Opens a document's page at the office by its number. */
async function openDocument(page: Page, number: string, edition = 1): Promise<void> {
  await page.goto(`/bureau/documents?q=${number}`);
  await page
    .getByRole('row', { name: number })
    .getByRole('link', { name: number })
    .nth(edition - 1)
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(number);
}

test('an administrator changes how documents look, and sees a specimen', async ({ openPage }) => {
  const page = await openPage({ as: world.administrator });
  await page.goto('/bureau/documents/style');
  const arms = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#7a1f2b' } })
    .png()
    .toBuffer();
  await page
    .getByLabel('Image des armoiries')
    .setInputFiles({ name: 'arms.png', mimeType: 'image/png', buffer: arms });
  await page.getByLabel('Titres et ornements').fill('pink');
  await page.locator('[name="diploma.conferring.fr"]').fill('La directrice de l’office confère à');
  await press(page, 'Enregistrer une nouvelle version');
  await expect(page.getByText('Écrivez # et six chiffres').first()).toBeVisible();
  await page
    .getByLabel('Image des armoiries')
    .setInputFiles({ name: 'arms.png', mimeType: 'image/png', buffer: arms });
  await page.getByLabel('Titres et ornements').fill('#7a1f2b');
  await press(page, 'Enregistrer une nouvelle version');
  await expect(page.getByText('La version 1 est enregistrée.')).toBeVisible();
  await picture(page, 'documents-style');
  const specimen = page.getByRole('link', { name: 'Diplôme (PDF)' });
  const text = await textOf(await fileOf(page, await specimen.getAttribute('href'), 'application/pdf'));
  expect(text).toContain('SPÉCIMEN');
  expect(text).toContain('La directrice de l’office confère à');
});

test('a registrar issues a sitting’s diplomas, pauses, goes on, and takes a centre’s file', async ({
  openPage,
  database,
}) => {
  const page = await openPage({ as: world.registrar });
  await page.goto(office);
  const openGate = await closeGate(database, world.sittingId);
  try {
    await press(page, 'Délivrer : Diplômes');
    await waitFor(page, '2 documents délivrés');
    await expect(page.getByRole('progressbar')).toBeVisible();
    await standStill(page, office);
    await picture(page, 'documents-issuing');
    await press(page, 'Mettre en pause : Diplômes');
    await expect(page.getByRole('button', { name: 'Reprendre : Diplômes' })).toBeVisible();
  } finally {
    await openGate();
  }
  await page.reload();
  await expect(page.getByText('2 documents délivrés')).toBeVisible();
  await picture(page, 'documents-paused');
  await press(page, 'Reprendre : Diplômes');
  await waitFor(page, '4 documents délivrés');
  await press(page, 'Délivrer : Relevés de notes');
  const transcripts = page.getByRole('region', { name: 'Relevés de notes' });
  await expect(async () => {
    await page.reload();
    await expect(transcripts).toContainText('4 documents délivrés', { timeout: 500 });
  }).toPass({ timeout: 60_000 });
  const links = page.getByRole('link', { name: /^Télécharger : Diplômes/ });
  await expect(links).toHaveCount(2);
  for (const link of await links.all()) {
    const zip = unzipSync(await fileOf(page, await link.getAttribute('href'), 'application/zip'));
    expect(Object.keys(zip)).toHaveLength(2);
    for (const [name, pdf] of Object.entries(zip)) {
      const diploma = await hold(pdf);
      expect(diploma.text).toContain('La directrice de l’office confère à');
      const surname = ['Tossou', 'Gnonlonfoun', 'Zinsou', 'Houngbédji'].find((one) =>
        diploma.text.includes(one),
      );
      expect(name).toMatch(/^\d{5}-[A-Z]+\.pdf$/);
      held.set(surname ?? name, diploma);
    }
  }
  expect([...held.keys()].sort()).toEqual(['Gnonlonfoun', 'Houngbédji', 'Tossou', 'Zinsou']);
  expect(
    [...held.values()]
      .map(({ number }) => number)
      .sort()
      .at(-1),
  ).toMatch(/-000004$/);
});

test('printed and scanned, it is valid at every door', async ({ openPage }) => {
  const shown = diplomaOf('Tossou');
  const page = await openPage({ width: 360, noJavaScript: true });
  // The lists for those outside are signed by a job, soon after the office’s first document.
  await expect(async () => {
    const answer = await commandLine(page.request, world.organisationCode, shown.pdf);
    expect(answer).toEqual({ code: 0, verdict: 'valid' });
  }).toPass({ timeout: 60_000 });
  expect(await askEveryDoor(page, world.organisationCode, shown)).toEqual(everyDoor('valid'));
});

test('a changed byte makes the file false', async ({ openPage }) => {
  const { pdf } = diplomaOf('Tossou');
  const page = await openPage({ width: 360, noJavaScript: true });
  const changed = pdf.slice();
  const at = Math.floor(changed.length / 2);
  changed[at] = (changed[at] ?? 0) ^ 1;
  expect(await upload(page, 'document.pdf', 'application/pdf', changed)).toBe('forged');
  await expect(page.getByText('Tossou')).toHaveCount(0);
  expect(await commandLine(page.request, world.organisationCode, changed)).toEqual({
    code: 1,
    verdict: 'forged',
  });
});

test('a phone with the page installed reads the print without a network', async ({ installation }) => {
  const { read, number } = diplomaOf('Tossou');
  const [address = '', digits = ''] = read.split('#');
  const phone: CameraPhone = await openCameraPhone(installation.url, [
    { mode: 'byte', data: `${address}#` },
    { mode: 'numeric', data: digits },
  ]);
  try {
    const page = await phone.context.newPage();
    await page.goto('/verify');
    await press(page, 'Garder sur cet appareil');
    await expect(page.getByText(/Listes à jour du \d+ \S+ \d{4}/)).toBeVisible({ timeout: 60_000 });
    await page.goto(read);
    await expect(page.getByText('Vérifié aussi par votre appareil')).toBeVisible();
    phone.cable.pull();
    await page.goto('/verify');
    await press(page, 'Scanner avec l’appareil photo');
    await page.waitForURL(/\/v\//);
    await expect(page.locator('#answer .verdict .answer')).toHaveText('Authentique');
    await expect(page.locator('.verdict .sentence')).toHaveText(/État connu au \d+ \S+ \d{4}\./);
    await expect(page.locator('[data-field="number"] dd')).toHaveText(number);
  } finally {
    await phone.close();
  }
});

test('asked by one and confirmed by another, a revocation is told at every door', async ({ openPage }) => {
  const shown = diplomaOf('Zinsou');
  const page = await openPage({ as: world.registrar });
  await openDocument(page, shown.number);
  await page.getByRole('link', { name: 'Demander l’annulation' }).click();
  await page.getByLabel('Motif').fill('Identité empruntée');
  await press(page, 'Demander l’annulation');
  await expect(page.getByText('La demande est faite.')).toBeVisible();
  await picture(page, 'documents-request');
  await expect(page.getByRole('button', { name: 'Confirmer l’annulation' })).toHaveCount(0);
  const changeId = await page.locator('[name=changeId]').inputValue();
  const own = await page.request.post(page.url(), {
    form: { intent: 'confirm', changeId },
    headers: { Origin: new URL(page.url()).origin },
  });
  expect(own.ok()).toBe(false);
  const second = await openPage({ as: world.publisher });
  await second.goto('/bureau');
  await second.getByRole('link', { name: /document à annuler/ }).click();
  await second.getByRole('link', { name: shown.number }).first().click();
  await press(second, 'Confirmer l’annulation');
  await expect(second.getByText('La demande est confirmée.')).toBeVisible();
  await page.goto(office);
  await expect(page.getByRole('region', { name: 'Diplômes' })).toContainText(
    '3 documents délivrés · 1 annulé',
  );
  const employer = await openPage({ width: 360, noJavaScript: true });
  await expect(async () => {
    const answer = await commandLine(employer.request, world.organisationCode, shown.pdf);
    expect(answer).toEqual({ code: 1, verdict: 'revoked' });
  }).toPass({ timeout: 60_000 });
  expect(await askEveryDoor(employer, world.organisationCode, shown)).toEqual(everyDoor('revoked'));
  await employer.goto(shown.read.split('#')[0] ?? '');
  await expect(employer.getByText('Identité empruntée')).toHaveCount(0);
});

test('a lost transcript is replaced, and the old one says so', async ({ openPage }) => {
  const page = await openPage({ as: world.registrar });
  await page.goto('/bureau/documents?q=Tossou');
  const number = (await page.getByRole('link', { name: /^RN-/ }).first().innerText()).trim();
  await openDocument(page, number);
  const file = page.getByRole('link', { name: 'PDF', exact: false }).first();
  const old = await hold(await fileOf(page, await file.getAttribute('href'), 'application/pdf'));
  await page.getByRole('link', { name: 'Remplacer (perdu, abîmé)' }).click();
  await page.getByLabel('Perdu ou volé').check();
  await page.getByLabel('Ce que dit la personne').fill('Perdu dans un taxi');
  await page.getByLabel('Pièce d’identité vue').fill('CNI 12345');
  await press(page, 'Faire la nouvelle édition');
  await expect(page.getByText('Voici la nouvelle édition.')).toBeVisible();
  await waitFor(page, 'Délivré et signé');
  const fresh = await hold(
    await fileOf(
      page,
      new URL(`${new URL(page.url()).pathname}/fichier`, page.url()).href,
      'application/pdf',
    ),
  );
  expect(fresh.number).toBe(old.number);
  expect(fresh.code).not.toBe(old.code);
  const employer = await openPage({ width: 360, noJavaScript: true });
  await employer.goto(old.read);
  expect(await answerOn(employer)).toBe('superseded');
  await picture(employer, 'documents-superseded');
  expect(await upload(employer, 'old.pdf', 'application/pdf', old.pdf)).toBe('superseded');
  await employer.goto(fresh.read);
  expect(await answerOn(employer)).toBe('valid');
});

test('a diploma is handed over, once', async ({ openPage }) => {
  const { number } = diplomaOf('Tossou');
  const page = await openPage({ as: world.registrar });
  await page.goto(`/bureau/remises?q=${number}`);
  await picture(page, 'documents-hand-overs');
  await page
    .getByRole('link', { name: /Tossou|DI-/ })
    .first()
    .click();
  await page.getByLabel('La personne elle-même').check();
  await press(page, 'Le document est remis');
  await expect(page.locator('.summary-of-errors')).toBeVisible();
  await page.getByLabel('Pièce d’identité vue').fill('CNI 12345');
  await page.getByLabel('Lieu de la remise').fill('Guichet de Ouidah');
  await press(page, 'Le document est remis');
  await expect(page.getByText('La remise est inscrite.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Le document est remis' })).toHaveCount(0);
  await picture(page, 'documents-handed-over');
});

test('its holder sees the checks, shares a link, withdraws it, and takes the exports', async ({
  openPage,
}) => {
  const { number } = diplomaOf('Tossou');
  const page = await openPage({ as: world.holder, width: 360, noJavaScript: true });
  await page.goto('/espace/documents');
  await expect(page.getByText(/Vérifié \d+ fois/).first()).toBeVisible();
  await expect(page.getByText('Remplacé')).toBeVisible();
  await picture(page, 'documents-own');
  await page.getByRole('link', { name: number }).click();
  await expect(page.getByText('Papier remis le')).toBeVisible();
  await press(page, 'Faire le lien');
  const link = page.getByRole('link', { name: 'Essayer le lien' });
  await expect(link).toBeVisible();
  await picture(page, 'documents-share-made');
  const href = (await link.getAttribute('href')) ?? '';
  const stranger = await openPage({ width: 360, noJavaScript: true });
  await stranger.goto(href);
  expect(await answerOn(stranger)).toBe('valid');
  await picture(stranger, 'documents-shared');
  await fileOf(stranger, `${href}/document.pdf`, 'application/pdf');
  await page.goto(new URL(page.url()).pathname);
  await press(page, 'Retirer');
  await expect(page.getByText('Le lien est retiré')).toBeVisible();
  await stranger.reload();
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Ce lien ne montre rien');
  expect((await stranger.request.get(`${href}/document.pdf`)).status()).toBe(404);
  await page.goto('/espace/documents');
  const transcript = page.locator('li', { hasText: 'RN-' }).filter({ hasText: 'édition 2' });
  await transcript.getByRole('link', { name: /RN-/ }).click();
  const exportOf = async (name: string, type: string) =>
    fileOf(page, await page.getByRole('link', { name }).getAttribute('href'), type);
  const jwt = new TextDecoder().decode(await exportOf('Attestation numérique', 'application/vc+jwt'));
  expect(jwt.split('.')).toHaveLength(3);
  const elmo = new TextDecoder().decode(await exportOf('Relevé ELMO', 'application/xml'));
  expect(elmo).toContain('Tossou');
  const wallet = sharp(await exportOf('QR pour portefeuille (PNG)', 'image/png'));
  expect((await wallet.metadata()).width).toBeGreaterThan(200);
});
