import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { SnapshotResult } from '#app/domain/publication/snapshot-file.ts';
import { accept } from '#app/domain/shared/verdict.ts';
import type { CodeGuard } from '#app/http/results/code-guard.ts';
import { publishFile, resultCodeOf, snapshotWorld, tableNumberOf } from '#tests/factories/snapshot-files.ts';
import { type ResultsSite, startResultsSite } from '#tests/setup/results-site.ts';

let site: ResultsSite;
const plainWorld = snapshotWorld({ candidates: 400, name: 'Baccalauréat <normal> & "2027"' });
/** Names that a page must write with care, and everything that may be absent. */
const world = {
  ...plainWorld,
  resultOf: (i: number): SnapshotResult => dress(plainWorld.resultOf(i), i),
  *results() {
    for (let i = 0; i < 400; i += 1) yield dress(plainWorld.resultOf(i), i);
  },
};
const NAMES = ['O’Brien', '<b>&"\'</b>', 'QZ7NUMBERQZ7', 'مريم', 'Ñ\u{1d4b3}', 'Maïga  Hama'];

function dress(result: SnapshotResult, i: number): SnapshotResult {
  const { identity } = result;
  return {
    ...result,
    identity: { ...identity, surname: NAMES[i % NAMES.length] ?? '', givenNames: NAMES[(i * 5) % 6] ?? '' },
    rank: i % 4 === 0 ? i + 1 : null,
    post: i % 7 === 0 ? 'Inspecteur, « Zinder »' : null,
    ruling: i % 11 === 0 ? { kind: 'rescue', decision: result.decision, reason: 'Bon dossier' } : null,
    average: i % 13 === 0 ? null : result.average,
  };
}

const NEVER_LIMITED: CodeGuard = {
  check: () => accept(),
  wrong: () => undefined,
  right: () => undefined,
};

beforeAll(async () => {
  site = await startResultsSite(NEVER_LIMITED);
  await publishFile(site.directory, world);
  await vi.waitFor(() => expect(site.results.list()).toHaveLength(1));
});
afterAll(() => site.close());

const pathOf = (number: string) => `/resultats/${world.head.sittingId}/${number}`;

type Asked = { readonly path: string; readonly code?: string; readonly headers?: Record<string, string> };

