import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { APIResponse, Page } from '@playwright/test';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { DEMO_PASSWORD } from '#app/entrypoints/seed-demo/demo-accounts.ts';
import { decodeQrs } from '#pdf/testing/decode-qr.ts';
import { rasterise } from '#pdf/testing/rasterise.ts';
import { expect, test } from './fixtures.ts';

/**
 * The whole way of one candidate through the mock BEPC of the demonstration, every step by the person whose step it is
 * and in a browser: account, entry, payment, validation, seat, convocation, marks, deliberation, publication,
 * explanation, transcript, verification online and offline, revocation, audit. No page here needs a script.
 */
test.use({ noJavaScript: true });

const ADDRESS = 'zeinabou.tahirou@example.test';
const run = promisify(execFile);
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const next = (page: Page) => press(page, 'Continuer');

/** The link appears once the worker has made the document: the page is asked again until it has. */
async function waitForLink(page: Page, name: RegExp): Promise<string> {
  const link = page.getByRole('link', { name }).first();
  await expect(async () => {
    await page.reload();
    await expect(link).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 60_000 });
  return (await link.getAttribute('href')) ?? '';
}

async function pdfOf(answer: APIResponse): Promise<Uint8Array> {
  expect(answer.headers()['content-type']).toBe('application/pdf');
  return new Uint8Array(await answer.body());
}

/** What the phone of whoever holds the paper reads from it, printed at 200 dpi. */
async function scan(pdf: Uint8Array): Promise<string> {
  const [first] = await rasterise(pdf, 200);
  if (!first) throw new Error('an empty document');
  const [text] = await decodeQrs(first);
  if (!text) throw new Error('no QR on the page');
  return text;
}

async function palmares(...args: string[]): Promise<{ code: number; output: string }> {
  const env = { ...process.env, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
  try {
    const { stdout } = await run('node', ['--import', 'tsx', 'app/entrypoints/cli.ts', ...args], { env });
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, output: stdout };
  }
}

async function openAccount(page: Page, readCode: (contact: string) => Promise<string>) {
  await page.goto('/compte/nouveau');
  await page.getByLabel('Téléphone ou adresse électronique').fill(ADDRESS);
  await page.getByLabel('Votre nom').fill('Zeinabou Tahirou');
  await page.getByLabel('Choisissez un mot de passe').fill('trois mots à moi');
  await press(page, 'Recevoir le code');
  await page.getByLabel('Code à six chiffres').fill(await readCode(ADDRESS));
  await press(page, 'Confirmer');
  await expect(page).toHaveURL(/\/espace/);
}

async function register(page: Page) {
  await page.goto('/sessions');
  await page
    .getByRole('region', { name: /^BEPC blanc/ })
    .getByRole('link', { name: 'M’inscrire à cette session' })
    .click();
  await press(page, 'M’inscrire à cette session');
  await page.getByLabel('Par moi-même').check();
  await next(page);
  await page.getByLabel('Birnin Kawara').check();
  await next(page);
  await page.getByLabel('Nom', { exact: true }).fill('Tahirou');
  await page.getByLabel('Prénoms').fill('Zeinabou Ɗan Ƙarami');
  await page.getByLabel('Féminin').check();
  await next(page);
  await page.getByLabel('Jour').fill('7');
  await page.getByLabel('Mois').fill('9');
  await page.getByLabel('Année').fill('2011');
  await page.getByLabel('Lieu de naissance').fill('Kawara II');
  await next(page);
  await page.getByLabel('Quelle est votre nationalité ?').fill('nigérienne');
  await next(page);
  await page.getByLabel(/Enseignement général/).check();
  await next(page);
  await page.getByLabel(/Dessin/).check();
  await next(page);
  await page.getByLabel('Oui, je suis apte').check();
  await next(page);
  const photo = await sharp({ create: { width: 480, height: 640, channels: 3, background: '#8a7a66' } })
    .jpeg()
    .toBuffer();
  await page
    .getByLabel(/Choisir une photo/)
    .setInputFiles({ name: 'moi.jpg', mimeType: 'image/jpeg', buffer: photo });
  await next(page);
  await page.getByRole('checkbox').check();
  await press(page, 'Envoyer mon dossier');
}

