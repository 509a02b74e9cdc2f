import { writeFileSync } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { resultFolders } from '#app/adapters/results/file-results.server.ts';
import { openSnapshotFile } from '#app/adapters/results/open-snapshot.server.ts';
import { formatMark } from '#app/domain/shared/mark.ts';
import { translator } from '#app/i18n/translate.ts';
import {
  publishFile,
  resultCodeOf,
  type SnapshotWorld,
  snapshotWorld,
  tableNumberOf,
} from '#tests/factories/snapshot-files.ts';
import { type ResultsSite, startResultsSite } from '#tests/setup/results-site.ts';

const sites: ResultsSite[] = [];
afterEach(async () => {
  for (const site of sites.splice(0)) await site.close();
});

async function published(world: SnapshotWorld) {
  const site = await startResultsSite();
  sites.push(site);
  const pointer = await publishFile(site.directory, world);
  await vi.waitFor(() => expect(site.results.open(world.head.sittingId)?.pointer).toEqual(pointer));
  return site;
}

const get = async (address: string) => (await fetch(address)).text();
const post = (address: string, code: string) =>
  fetch(address, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ code }),
  });
const t = translator('fr');

test('incident 5 (Cameroon 2018): page, list, API and file say the same of every candidate', async () => {
  const world = snapshotWorld({ candidates: 60, centres: 3 });
  const { fast } = await published(world);
  const { sittingId, centres } = world.head;
  const lists = await Promise.all(
    centres.map(({ id }) => get(`${fast}/resultats/${sittingId}?centre=${id}`)),
  );
  const files = await Promise.all(
    centres.map(({ id }) => get(`${fast}/resultats/${sittingId}/centres/${id}`)),
  );
  for (let i = 0; i < 60; i += 1) {
    const { tableNumber, centre, decision, average, identity } = world.resultOf(i);
    const word = t(`states:decision.${decision}`);
    const page = await get(`${fast}/resultats/${sittingId}/${tableNumber}`);
    expect(page.slice(page.indexOf('class="answer"'), page.indexOf('</h1>'))).toContain(word);
    const row = new RegExp(`>${tableNumber}</a></th><td[^>]*>(.*?)</td>`).exec(lists[centre] ?? '')?.[1];
    expect(row).toContain(word);
    expect(files[centre]).toContain(`\n${tableNumber};${word}\r`);
    const api = `${fast}/api/v1/results/${sittingId}/${tableNumber}`;
    expect(JSON.parse(await get(api))).toEqual({ sittingId, version: 1, tableNumber, decision });
    const opened = await (
      await post(`${fast}/resultats/${sittingId}/${tableNumber}`, resultCodeOf(i))
    ).text();
    const told = await (await post(api, resultCodeOf(i))).json();
    expect(told).toMatchObject({ decision, result: { person: { surname: identity.surname } } });
    if (average !== null) {
      expect(told.result.average.value).toBe(formatMark(average));
      expect(opened).toContain(`${formatMark(average)} / 20`);
    }
  }
}, 60_000);

test('every result opens into its steps, with the code and not without', async () => {
  const world = snapshotWorld({ candidates: 20 });
  const { fast } = await published(world);
  const address = `${fast}/resultats/${world.head.sittingId}/${tableNumberOf(4)}/calcul`;
  const asked = await get(address);
  expect(asked).toContain('name="code"');
  expect(asked).not.toContain('<ol>');
  const steps = await (await post(address, resultCodeOf(4))).text();
  expect(steps.match(/<li>/g)?.length).toBeGreaterThan(8);
  expect(steps).toContain('name="code"');
  const wrong = await post(address, 'WRONG234');
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('WRONG234')]);
});

test('the pages that lead to results change with what is published', async () => {
  const first = snapshotWorld({ candidates: 20 });
  const { fast, plain, results } = await published(first);
  const { sittingId } = first.head;
  for (const path of [
    '/resultats',
    `/resultats/${sittingId}`,
    `/resultats/${sittingId}?centre=${first.head.centres[1]?.id}`,
  ])
    expect([await get(fast + path), await get(fast + path)]).toEqual([
      await get(plain + path),
      await get(plain + path),
    ]);
  expect((await fetch(`${fast}/resultats/${sittingId}?centre=${crypto.randomUUID()}`)).status).toBe(404);
  const second = snapshotWorld({ candidates: 20, sittingId, version: 2, reason: 'Une note était fausse' });
  const pointer = await publishFile(sites[0]?.directory ?? '', second);
  await vi.waitFor(() => expect(results.open(sittingId)?.pointer).toEqual(pointer));
  expect(await get(`${fast}/resultats/${sittingId}`)).toContain('Une note était fausse');
});

