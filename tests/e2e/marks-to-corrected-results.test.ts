import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { createJourney, type Journey, type Paper, readScripts, writtenOn } from './results-journey.ts';
import {
  chooseBundles,
  fileClaim,
  keyBundles,
  openDeliberation,
  palmaresResults,
  press,
  readPdf,
  scanPdf,
  sealAndSign,
  waitFor,
} from './results-journey-acts.ts';

/**
 * A sitting from scripts on a desk to results published, explained, claimed against, corrected and published again: each
 * step in a browser, by the person whose step it is. Candidates and the public read without a script.
 */
const CLAIMANT = 0;
const RESCUED = 1;
const UNMOVED = 2;
/** What the reviewers find: for one the new mark counts and she passes, for the other it is too close to the first. */
const REVIEWED: Readonly<Record<number, string>> = { [CLAIMANT]: '9,5', [UNMOVED]: '13,25' };

// A bundle that may not be closed yet is answered with 422.
test.use({ allowedConsoleErrors: /status of 422/ });

let journey: Journey;
test.beforeAll(async ({ database }) => {
  journey = await createJourney(database.db);
});

test('a sitting goes from sealed bundles to results published, explained, corrected and published again', async ({
  openPage,
  database,
  installation,
  takeScreenshot,
  checkAccessibility,
}) => {
  test.setTimeout(420_000);
  const office = `/bureau/sessions/${journey.sittingId}`;
  const results = `/resultats/${journey.sittingId}`;
  const numberPath = (place: number) => `${results}/${journey.numbers[place]}`;
  const plain = (as: string) => openPage({ as, noJavaScript: true });
  const palmares = (...args: string[]) => palmaresResults(installation, ...args);
  const picture = async (page: Page, name: string) => {
    await takeScreenshot(page, `journey-${name}`);
    const size = page.viewportSize() ?? { width: 1280, height: 800 };
    await page.setViewportSize({ width: size.width === 360 ? 1280 : 360, height: 800 });
    await takeScreenshot(page, `journey-${name}`);
    await checkAccessibility(page);
    expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBe(
      page.viewportSize()?.width,
    );
    await page.setViewportSize(size);
  };

  const logistics = await openPage({ as: journey.logistics });
  const [first, second, third] = [
    await plain(journey.markers[0]),
    await plain(journey.markers[1]),
    await plain(journey.markers[2]),
  ];

  await test.step('logistics puts the sitting under codes and hands the bundles out, each packet signed for', async () => {
    await logistics.goto(`${office}/lots`);
    await press(logistics, 'Faire les codes et les lots');
    await chooseBundles(logistics, /^Choisir /);
    await logistics.getByLabel('Première saisie').selectOption({ label: 'Correcteur un' });
    await logistics.getByLabel('Seconde saisie').selectOption({ label: 'Correctrice deux' });
    await press(logistics, 'Remettre les lots prêts');
    await expect(logistics.getByText('3 lots remis')).toBeVisible();
    await picture(logistics, '01-bundles');
    await first.goto('/correction');
    await first.getByRole('link', { name: /Français.*le paquet/ }).click();
    await first.getByLabel('Copies que j’ai comptées').fill('12');
    await press(first, 'Je prends le paquet');
    await expect(first.getByText('C’est signé.')).toBeVisible();
    await picture(first, '02-packet');
  });

  const scripts = await readScripts(database.db, journey);
  const written = (code: string): string | undefined => {
    const found = scripts.get(code);
    return found && writtenOn(found.place)[found.paper as Paper];
  };

  await test.step('two people key each bundle, and a third settles where they differ', async () => {
    const slip = [...scripts.values()].find(({ paper, place }) => paper === 'MAT' && place === 5)?.code;
    expect(await keyBundles(first, written)).toBe(36);
    expect(await keyBundles(second, (code) => (code === slip ? '16' : written(code)))).toBe(36);
    await picture(second, '03-sheet');
    await logistics.goto(`${office}/lots`);
    await chooseBundles(logistics, /Mathématiques/);
    await logistics.getByLabel('Correcteur', { exact: true }).selectOption({ label: 'Correcteur trois' });
    await press(logistics, 'Confier cette saisie');
    await expect(logistics.getByText('1 lot confié')).toBeVisible();
    expect(await keyBundles(third, written)).toBe(1);
  });

  await test.step('a bundle whose packet is out is not closed before its return is signed', async () => {
    await logistics.goto(`${office}/lots`);
    await chooseBundles(logistics, /^Choisir /);
    await press(logistics, 'Clore les lots');
    await picture(logistics, '04-not-returned');
    await first.goto('/correction');
    await first.getByRole('link', { name: /Français.*le paquet/ }).click();
    await first.getByLabel('Copies que j’ai comptées').fill('12');
    await press(first, 'Je rends le paquet');
    await expect(first.getByText('C’est signé.')).toBeVisible();
    await logistics.goto(`${office}/lots`);
    await chooseBundles(logistics, /^Choisir /);
    await press(logistics, 'Clore les lots');
    await expect(logistics.getByText(/lots? clos/)).toBeVisible();
    await picture(logistics, '05-closed');
  });

  const president = await openPage({ as: journey.president });
  const member = await plain(journey.members[0]);
  await test.step('the jury looks near its thresholds, rescues one dossier, seals and signs', async () => {
    await president.goto('/jury');
    await picture(president, '06-juries');
    const address = await openDeliberation(president, member);
    await picture(president, '07-deliberation');
    await president.getByRole('link', { name: /Rachat : Admis/ }).click();
    await picture(president, '08-band');
    await president.getByRole('checkbox', { name: /^Choisir le dossier/ }).check();
    await president.getByLabel('Motif').fill('Bon travail en éducation physique, mathématiques au niveau.');
    await press(president, 'Racheter');
    await expect(president.getByText('1 dossier racheté.')).toBeVisible();
    await member.goto(
      `${address}/dossiers/${[...scripts.values()].find(({ place }) => place === RESCUED)?.dossier}`,
    );
    await expect(member.getByText(/Bon travail en éducation physique.*Zeinabou Alio/)).toBeVisible();
    await expect(member.getByText('Boubacar')).toHaveCount(0);
    await picture(member, '09-dossier');
    await president.goto(address);
    await sealAndSign(president);
    await picture(president, '10-signed');
    const minutes = await readPdf(member, `${address}/pv.pdf`);
    expect(minutes).toContain('Moussa Illiassou');
    expect(minutes).toContain('Bon travail en éducation physique');
    expect(minutes).not.toContain('Boubacar');
  });

  const [publisher, confirmer] = [
    await openPage({ as: journey.publishers[0] }),
    await plain(journey.publishers[1]),
  ];
  const publish = async (name: string) => {
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
  };

  await test.step('one person prepares the publication, another confirms it', async () => {
    await publisher.goto(`${office}/publication`);
    await picture(publisher, '11-before-publication');
    await press(publisher, 'Préparer la publication');
    await publish('12-publication');
  });

  const reader = await openPage({ width: 360, noJavaScript: true });
  const openResult = async (place: number) => {
    await reader.goto(numberPath(place));
    await reader.getByLabel('Code de résultat').fill(journey.codes[place] ?? '');
    await press(reader, 'Lire les notes');
  };

  await test.step('everyone reads the decision, and whoever has the code the marks and their steps', async () => {
    await waitFor(await reader.goto(results).then(() => reader), /Publiés le/);
    await picture(reader, '13-public');
    await reader.goto(numberPath(CLAIMANT));
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Ajourné');
    await expect(reader.getByText('Ramatou')).toHaveCount(0);
    await picture(reader, '14-decision');
    await openResult(CLAIMANT);
    await expect(reader.getByText('9,42 / 20').first()).toBeVisible();
    await picture(reader, '15-marks');
    await press(reader, 'Voir le calcul, étape par étape');
    await expect(reader.getByText(/Français : 8,00 \/ 20, coefficient 3, soit 24 points/)).toBeVisible();
    await picture(reader, '16-steps');
    await openResult(RESCUED);
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Admis');
    await expect(reader.getByText('Par décision du jury.')).toBeVisible();
    await picture(reader, '17-rescued');
  });

  const candidate = await openPage({ as: journey.claimant, width: 360, noJavaScript: true });
  const transcripts = async () =>
    candidate.getByRole('link', { name: /Télécharger le relevé de notes/ }).getAttribute('href');
  const entryPath = `/espace/inscriptions/${journey.entryIds[CLAIMANT]}`;

  const firstTranscript = await test.step('two candidates claim a paper in their own space', async () => {
    await candidate.goto(`${entryPath}/resultat`);
    await waitFor(candidate, 'Télécharger le relevé de notes');
    await picture(candidate, '18-own-result');
    const href = await transcripts();
    const address = await scanPdf(candidate, href ?? '');
    await fileClaim(candidate, 'La page 3 de ma copie n’a pas été lue.');
    await picture(candidate, '19-claim-sent');
    await fileClaim(await plain(journey.other), 'Le total de ma copie me paraît faux.');
    return { href, address };
  });

  const registrar = await openPage({ as: journey.registrar });
  await test.step('the registrar accepts both claims and opens the round of reviews', async () => {
    for (const name of ['Abdoulaye', 'Chaïbou']) {
      await registrar.goto(`${office}/reclamations`);
      if (name === 'Abdoulaye') await picture(registrar, '20-claims');
      await registrar.getByRole('link', { name: new RegExp(name) }).click();
      await registrar.getByLabel('Réponse').fill('Votre copie sera relue par deux autres correcteurs.');
      if (name === 'Abdoulaye') await picture(registrar, '21-claim');
      await press(registrar, 'Accepter : faire relire');
      await expect(registrar.getByText('La réponse est enregistrée.')).toBeVisible();
    }
    await registrar.goto(`${office}/tours`);
    await picture(registrar, '22-rounds');
    await registrar.getByLabel('Les relectures').check();
    await press(registrar, 'Continuer');
    await registrar.getByLabel('Motif').fill('Relecture des copies réclamées');
    await press(registrar, 'Ouvrir ce tour');
    await expect(registrar.getByText('Le tour est ouvert.')).toBeVisible();
    await picture(registrar, '23-round');
  });

  await test.step('logistics starts its marking, two people key the reviewed marks, and the bundle is closed', async () => {
    await logistics.goto(`${office}/tours/2`);
    await press(logistics, 'Ouvrir la correction');
    await expect(
      logistics.getByText('La correction du tour est ouverte : les lots sont prêts.'),
    ).toBeVisible();
    await picture(logistics, '24-round-marking');
    await logistics.getByRole('link', { name: 'Voir les lots' }).click();
    await chooseBundles(logistics, /tour 2/);
    await logistics.getByLabel('Première saisie').selectOption({ label: 'Correctrice deux' });
    await logistics.getByLabel('Seconde saisie').selectOption({ label: 'Correcteur trois' });
    await press(logistics, 'Remettre les lots prêts');
    await expect(logistics.getByText('1 lot remis')).toBeVisible();
    const again = await readScripts(database.db, journey);
    const found = (code: string) => (scripts.has(code) ? undefined : REVIEWED[again.get(code)?.place ?? -1]);
    expect(await keyBundles(second, found)).toBe(2);
    expect(await keyBundles(third, found)).toBe(2);
    await second.goto('/correction');
    await picture(second, '25-my-bundles');
    await logistics.goto(`${office}/lots`);
    await chooseBundles(logistics, /tour 2/);
    await press(logistics, 'Clore les lots');
    await expect(logistics.getByText('1 lot clos')).toBeVisible();
    await picture(logistics, '26-closed-again');
  });

  await test.step('the jury deliberates the round, seals and signs', async () => {
    await president.goto('/jury');
    const address = await openDeliberation(president, member);
    await picture(president, '27-round-deliberation');
    await president.goto(
      `${address}/dossiers/${[...scripts.values()].find(({ place }) => place === CLAIMANT)?.dossier}`,
    );
    await expect(president.getByText(/8,00 à la première correction, 9,50 après réclamation/)).toBeVisible();
    await picture(president, '28-round-dossier');
    await president.goto(address);
    await sealAndSign(president);
    expect(await readPdf(member, `${address}/pv.pdf`)).toContain('Moussa Illiassou');
  });

  await test.step('the second version is published by two people, with its reason', async () => {
    await publisher.goto(`${office}/publication`);
    await publisher.getByText('Préparer une correction').first().click();
    await publisher.getByLabel('Motif de la correction').fill('Relecture de deux copies de français');
    await picture(publisher, '29-correction');
    await press(publisher, 'Préparer une correction');
    await publish('30-correction');
  });

  await test.step('everyone reads that it is corrected and why; the new mark, and which mark was kept', async () => {
    await reader.goto(results);
    await waitFor(reader, /Relecture de deux copies de français/);
    await picture(reader, '31-public-corrected');
    await reader.goto(numberPath(CLAIMANT));
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Admis');
    await expect(
      reader.getByText(/Résultats corrigés : version 2.*Relecture de deux copies de français/),
    ).toBeVisible();
    await picture(reader, '32-decision-corrected');
    await openResult(CLAIMANT);
    await expect(reader.getByText('10,07 / 20').first()).toBeVisible();
    await expect(reader.getByText(/Résultats corrigés : version 2/)).toBeVisible();
    await picture(reader, '33-marks-corrected');
    await press(reader, 'Voir le calcul, étape par étape');
    await expect(
      reader.getByText(
        /8,00 à la première correction, 9,50 après réclamation ; l’écart est d’au moins 0,5, la nouvelle note est retenue/,
      ),
    ).toBeVisible();
    await picture(reader, '34-steps-corrected');
    await openResult(UNMOVED);
    await press(reader, 'Voir le calcul, étape par étape');
    await expect(
      reader.getByText(
        /13,00 à la première correction, 13,25 après réclamation ; l’écart est inférieur à 0,5, la première note est retenue/,
      ),
    ).toBeVisible();
  });

  await test.step('the claim shows its outcome, and the first transcript is superseded by a new edition', async () => {
    await candidate.goto(`${entryPath}/reclamations`);
    await expect(
      candidate.getByText('La note relue est retenue : l’écart est d’au moins 0,5.'),
    ).toBeVisible();
    await picture(candidate, '35-claim-decided');
    await candidate.goto(`${entryPath}/resultat`);
    await expect(async () => {
      await candidate.reload();
      expect(await transcripts()).not.toBe(firstTranscript.href);
    }).toPass({ timeout: 60_000 });
    await picture(candidate, '36-own-result-corrected');
    const verdict = reader.getByRole('heading', { level: 1 });
    await reader.goto(firstTranscript.address);
    await expect(verdict).toHaveText(/Remplacé/);
    await reader.goto(await scanPdf(candidate, (await transcripts()) ?? ''));
    await expect(verdict).toHaveText(/Valable/);
  });

  await test.step('both versions are kept, and one command puts the first back and the second again', async () => {
    const sittingOf = ['--sitting', journey.sittingId];
    expect(await palmares('list', ...sittingOf)).toMatch(/v2 .*\n.*v1 |v1 .*\n.*v2 /);
    await palmares('rollback', ...sittingOf, '--to', '1', '--reason', 'Essai du retour');
    const verdict = reader.getByRole('heading', { level: 1 });
    const becomes = (text: string) =>
      expect(async () => {
        await reader.goto(numberPath(CLAIMANT));
        await expect(verdict).toHaveText(text, { timeout: 500 });
      }).toPass({ timeout: 20_000 });
    await becomes('Ajourné');
    await palmares('rollback', ...sittingOf, '--to', '2', '--reason', 'Fin de l’essai');
    await becomes('Admis');
    expect(await palmares('verify', ...sittingOf)).toContain('read by everyone');
    await publisher.goto(`${office}/publication`);
    await expect(publisher.getByText('Retour en arrière').first()).toBeVisible();
    await picture(publisher, '37-versions');
  });
});