async function ask(base: string, { path, code, headers = {} }: Asked) {
  const answer = await fetch(`${base}${path}`, {
    headers: { 'sec-fetch-site': 'same-origin', 'accept-encoding': 'identity', ...headers },
    ...(code === undefined ? {} : { method: 'POST', body: new URLSearchParams({ code }) }),
  });
  const changing = new Set(['x-request-id', 'date', 'keep-alive', 'connection', 'content-length', 'vary']);
  const seen = [...answer.headers]
    .filter(([name]) => !changing.has(name) && name !== 'transfer-encoding')
    .map(([name, value]) => [name, value.replace(/'nonce-[^']+'/g, "'nonce'")]);
  return { status: answer.status, headers: Object.fromEntries(seen), body: await answer.text() };
}

describe('a page answered ahead of the routes', () => {
  test('has the very bytes its route renders, whoever’s result it is', async () => {
    const code = fc.constantFrom('right', 'none', 'WRONG234', '<&"\'é>', ' a b ');
    const language = fc.constantFrom('fr', 'en', 'de, en;q=0.5', '');
    await fc.assert(
      fc.asyncProperty(fc.nat(450), code, language, async (i, typed, accepted) => {
        const asked = {
          path: pathOf(tableNumberOf(i)),
          headers: { 'accept-language': accepted },
          ...(typed === 'none' ? {} : { code: typed === 'right' ? resultCodeOf(i) : typed }),
        };
        // Twice: the first may make the template, the second fills it.
        await ask(site.fast, asked);
        expect(await ask(site.fast, asked)).toEqual(await ask(site.plain, asked));
      }),
      { numRuns: 150 },
    );
    expect(site.errors).toEqual([]);
  }, 120_000);
});

describe('ahead of the routes', () => {
  test('a wrong code and an unknown number are one and the same answer, but for the number', async () => {
    const known = await ask(site.fast, { path: pathOf(tableNumberOf(3)), code: 'WRONG234' });
    const unknown = await ask(site.fast, { path: pathOf('9999999'), code: 'WRONG234' });
    expect(known.status).toBe(422);
    expect(known.body).toContain(tableNumberOf(3));
    expect(known.body.replaceAll(tableNumberOf(3), '9999999')).toBe(unknown.body);
    expect({ ...known, body: '' }).toEqual({ ...unknown, body: '' });
  });

  test('HEAD says the length and sends nothing; the language follows the cookie', async () => {
    const head = await fetch(`${site.fast}${pathOf(tableNumberOf(3))}`, { method: 'HEAD' });
    const got = await fetch(`${site.fast}${pathOf(tableNumberOf(3))}`);
    const html = await got.text();
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(html)));
    expect(await head.text()).toBe('');
    const english = await ask(site.fast, {
      path: pathOf(tableNumberOf(3)),
      headers: { cookie: 'a=b; lang=en' },
    });
    expect(english.body).toContain('<html lang="en"');
  });

  test('each answer has its own nonce and reference', async () => {
    const seen = new Set<string>();
    for (let i = 0; i < 600; i += 1) {
      const { headers } = await fetch(`${site.fast}${pathOf(tableNumberOf(3))}`, { method: 'HEAD' });
      seen.add(headers.get('content-security-policy') ?? '');
      seen.add(headers.get('x-request-id') ?? '');
    }
    expect(seen.size).toBe(1200);
  });

  test('a form from another site is refused, and an odd one is the route’s to answer', async () => {
    const path = pathOf(tableNumberOf(3));
    const foreign = await ask(site.fast, { path, code: 'x', headers: { 'sec-fetch-site': 'cross-site' } });
    expect(foreign.status).toBe(403);
    const post = async (base: string, body: BodyInit, headers: Record<string, string> = {}) => {
      const answer = await fetch(`${base}${path}`, {
        method: 'POST',
        body,
        headers: { 'sec-fetch-site': 'same-origin', ...headers },
      });
      return [answer.status, await answer.text()];
    };
    const right = resultCodeOf(3);
    const multipart = new FormData();
    multipart.set('code', right);
    const odd = [
      new URLSearchParams(),
      new URLSearchParams({ code: '' }),
      new URLSearchParams({ code: 'X'.repeat(41) }),
      new URLSearchParams({ code: 'X'.repeat(3000) }),
      new URLSearchParams([
        ['code', right],
        ['code', 'WRONG234'],
      ]),
      new URLSearchParams({ code: `${right}\0` }),
      new URLSearchParams({ sitting: world.head.sittingId, tableNumber: tableNumberOf(3), code: right }),
    ];
    for (const body of odd) expect(await post(site.fast, body)).toEqual(await post(site.plain, body));
    expect((await post(site.fast, multipart))[0]).toBe(200);
    const json = { 'content-type': 'application/json' };
    expect((await post(site.fast, '{}', json))[0]).toBe(415);
  });

  test('other addresses are the routes’: another sitting, a query, a number typed otherwise', async () => {
    const number = tableNumberOf(3);
    for (const path of [
      `/resultats/${crypto.randomUUID()}/${number}`,
      `${pathOf(number)}?lang=en`,
      pathOf(`%20${number}`),
      pathOf(`abc`),
      `${pathOf(number)}/`,
      '/resultats',
      `/resultats/${world.head.sittingId}`,
    ])
      expect(await ask(site.fast, { path })).toEqual(await ask(site.plain, { path }));
  });
});

/** What comes back for bytes written as they are. */
async function askRaw(base: string, request: string): Promise<string> {
  const socket = connect(Number(new URL(base).port), '127.0.0.1');
  socket.end(request);
  return text(socket);
}

test.each([
  ['that is no host', 'Host: a b['],
  ['with a path in it', 'Host: localhost/x?y'],
  ['that is empty', 'Host:'],
])('a form given back to its route under a Host %s brings no process down', async (_, host) => {
  const stray: unknown[] = [];
  const note = (error: unknown) => stray.push(error);
  process.on('unhandledRejection', note);
  const form = 'code=';
  const request = (body: string) =>
    [
      `POST ${pathOf(tableNumberOf(3))} HTTP/1.1`,
      host,
      'Sec-Fetch-Site: same-origin',
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${body.length}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n');
  const status = async (base: string) => (await askRaw(base, request(form))).split('\r\n')[0];
  expect(await status(site.fast)).toBe(await status(site.plain));
  process.off('unhandledRejection', note);
  expect(stray).toEqual([]);
});