test('a corrected result says so, since when and why, with the code and without: the very bytes its route renders', async () => {
  const first = snapshotWorld({ candidates: 20 });
  const { sittingId } = first.head;
  const second = snapshotWorld({
    candidates: 20,
    sittingId,
    version: 2,
    reason: 'Une note <fausse> & relue',
  });
  const said = 'Motif : Une note &lt;fausse&gt; &amp; relue';
  const before = await published(first);
  const address = `/resultats/${sittingId}/${tableNumberOf(3)}`;
  expect(await get(before.fast + address)).not.toContain('Motif :');
  const { fast, plain } = await published(second);
  expect(await get(fast + address)).toContain(said);
  expect(await get(fast + address)).toBe(await get(plain + address));
  const opened = await (await post(fast + address, resultCodeOf(3))).text();
  expect(opened).toContain(said);
  expect(opened).toBe(await (await post(plain + address, resultCodeOf(3))).text());
});

test('groups of fewer than ten are not shown', async () => {
  const world = snapshotWorld({ candidates: 47 });
  const { fast } = await published(world);
  const page = await get(`${fast}/resultats/${world.head.sittingId}`);
  const small = world.head.statistics.groups.filter(({ statistics }) => statistics.registered < 10);
  expect(small.length).toBeGreaterThan(0);
  for (const { group } of small) {
    const name = world.head.regulation.series[group]?.name.fr ?? '';
    const row = new RegExp(`<th scope="row">${name}</th>(.*?)</tr>`).exec(page)?.[1] ?? '';
    expect(row).toContain('non montré');
    expect(row).not.toMatch(/>\d/);
  }
});

test('a page with its styles is within 14 KB, found or opened, and runs no script', async () => {
  const world = snapshotWorld({ candidates: 40 });
  const { fast } = await published(world);
  const css = await readFile('app/styles/public.css');
  const { gzipSync } = await import('node:zlib');
  const address = `${fast}/resultats/${world.head.sittingId}/${tableNumberOf(3)}`;
  for (const answer of [await fetch(address), await post(address, resultCodeOf(3))]) {
    const html = await answer.text();
    // The page goes out as it is; the style sheet comes compressed, and once.
    expect(Buffer.byteLength(html) + gzipSync(css).length).toBeLessThan(14 * 1024);
    expect(html).not.toContain('<script');
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'none'");
  }
});

test('a corrected version is switched to under load: no request fails, none goes back', async () => {
  const first = snapshotWorld({ candidates: 500 });
  const { sittingId } = first.head;
  const second = snapshotWorld({ candidates: 500, sittingId, version: 2, reason: 'Correction', shift: 1 });
  const { fast, results } = await published(first);
  const changed = Array.from({ length: 500 }, (_, i) => i).filter(
    (i) => first.resultOf(i).decision !== second.resultOf(i).decision,
  );
  const wordOf = (world: SnapshotWorld, i: number) => t(`states:decision.${world.resultOf(i).decision}`);
  const seen: number[] = [];
  let stopped = false;
  const reader = async (from: number) => {
    let [mine, extra] = [1, 0];
    for (let n = from; extra < 20; n += 1) {
      const i = changed[n % changed.length] ?? 0;
      const answer = await fetch(`${fast}/resultats/${sittingId}/${tableNumberOf(i)}`);
      const html = await answer.text();
      expect(answer.status).toBe(200);
      const word = /<\/svg>([^<]+)<\/h1>/.exec(html)?.[1];
      expect([wordOf(first, i), wordOf(second, i)]).toContain(word);
      const version = word === wordOf(second, i) ? 2 : 1;
      expect(version).toBeGreaterThanOrEqual(mine);
      mine = version;
      seen.push(version);
      if (stopped) extra += 1;
    }
  };
  const readers = Array.from({ length: 8 }, (_, i) => reader(i * 31));
  await vi.waitFor(() => expect(seen.length).toBeGreaterThan(50));
  const directory = sites[0]?.directory ?? '';
  const pointer = await publishFile(directory, second);
  await vi.waitFor(() => expect(results.open(sittingId)?.pointer).toEqual(pointer));
  stopped = true;
  await Promise.all(readers);
  expect(seen).toContain(1);
  expect(seen.at(-1)).toBe(2);
}, 60_000);

test('control: a file written over in place gives its reader another’s results, or none', async () => {
  const first = snapshotWorld({ candidates: 300 });
  const { sittingId } = first.head;
  const second = snapshotWorld({ candidates: 270, sittingId, version: 2, reason: 'Correction', shift: 1 });
  const { directory } = await published(first);
  const { files } = resultFolders(directory);
  const path = join(files, 'in-place.cdb');
  const one = await publishFile(directory, first);
  const two = await publishFile(directory, second);
  await copyFile(join(files, one.fileName), path);
  const open = openSnapshotFile(path, one);
  writeFileSync(path, await readFile(join(files, two.fileName)));
  const right = Array.from({ length: 300 }, (_, i) => {
    try {
      return JSON.stringify(open.find(tableNumberOf(i))) === JSON.stringify(first.resultOf(i));
    } catch {
      return false;
    }
  });
  open.close();
  expect(right).toContain(false);
});
