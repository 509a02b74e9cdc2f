import { EventEmitter, once } from 'node:events';
import { brotliDecompressSync, gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import type { Ctx } from '#app/services/context.ts';
import { serverBuildOf } from '#tests/factories/server-build.ts';
import { buildIsFresh, CLIENT_FOLDER, loadServerBuild } from './build-app.ts';
import { type RunningWeb, startWeb, type WebOptions } from './web.server.ts';

type Line = Record<string, unknown>;

const running: RunningWeb[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((web) => web.close()));
});

/** Pages under test touch nothing of the context: reading any of it is a mistake that throws. */
const untouched = new Proxy(Object.create(null), {
  get(_target, name) {
    throw new Error(`ctx.${String(name)} was read`);
  },
});
const ctx: Ctx = untouched;

async function start(options: Partial<WebOptions> = {}) {
  const lines: Line[] = [];
  const errors: Line[] = [];
  const web = await startWeb({
    port: 0,
    host: '127.0.0.1',
    build: serverBuildOf(),
    checkReady: async () => undefined,
    createContext: async () => ({ ctx, demo: false }),
    logger: {
      info: (fields) => lines.push(fields),
      warn: () => undefined,
      error: (fields) => errors.push(fields),
    },
    ...options,
  });
  running.push(web);
  return { web, base: `http://127.0.0.1:${web.port}`, lines, errors };
}

test('the built home page and its styles fit in 14 KB compressed, and run no script', async (context) => {
  context.skip(!(await buildIsFresh()), 'the app as it is now is not built (npm run build)');
  const { base } = await start({ build: await loadServerBuild(), clientFolder: CLIENT_FOLDER });
  const answer = await fetch(base);
  const html = await answer.text();
  const sheets = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map((match) => match[1]);
  const css = await Promise.all(sheets.map(async (href) => (await fetch(`${base}${href}`)).text()));
  expect(answer.status).toBe(200);
  expect(sheets).toHaveLength(1);
  expect(gzipSync(css.join('')).length).toBeLessThan(7 * 1024);
  expect(gzipSync(html).length + gzipSync(css.join('')).length).toBeLessThan(14 * 1024);
  expect(html).not.toContain('<script');
  expect(answer.headers.get('content-security-policy')).toContain("script-src 'none'");
  expect(html).toContain('<title>Accueil · Palmarès</title>');
});

test('a page that asks for React gets its nonce in the header and on every script', async () => {
  const grid = { id: 'grid', path: 'grid', module: { default: () => null, handle: { scripts: 'react' } } };
  const { base } = await start({ build: serverBuildOf([grid]) });
  const answer = await fetch(`${base}/grid`);
  const html = await answer.text();
  const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1];
  const scripts = html.match(/<script[^>]*>/g) ?? [];
  expect(scripts.length).toBeGreaterThan(0);
  for (const tag of scripts) expect(tag).toContain(`nonce="${nonce}"`);
  const again = await fetch(`${base}/grid`);
  await again.text();
  expect(again.headers.get('content-security-policy')).not.toContain(String(nonce));
});

test('the language comes from the address, is kept in a cookie, and else from the browser', async () => {
  const { base } = await start();
  const asked = await fetch(`${base}/?lang=en`);
  expect(await asked.text()).toContain('<html lang="en"');
  expect(asked.headers.get('set-cookie')).toMatch(/^lang=en;.*HttpOnly/);
  const kept = await fetch(base, { headers: { cookie: 'lang=en', 'accept-language': 'fr' } });
  expect(await kept.text()).toContain('<html lang="en"');
  const preferred = await fetch(base, { headers: { 'accept-language': 'de, en;q=0.8, fr;q=0.2' } });
  expect(await preferred.text()).toContain('<html lang="en"');
});

test('a log line names the route, never the token, the query or a person', async () => {
  const verify = { id: 'verify', path: 'v/:token', module: { default: () => null } };
  const { base, lines } = await start({ build: serverBuildOf([verify]) });
  await (await fetch(`${base}/v/SECRETTOKEN?name=Moussa`)).text();
  await (await fetch(`${base}/nowhere/Moussa`)).text();
  expect(lines.map((line) => line.route)).toEqual(['/v/:token', '(none)']);
  expect(JSON.stringify(lines)).not.toMatch(/SECRET|Moussa/);
  expect(Object.keys(lines[0] ?? {}).sort()).toEqual(['method', 'ms', 'requestId', 'route', 'status']);
});

test('an unknown address answers 404 in the reader’s language', async () => {
  const { base } = await start();
  const answer = await fetch(`${base}/nothing-here?lang=en`);
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain('This page does not exist');
});

test('a failing page gives a reference that is in the log, and no trace of the error', async () => {
  const broken = {
    id: 'broken',
    path: 'broken',
    module: {
      default: () => null,
      loader: () => {
        throw new Error('private detail');
      },
    },
  };
  const { base, errors } = await start({ build: serverBuildOf([broken]) });
  const answer = await fetch(`${base}/broken`);
  const html = await answer.text();
  const reference = answer.headers.get('x-request-id') ?? '?';
  expect(answer.status).toBe(500);
  expect(html).toContain(reference);
  expect(html).not.toContain('private detail');
  expect(errors[0]?.requestId).toBe(reference);
});

test('when the context cannot be made the service says it is busy', async () => {
  const { base } = await start({
    createContext: () => Promise.reject(new Error('the database is away')),
  });
  const answer = await fetch(base);
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('Le service est très demandé');
});

