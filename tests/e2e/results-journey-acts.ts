import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { DEMO_PASSWORD } from '#app/entrypoints/seed-demo/demo-accounts.ts';
import { decodeQrs } from '#pdf/testing/decode-qr.ts';
import { rasterise } from '#pdf/testing/rasterise.ts';
import { expect } from './fixtures.ts';
import type { Installation } from './installation.ts';

export const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

/** Asks for the page again until a worker has done its part. */
export async function waitFor(page: Page, text: string | RegExp): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(text).first()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
}

/** Keys every bundle of the sitting given to this person, as `markOf` says of a code; a form, without a script. */
export async function keyBundles(page: Page, markOf: (code: string) => string | undefined): Promise<number> {
  await page.goto('/correction');
  const links = page.locator('tbody th a');
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  let keyed = 0;
  for (const href of hrefs) {
    await page.goto(href);
    const fields = page.locator('input[name^="mark."]');
    for (const field of await fields.all()) {
      const mark = markOf((await field.getAttribute('name'))?.slice('mark.'.length) ?? '');
      if (mark === undefined) continue;
      await field.fill(mark);
      keyed += 1;
    }
    if ((await fields.count()) === 0) continue;
    await press(page, 'Enregistrer les notes');
    await expect(page.getByText(/notes? enregistrées?|Aucune note n’a changé/).first()).toBeVisible();
  }
  return keyed;
}

/** Ticks the bundles whose name matches. */
export async function chooseBundles(page: Page, name: RegExp): Promise<void> {
  const boxes = page.getByRole('checkbox', { name });
  // `all()` doesn't wait: the page that the last button led to may not be there yet.
  await expect(boxes.first()).toBeVisible();
  for (const box of await boxes.all()) if (await box.isEnabled()) await box.check();
}

/** The president's and a member's presence, the seal, and the minutes signed. */
export async function sealAndSign(president: Page): Promise<void> {
  await president.getByLabel(/Je confirme/).check();
  await press(president, 'Sceller la délibération');
  await expect(president.getByText('La délibération est scellée.').first()).toBeVisible();
  await president.getByLabel('Votre nom').fill('Moussa Illiassou');
  await president.getByLabel('Votre mot de passe').fill(DEMO_PASSWORD);
  await press(president, 'Signer le procès-verbal');
  await expect(president.getByText('Le procès-verbal est signé.')).toBeVisible();
}

/** A deliberation opened by its president, who and a member are then present; its address. */
export async function openDeliberation(president: Page, member: Page): Promise<string> {
  await press(president, 'Ouvrir la délibération');
  await expect(president).toHaveURL(/\/jury\/[0-9a-f-]{36}/);
  const address = new URL(president.url()).pathname;
  await press(president, 'Je suis présent');
  await member.goto(address);
  await press(member, 'Je suis présent');
  await expect(member.getByText('Votre présence est inscrite.')).toBeVisible();
  await president.goto(address);
  return address;
}

/** The pages of a PDF at an address, as text. */
export async function readPdf(page: Page, address: string): Promise<string> {
  return (await rasterise(await fetchPdf(page, address), 72)).map(({ text }) => text).join('\n');
}

/** What a phone reads from the first page of a PDF. */
export async function scanPdf(page: Page, address: string): Promise<string> {
  const [first] = await rasterise(await fetchPdf(page, address), 200);
  const [text] = first ? await decodeQrs(first) : [];
  if (!text) throw new Error('no QR on the page');
  return text;
}

async function fetchPdf(page: Page, address: string): Promise<Uint8Array> {
  const file = await page.request.get(address);
  expect(file.headers()['content-type']).toBe('application/pdf');
  return new Uint8Array(await file.body());
}

/** Files a claim on the paper in French from one's own space. */
export async function fileClaim(page: Page, reason: string): Promise<void> {
  await page.goto('/espace');
  await page.getByRole('link', { name: 'Demander la relecture d’une copie' }).click();
  await page.getByRole('link', { name: 'Faire une réclamation' }).click();
  await page.getByLabel('Français').check();
  await press(page, 'Continuer');
  await page.getByLabel('Pourquoi demandez-vous cette relecture ?').fill(reason);
  await press(page, 'Continuer');
  await press(page, 'Envoyer la réclamation');
  await expect(page.getByText('Votre réclamation est envoyée')).toBeVisible();
}

