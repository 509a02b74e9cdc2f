import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { region } from '#db/schema/organisation.ts';
import { duplicatePair, entry } from '#db/schema/registration.ts';
import { HERE, loadTargets } from './demo-targets.ts';
import { expect, test } from './fixtures.ts';

test.use({ allowedConsoleErrors: /status of (422|404)/ });

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const digits = (text: string | null) => Number((text ?? '').replace(/\D/g, ''));

async function countEntries(db: Db, sittingId: string, regionId?: string): Promise<number> {
  const sent = inArray(entry.state, ['submitted', 'paid', 'validated', 'returned', 'rejected']);
  return db.$count(
    entry,
    and(eq(entry.sittingId, sittingId), sent, regionId ? eq(entry.regionId, regionId) : undefined),
  );
}

async function officersRegion(db: Db) {
  const [row] = await db
    .select({ id: region.id, name: region.name })
    .from(region)
    .where(
      sql`${region.id} in (select g.region_id from role_grant g join user_account u on u.id = g.user_id
        join organisation o on o.id = g.organisation_id where u.email = 'region@palmares.test' and o.code = ${HERE})`,
    );
  if (!row) throw new Error('the demonstration’s officer has no region');
  return row;
}

test('a regional officer follows their region, writes to who is late, and decides whether two files are one person’s', async ({
  page,
  signInAs,
  openPage,
  database,
  checkAccessibility,
  takeScreenshot,
}) => {
  test.setTimeout(240_000);
  const { db } = database;
  const { openSitting } = await loadTargets(db);
  const mine = await officersRegion(db);
  const show = async (name: string) => {
    await checkAccessibility(page);
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await takeScreenshot(page, `follow-up-${name}`);
    }
  };
  await signInAs('region@palmares.test');

  // From what waits for them to the sitting's figures, of their region alone.
  await page.goto('/bureau');
  await expect(page.getByRole('link', { name: /doublons? à décider/ })).toBeVisible();
  await page.goto(`/bureau/sessions/${openSitting}`);
  await page.getByRole('link', { name: 'Suivi des inscriptions' }).click();
  const total = await countEntries(db, openSitting, mine.id);
  expect(total).toBeLessThan(await countEntries(db, openSitting));
  const table = (name: string) => page.getByRole('table', { name });
  for (const name of ['Par sexe', 'Par état', 'Par série', 'Par région']) {
    const cells = await table(name).locator('tfoot td').allTextContents();
    expect(digits(cells.at(-2) ?? null), name).toBe(total);
  }
  await expect(table('Par région').locator('tbody tr')).toHaveCount(1);
  await show('overview');
  await page.getByRole('link', { name: 'Par établissement' }).click();
  await page.getByLabel('Sexe').selectOption({ label: 'Filles' });
  await press(page, 'Appliquer');
  await expect(page).toHaveURL(/par=etablissement/);
  await expect(page).toHaveURL(/sexe=F/);
  const shown = await table('Par établissement').locator('tbody tr').count();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Exporter ce tableau (CSV)' }).click(),
  ]);
  const csv = await readFile(await download.path(), 'utf8');
  expect(csv.trim().split('\r\n')).toHaveLength(shown + 2);
  await show('schools');

  // A school that registered nobody, and its head who is written to.
  await page.goto(`/bureau/sessions/${openSitting}/suivi`);
  await page.getByRole('link', { name: /n’a inscrit personne|n’ont inscrit personne/ }).click();
  await expect(page.getByRole('rowheader', { name: /Collège privé/ })).toHaveCount(1);
  await expect(page.getByText('Ramatou Issoufou')).toBeVisible();
  await show('silent-schools');
  await page.getByRole('link', { name: 'Écrire à leurs chefs' }).click();
  await expect(page.getByRole('heading', { name: 'Envoyer 1 message ?' })).toBeVisible();
  await show('reminder-preview');
  await press(page, 'Envoyer');
  await expect(page.getByText('Le rappel part à 1 personne.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Rappels envoyés' })).toContainText('Rakia Moutari');
  await expect(async () => {
    await page.goto(`/bureau/sessions/${openSitting}/rappels?a=silentSchools`);
    await expect(page.getByRole('heading', { name: 'Personne à prévenir' })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  await show('reminders');

  // Two files that may be one person's: the officer keeps the first.
  await page.goto(`/bureau/doublons?session=${openSitting}&etat=open`);
  await show('duplicates');
  const before = await page.getByRole('rowheader').count();
  await page.getByRole('rowheader').getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Une seule personne, ou deux ?');
  await expect(page.getByText('Écrit autrement').first()).toBeVisible();
  await show('duplicate');
  await press(page, 'Enregistrer la décision');
  await expect(page).toHaveTitle(/^Erreur/);
  await page.getByRole('radio').nth(1).check();
  await page.getByLabel('Note').fill('Même extrait de naissance');
  const pairId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await press(page, 'Enregistrer la décision');
  await expect(page.getByText('La décision est enregistrée.')).toBeVisible();
  await show('duplicate-decided');
  const [decided] = await db.select().from(duplicatePair).where(eq(duplicatePair.id, pairId));
  expect(decided).toMatchObject({ state: 'same', note: 'Même extrait de naissance' });
  const [gone] = await db
    .select()
    .from(entry)
    .where(eq(entry.id, decided?.entryB ?? ''));
  expect(['withdrawn', 'rejected']).toContain(gone?.state);
  await page.goto(`/bureau/doublons?session=${openSitting}&etat=open`);
  await expect(page.getByRole('rowheader')).toHaveCount(before - 1);
  await page.getByLabel('Session').selectOption({ index: 1 });

  // The registrar moves the deadline with a reason, which the officer reads.
  const registrar = await openPage({ as: 'greffe@palmares.test' });
  await registrar.goto(`/bureau/sessions/${openSitting}`);
  const form = registrar.locator('form', { hasText: 'Changer la date de clôture' });
  const [row] = await db.execute<{ day: string }>(
    sql`select to_char(entries_close_at + interval '5 days', 'YYYY-MM-DD') as day from sitting where id = ${openSitting}`,
  );
  const [year = '', month = '', day = ''] = (row?.day ?? '').split('-');
  await form.getByLabel('Jour').fill(day);
  await form.getByLabel('Mois').fill(month);
  await form.getByLabel('Année').fill(year);
  await form.getByLabel('Motif').fill('Coupure du réseau à Zinder');
  await press(registrar, 'Changer la date de clôture');
  await expect(registrar.getByText('La date de clôture est changée.')).toBeVisible();
  await page.goto(`/bureau/sessions/${openSitting}/suivi`);
  const changes = page.getByRole('table', { name: 'Changements de la date de clôture' });
  await expect(changes).toContainText('Coupure du réseau à Zinder');
  await expect(changes).toContainText('Salifou Djibo');
  await show('after-extension');
});