test('a form from another site is refused before any route runs', async () => {
  const { base } = await start();
  const answer = await fetch(base, { method: 'POST', headers: { origin: 'https://elsewhere.example' } });
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('venait d’ailleurs');
});

test('a body above the limit is refused', async () => {
  const { base } = await start({ maxBodyBytes: 1000 });
  const answer = await fetch(base, { method: 'POST', headers: { origin: base }, body: 'x'.repeat(2000) });
  expect(answer.status).toBe(413);
  expect(await answer.text()).toContain('trop lourd');
});

test('a program is told so as a program, and a list it sends may be heavier than a form', async () => {
  const ask = async (maxBodyBytes: number | undefined, path: string, bytes: number) => {
    const { base } = await start(maxBodyBytes === undefined ? {} : { maxBodyBytes });
    return fetch(base + path, {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: 'x'.repeat(bytes),
    });
  };
  for (const [path, error] of [
    ['/api/v1/verify/bulk', 'sheet.tooHeavy'],
    ['/api/v1/verify', 'request.tooLarge'],
  ] as const) {
    const answer = await ask(1000, path, 2000);
    expect([answer.status, await answer.json()]).toEqual([413, { error }]);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  }
  expect((await ask(undefined, '/api/v1/verify/bulk', 1_500_000)).status).not.toBe(413);
});

test('a form of fields alone may be a megabyte, one with a file more', async () => {
  const { base } = await start();
  const post = (contentType: string) =>
    fetch(base, {
      method: 'POST',
      headers: { origin: base, 'content-type': contentType },
      body: 'a=1&'.repeat(300_000),
    });
  expect((await post('application/x-www-form-urlencoded')).status).toBe(413);
  expect((await post('multipart/form-data; boundary=x')).status).not.toBe(413);
});

test('an address with a character that no database keeps is not found', async () => {
  const { base, errors } = await start({ createContext: () => Promise.reject(new Error('asked')) });
  for (const path of ['/bureau/dossiers?q=%00', '/resultats?q=a%00b', '/status/a%00b'])
    expect((await fetch(`${base}${path}`)).status).toBe(404);
  expect(errors).toEqual([]);
});

test('a body that is no form is refused, and a callback is let through', async () => {
  const { base, errors } = await start();
  const post = (path: string, type: string) =>
    fetch(`${base}${path}`, { method: 'POST', headers: { origin: base, 'content-type': type }, body: '{}' });
  expect((await post('/connexion', 'application/json')).status).toBe(415);
  expect((await post('/connexion', 'text/plain')).status).toBe(415);
  expect((await post('/connexion', 'multipart/form-data')).status).toBe(415);
  expect((await post('/webhooks/stripe', 'application/json')).status).toBe(404);
  expect(errors).toEqual([]);
});

test('what a page is made of is kept by no cache unless its route says so', async () => {
  const data = {
    id: 'own',
    path: 'own',
    module: { default: () => null, loader: () => ({ name: 'Moussa' }) },
  };
  const { base } = await start({ build: serverBuildOf([data]) });
  for (const path of ['/own', '/own.data', '/healthz'])
    expect((await fetch(`${base}${path}`)).headers.get('cache-control')).toBe('no-store');
});

test('a renewed session goes back with a page, and never with what a shared cache may keep', async () => {
  const answering = (id: string, cacheControl: string) => ({
    id,
    path: id,
    module: { default: () => null, headers: () => ({ 'Cache-Control': cacheControl }) },
  });
  const build = serverBuildOf([
    answering('own', 'private, no-store'),
    answering('all', 'public, max-age=300'),
  ]);
  const createContext = async () => ({ ctx, demo: false, renewedCookie: 'palmares_session=secret' });
  const { base } = await start({ build, createContext });
  const cookieOf = async (path: string) => (await fetch(`${base}${path}`)).headers.get('set-cookie');
  expect(await cookieOf('/own')).toBe('palmares_session=secret');
  expect(await cookieOf('/all')).toBeNull();
});

test('health is the process, readiness is what it needs', async () => {
  const { base, lines } = await start({ checkReady: () => Promise.reject(new Error('away')) });
  const health = await fetch(`${base}/healthz`);
  const ready = await fetch(`${base}/readyz`);
  expect([health.status, await health.text()]).toEqual([200, '{"status":"ok"}']);
  expect([ready.status, await ready.text()]).toEqual([503, '{"status":"unavailable"}']);
  expect(lines).toEqual([]);
});

test('text is compressed once, with the length left out', async () => {
  const { base } = await start();
  const { get } = await import('node:http');
  const { bytes, headers } = await new Promise<{ bytes: Buffer; headers: Record<string, unknown> }>(
    (resolve, reject) => {
      get(base, { headers: { 'accept-encoding': 'br, gzip' } }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => resolve({ bytes: Buffer.concat(parts), headers: answer.headers }));
      }).on('error', reject);
    },
  );
  expect(headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(bytes).toString()).toContain('</html>');
});

test('closing waits for the answer under way', async () => {
  const signals = new EventEmitter();
  const held = once(signals, 'release');
  const inside = once(signals, 'inside');
  const { web, base } = await start({
    createContext: async () => {
      signals.emit('inside');
      await held;
      return { ctx, demo: false };
    },
  });
  const answer = fetch(base);
  await inside;
  const closed = web.close();
  signals.emit('release');
  const received = await answer;
  expect(received.status).toBe(200);
  expect(await received.text()).toContain('</html>');
  const asked = performance.now();
  await closed;
  expect(performance.now() - asked).toBeLessThan(2000);
  running.splice(0);
  await expect(fetch(base)).rejects.toThrow();
});