async function pay(page: Page) {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vos droits d’inscription');
  await expect(page.getByText('Dessin (facultatif)')).toBeVisible();
  await expect(page.getByText(/5\s500\sF\sCFA/).first()).toBeVisible();
  await press(page, /^Payer .* par carte$/);
  await press(page, /^Payer/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Paiement reçu', { timeout: 30_000 });
  await page.goto('/espace');
  await waitForLink(page, /^Reçu n°/);
}

/** Keys every script of every bundle handed to this person: a mark by paper, one of them mistyped when `slip` says so. */
async function keyMarks(page: Page, marks: Readonly<Record<string, string>>, slip?: string) {
  await page.goto('/correction');
  const hrefs = await page
    .getByRole('row', { name: /BEPC blanc/ })
    .getByRole('link')
    .evaluateAll((links) =>
      links.map((link) => [link.textContent ?? '', link.getAttribute('href') ?? ''] as const),
    );
  let keyed = 0;
  for (const [name, href] of hrefs) {
    const paper = Object.keys(marks).find((one) => name.startsWith(one));
    if (!paper) continue;
    await page.goto(href);
    const fields = page.getByLabel(/^Note de la copie/);
    const count = await fields.count();
    for (let row = 0; row < count; row++)
      await fields.nth(row).fill(slip === paper && row === 0 ? '19' : (marks[paper] ?? ''));
    await press(page, 'Enregistrer les notes');
    await expect(page.getByText(/notes? enregistrées?/)).toBeVisible();
    keyed += 1;
  }
  expect(keyed, 'bundles keyed').toBe(Object.keys(marks).length);
}

const MARKS = { Français: '13,5', Mathématiques: '11', 'Éducation physique': '15', Dessin: '14' };

test('one candidate, from an account to a certificate that says valid, then revoked', async ({
  page,
  openPage,
  readCode,
  database,
  installation,
}) => {
  test.setTimeout(420_000);
  const [row] = await database.db.execute<{ id: string }>(
    sql`select id from sitting where name ->> 'fr' like 'BEPC blanc%'`,
  );
  const sitting = `/bureau/sessions/${row?.id}`;
  const as = (name: string) => openPage({ as: `${name}@palmares.test`, noJavaScript: true });

  await test.step('the candidate opens an account, registers and pays', async () => {
    await openAccount(page, readCode);
    await register(page);
    await pay(page);
  });

  await test.step('a regional officer validates', async () => {
    const officer = await as('region');
    await officer.goto('/bureau/dossiers?q=Tahirou');
    await officer
      .getByRole('link', { name: /^BEPC-/ })
      .last()
      .click();
    await expect(officer.getByText('Zeinabou Ɗan Ƙarami').first()).toBeVisible();
    await press(officer, 'Valider le dossier');
    await expect(officer.getByText(/Décision enregistrée/)).toBeVisible();
  });

  await test.step('the office closes the entries and gives out seats', async () => {
    const registrar = await as('greffe');
    await registrar.goto(sitting);
    await press(registrar, 'Clore les inscriptions');
    const logistics = await as('logistique');
    await logistics.goto(`${sitting}/places`);
    await press(logistics, 'Donner les places');
    await expect(logistics.getByText(/Placés : 4, sur 4 au total/)).toBeVisible();
  });

  const convocation = await test.step('the candidate downloads the convocation', async () => {
    await page.goto('/espace');
    const pdf = await pdfOf(await page.request.get(await waitForLink(page, /convocation/i)));
    const read = await scan(pdf);
    const employer = await openPage({ width: 360, noJavaScript: true });
    await employer.goto(read);
    await expect(employer.getByRole('heading', { level: 1 })).toHaveText(/Valable/);
    return (await rasterise(pdf, 72))[0]?.text ?? '';
  });
  expect(convocation).toContain('Tahirou');

  await test.step('scripts get codes, two people key, a third settles what differs', async () => {
    const logistics = await as('logistique');
    await logistics.goto(`${sitting}/lots`);
    await press(logistics, 'Faire les codes et les lots');
    const chooseAll = async () => {
      await expect(logistics.getByRole('checkbox', { name: /^Choisir / })).toHaveCount(4);
      for (const box of await logistics.getByRole('checkbox', { name: /^Choisir / }).all())
        if (await box.isEnabled()) await box.check();
    };
    await chooseAll();
    await logistics.getByLabel('Première saisie').selectOption({ label: 'Correcteur un' });
    await logistics.getByLabel('Seconde saisie').selectOption({ label: 'Correctrice deux' });
    await press(logistics, 'Remettre les lots prêts');
    const first = await as('correction1');
    const second = await as('correction2');
    await keyMarks(first, MARKS);
    await expect(first.getByText('Tahirou')).toHaveCount(0);
    await keyMarks(second, MARKS, 'Mathématiques');
    await logistics.goto(`${sitting}/lots`);
    await logistics.getByRole('checkbox', { name: /Mathématiques/ }).check();
    await logistics.getByLabel('Correcteur', { exact: true }).selectOption({ label: 'Correcteur trois' });
    await press(logistics, 'Confier cette saisie');
    await keyMarks(await as('correction3'), { Mathématiques: '11' });
    await logistics.goto(`${sitting}/lots`);
    await chooseAll();
    await press(logistics, 'Clore les lots');
    await expect(logistics.getByText('4 lots clos')).toBeVisible();
  });

  await test.step('the jury is named, deliberates by code and seals', async () => {
    const administrator = await as('admin');
    await administrator.goto('/bureau/utilisateurs');
    const juries = await administrator
      .locator('select[name=place] option', { hasText: 'BEPC blanc' })
      .evaluateAll((options) => options.map((option) => option.getAttribute('value') ?? ''));
    for (const place of juries) {
      for (const [name, role] of [
        ['president', 'Président de jury'],
        ['jury', 'Membre de jury'],
      ] as const) {
        await administrator.goto('/bureau/utilisateurs');
        await administrator.getByLabel('Téléphone ou adresse électronique').fill(`${name}@palmares.test`);
        await administrator.getByLabel('Nom affiché').fill(name);
        await administrator.getByLabel('Organisation').selectOption({ label: 'Direction du BEPC' });
        await administrator.locator('select[name=role]').last().selectOption({ label: role });
        await administrator.getByLabel('Où').selectOption(place);
        await press(administrator, 'Donner ce rôle');
        await expect(administrator.getByText('Le rôle est donné.')).toBeVisible();
      }
    }
    const president = await as('president');
    const member = await as('jury');
    for (let opened = 0; opened < juries.length; opened++) {
      await president.goto('/jury');
      await president.getByRole('button', { name: 'Ouvrir la délibération' }).first().click();
      await expect(president).toHaveURL(/\/jury\/[0-9a-f-]{36}/);
      const address = new URL(president.url()).pathname;
      await press(president, 'Je suis présent');
      await member.goto(address);
      await press(member, 'Je suis présent');
      await expect(president.getByText('Tahirou')).toHaveCount(0);
      await president.goto(address);
      await president.getByLabel(/Je confirme/).check();
      await press(president, 'Sceller la délibération');
      await expect(
        president.getByText(/La délibération est scellée|Délibération scellée/).first(),
      ).toBeVisible();
      await president.getByLabel('Votre nom').fill('Moussa Illiassou');
      await president.getByLabel('Votre mot de passe').fill(DEMO_PASSWORD);
      await press(president, 'Signer le procès-verbal');
      await expect(president.getByText('Le procès-verbal est signé.')).toBeVisible();
    }
  });

  await test.step('one person prepares the publication, another confirms it', async () => {
    const first = await as('publication1');
    await first.goto(`${sitting}/publication`);
    await press(first, 'Préparer la publication');
    await expect(first.getByText(/une autre personne, ayant le droit de publier/)).toBeVisible();
    await expect(first.getByRole('button', { name: 'Confirmer et publier' })).toHaveCount(0);
    const second = await as('publication2');
    await second.goto(`${sitting}/publication`);
    await second.getByLabel('J’ai relu ces chiffres : je publie').check();
    await press(second, 'Confirmer et publier');
    await expect(second.getByText('Les résultats sont publiés.')).toBeVisible();
  });

  const transcript =
    await test.step('the candidate reads the result and its calculation, and downloads the transcript', async () => {
      await page.goto('/espace');
      await page
        .getByRole('link', { name: /résultat/i })
        .first()
        .click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Admis/);
      // (13,5 × 3 + 11 × 3 + 15 + 4 points of drawing above 10) ÷ 7, cut at two decimals.
      await expect(page.getByText('13,21 / 20').first()).toBeVisible();
      await expect(page.getByText('Comment ce résultat a été calculé')).toBeVisible();
      await expect(page.getByText(/Français : 13,50 \/ 20, coefficient 3, soit 40,5 points/)).toBeVisible();
      return pdfOf(await page.request.get(await waitForLink(page, /Télécharger le relevé de notes/)));
    });

  const employer = await openPage({ width: 360, noJavaScript: true });
  const address = await scan(transcript);
  const verdict = employer.getByRole('heading', { level: 1 });

  await test.step('an employer opens the QR’s address: valid, with the marks to compare', async () => {
    await employer.goto(address);
    await expect(verdict).toHaveText(/Valable/);
    await expect(employer.getByText('Tahirou Zeinabou Ɗan Ƙarami')).toBeVisible();
    await expect(employer.getByText('13,50').first()).toBeVisible();
  });

  await test.step('the command line verifies the file with the network and the database off', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'palmares-verify-'));
    try {
      const trust = await page.request.get('/.well-known/palmares-trust.jwt');
      const file = join(folder, 'transcript.pdf');
      await writeFile(file, transcript);
      await writeFile(join(folder, 'trust.jwt'), await trust.text());
      const checked = await palmares(
        'verify',
        file,
        '--trust',
        join(folder, 'trust.jwt'),
        '--host',
        new URL(installation.url).host,
        '--json',
      );
      expect(JSON.parse(checked.output)).toMatchObject({
        verdict: 'authentic',
        claims: { name: 'Tahirou Zeinabou Ɗan Ƙarami' },
      });
      expect(checked.code).toBe(0);
      const damaged = address.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
      expect(
        (await palmares('verify', damaged, '--trust', join(folder, 'trust.jwt'), '--json')).code,
      ).not.toBe(0);
      await expect(readFile(file)).resolves.toBeTruthy();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  await test.step('the office revokes: the same address says so, and shows no marks', async () => {
    const registrar = await as('greffe');
    await registrar.goto('/bureau/documents?q=Tahirou');
    await registrar.getByRole('link', { name: /^RN-\d{4}-BEPC/ }).click();
    await registrar.getByRole('link', { name: 'Demander l’annulation' }).click();
    await registrar.getByLabel('Motif').fill('Fraude établie après la publication');
    await press(registrar, 'Demander l’annulation');
    await expect(registrar.getByText('Une autre personne doit décider.')).toBeVisible();
    const second = await as('publication2');
    await second.goto('/bureau');
    await second.getByRole('link', { name: /document à annuler/ }).click();
    await second
      .getByRole('link', { name: /^RN-\d{4}-BEPC/ })
      .first()
      .click();
    await press(second, 'Confirmer l’annulation');
    await expect(second.getByText('La demande est confirmée.')).toBeVisible();
    // The address has a fragment: going to where it is already would not ask the server again.
    await employer.reload();
    await expect(verdict).toHaveText(/Annulé/);
    await expect(employer.getByText('Fraude établie')).toHaveCount(0);
  });

  await test.step('everyone’s actions are in the log, and the chain holds', async () => {
    const auditor = await as('audit');
    await auditor.goto('/bureau/journal');
    await expect(auditor.getByText('document.revoked').first()).toBeVisible();
    const actions = await database.db.execute<{ action: string }>(
      sql`select distinct action from audit_log where at > now() - interval '1 hour'`,
    );
    for (const action of [
      'entry.submit',
      'entry.validate',
      'bundle.handOut',
      'mark.enter',
      'deliberation.seal',
      'publication.prepare',
      'document.issue',
      'document.revoked',
    ])
      expect(actions.map((one) => one.action)).toContain(action);
    await press(auditor, 'Vérifier la chaîne');
    await expect(auditor.getByText(/La chaîne est entière/)).toBeVisible();
    await expect(database.db.execute(sql`delete from audit_log where seq = 1`)).rejects.toThrow();
    await expect(database.db.execute(sql`update audit_log set action = 'x' where seq = 1`)).rejects.toThrow();
  });
});