/** `palmares results …` on the installation, in a process of its own. */
export async function palmaresResults(
  { databaseUrl, dataDir }: Installation,
  ...args: string[]
): Promise<string> {
  const env = { ...process.env, DATABASE_URL: databaseUrl, PALMARES_DATA: dataDir };
  const command = ['--import', 'tsx', 'app/entrypoints/cli.ts', 'results', ...args];
  return (await promisify(execFile)('node', command, { env })).stdout;
}

type Tools = {
  readonly takeScreenshot: (page: Page, name: string) => Promise<void>;
  readonly checkAccessibility: (page: Page) => Promise<void>;
};
export type TakePicture = (page: Page, name: string) => Promise<void>;

/** Keeps a page as a phone and a desktop show it; nothing of it may be wider than the phone, or hard to reach. */
export function picturesOf({ takeScreenshot, checkAccessibility }: Tools): TakePicture {
  return async (page, name) => {
    // Headings stick to the top of what is scrolled.
    await page.evaluate(() => scrollTo(0, 0));
    await takeScreenshot(page, `journey-${name}`);
    const size = page.viewportSize() ?? { width: 1280, height: 800 };
    const width = size.width === 360 ? 1280 : 360;
    await page.setViewportSize({ width, height: 800 });
    await takeScreenshot(page, `journey-${name}`);
    await checkAccessibility(page);
    expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBe(width);
    await page.setViewportSize(size);
  };
}

/** Two people are given the bundles whose name matches, one for each entry. */
export async function handOut(
  page: Page,
  which: RegExp,
  [first, second]: readonly [string, string],
): Promise<void> {
  await chooseBundles(page, which);
  await page.getByLabel('Première saisie').selectOption({ label: first });
  await page.getByLabel('Seconde saisie').selectOption({ label: second });
  await press(page, 'Remettre les lots prêts');
}

/** The marker's signature for the packet of the paper in French, of twelve scripts. */
export async function signPacket(
  page: Page,
  how: 'Je prends le paquet' | 'Je rends le paquet',
): Promise<void> {
  await page.goto('/correction');
  await page.getByRole('link', { name: /Français.*le paquet/ }).click();
  await page.getByLabel('Copies que j’ai comptées').fill('12');
  await press(page, how);
  await expect(page.getByText('C’est signé.')).toBeVisible();
}

type Publishing = {
  readonly publisher: Page;
  readonly confirmer: Page;
  readonly office: string;
  readonly picture: TakePicture;
};

/** What one person has asked for is prepared by the worker, read by another, and published. */
export async function publishPrepared(
  { publisher, confirmer, office, picture }: Publishing,
  name: string,
): Promise<void> {
  await expect(publisher.getByText(/une autre personne, ayant le droit de publier/)).toBeVisible({
    timeout: 60_000,
  });
  await picture(publisher, `${name}-prepared`);
  await expect(publisher.getByRole('button', { name: 'Confirmer et publier' })).toHaveCount(0);
  await confirmer.goto(`${office}/publication`);
  await confirmer.getByLabel('J’ai relu ces chiffres : je publie').check();
  await picture(confirmer, `${name}-confirming`);
  await press(confirmer, 'Confirmer et publier');
  await expect(confirmer.getByText('Les résultats sont publiés.')).toBeVisible({ timeout: 60_000 });
  await picture(confirmer, `${name}-published`);
}

/** A result opened by its number and its code. */
export async function openResult(page: Page, address: string, code: string): Promise<void> {
  await page.goto(address);
  await page.getByLabel('Code de résultat').fill(code);
  await press(page, 'Lire les notes');
}

/** Closes the bundles of a sitting whose name matches. */
export async function closeBundles(page: Page, office: string, which: RegExp): Promise<void> {
  await page.goto(`${office}/lots`);
  await chooseBundles(page, which);
  await press(page, 'Clore les lots');
}

/** From the list of claims and back to it. */
export async function acceptClaim(page: Page, surname: string): Promise<void> {
  await page.getByRole('link', { name: new RegExp(surname) }).click();
  await page.getByLabel('Réponse').fill('Votre copie sera relue.');
  await press(page, 'Accepter : faire relire');
  await expect(page.getByText('La réponse est enregistrée.')).toBeVisible();
}
