import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPdfReader } from '#app/adapters/pdf-reader/guarded-pdf-reader.server.ts';
import { createQrReader } from '#app/adapters/qr-reader/zxing-qr-reader.server.ts';
import { buildQrContent } from '#app/domain/verification/qr-content.ts';
import { makeTypedCode } from '#app/domain/verification/typed-code.ts';
import { type RunningWeb, startWeb } from '#app/entrypoints/web.server.ts';
import { createDatabase } from '#db/client.ts';
import { changeStatusByOffice } from '#tests/factories/document-life.ts';
import { createIssuedDocuments } from '#tests/factories/documents.ts';
import { loadRouteModule, serverBuildOf } from '#tests/factories/server-build.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { ANONYMOUS, type TestContext, testContext } from '#tests/setup/test-context.ts';

const database = useDatabase();
let ctx: TestContext;
let issued: Awaited<ReturnType<typeof createIssuedDocuments>>;
let web: RunningWeb;
let base: string;
let errors: unknown[];
/** Set to answer requests as if the database were away. */
let away = false;

const ROUTES = [
  ['document-page', 'v/:token', 'document-page.tsx'],
  ['verify-form', 'verify', 'verify-form.tsx'],
  ['trust-list', '.well-known/palmares-trust.jwt', 'trust-list.ts'],
  ['status-list', 'status/:organisation', 'status-list.ts'],
  ['verify-api', 'api/v1/verify/:token', 'verify-api.ts'],
] as const;

beforeAll(async () => {
  const dead = createDatabase('postgres://nobody:x@127.0.0.1:1/nothing', { max: 1 });
  ctx = testContext(database, { adapters: { pdfReader: createPdfReader(), qrReader: createQrReader() } });
  issued = await createIssuedDocuments(ctx);
  errors = [];
  const routes = await Promise.all(
    ROUTES.map(async ([id, path, file]) => ({ id, path, module: await loadRouteModule(`verify/${file}`) })),
  );
  web = await startWeb({
    port: 0,
    host: '127.0.0.1',
    build: serverBuildOf(routes),
    checkReady: async () => undefined,
    createContext: async () => {
      const asked = ctx.as(ANONYMOUS);
      return { ctx: away ? { ...asked, db: dead.db } : asked, demo: false };
    },
    logger: { info: () => undefined, warn: () => undefined, error: (fields) => errors.push(fields) },
  });
  base = `http://127.0.0.1:${web.port}`;
});
afterAll(() => web.close());

function given<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('nothing there');
  return value;
}
const documentOf = (kind: 'transcript' | 'passCertificate') =>
  given(issued.documents.find((row) => row.kind === kind));

async function read(path: string, init: RequestInit = {}) {
  const answer = await fetch(base + path, { headers: { 'accept-language': 'fr' }, ...init });
  const html = await answer.text();
  return {
    answer,
    html,
    h1: /<h1[^>]*>(?:<svg.*?<\/svg>)?(.*?)<\/h1>/s.exec(html)?.[1],
    /** What a person reads: the words that a script may put in place later stand in templates. */
    shown: html.replace(/<template.*?<\/template>/gs, ''),
  };
}

/** The same page for everybody: without what was typed and the number that lets this page's scripts run. */
const bareOf = (html: string) => html.replace(/ (value|nonce)="[^"]*"/g, '');

function post(fields: Record<string, string | Blob>) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return read('/verify', { method: 'POST', body, headers: { origin: base, 'accept-language': 'fr' } });
}

describe('/v/:token', () => {
  it('answers in a word and says what the paper must say, with no script but this site’s own, and nothing kept', async () => {
    const row = documentOf('transcript');
    const { answer, html, h1 } = await read(`/v/${row.token}`);
    expect([answer.status, h1]).toEqual([200, 'Valable']);
    const { surname, givenNames, birthPlace } = given(issued.seated[0]).entry;
    for (const words of [
      surname,
      givenNames,
      'Baccalauréat',
      '2027',
      'Bien',
      '14,18 / 20',
      row.number,
      '13,50 / 20',
    ])
      expect(html).toContain(words);
    for (const secret of [birthPlace, '2008', row.typedCode, 'Lycée', row.id])
      expect(html).not.toContain(secret);
    expect(html.match(/<script[^>]*>/g)).toEqual([
      expect.stringMatching(/^<script type="module" nonce="[^"]+" src="\/[^":]+">$/),
    ]);
    expect(html).toContain('<meta name="robots" content="noindex"/>');
    expect(gzipSync(html).length).toBeLessThan(7 * 1024);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'content-security-policy': expect.stringMatching(/script-src 'self' 'nonce-[^']+';/),
    });
  });

  it('in English too, and without marks for a certificate', async () => {
    const { html, h1 } = await read(`/v/${documentOf('passCertificate').token}?lang=en`);
    expect(h1).toBe('Valid');
    expect(html).toContain('What the document must say');
    expect(html).not.toContain('13.50');
    expect(html).not.toContain('14.18');
  });

  it('says an unknown code is nobody’s, with 404 and nothing else to read', async () => {
    for (const token of ['AAAAAAAAAAAAAAAA', 'x', '%00', `${documentOf('transcript').token}A`]) {
      const { answer, html } = await read(`/v/${token}`);
      expect([token, answer.status]).toEqual([token, 404]);
      expect(html).toContain('Aucun document de l’office ne porte ce code.');
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  it('says revoked from the next request on, never why, and shows no marks any more', async () => {
    const row = documentOf('transcript');
    const change = (status: 'suspended' | 'valid') =>
      changeStatusByOffice(ctx, { documentId: row.id, status, reason: 'Enquête en cours' });
    await change('suspended');
    const { answer, html, h1 } = await read(`/v/${row.token}`);
    await change('valid');
    expect([answer.status, h1]).toEqual([200, 'Suspendu']);
    expect(html).toContain(row.number);
    expect(html).not.toContain('Enquête');
    expect(html).not.toContain('13,50');
  });

  it('answers neither good nor bad when the register cannot be asked', async () => {
    away = true;
    const page = await read(`/v/${documentOf('transcript').token}`);
    const form = await post({ number: 'RN-1', code: 'AAAA-AAAA-AAA' });
    const api = await read(`/api/v1/verify/${documentOf('transcript').token}`);
    away = false;
    for (const { answer, html, shown, h1 } of [page, form]) {
      expect([answer.status, h1]).toEqual([503, 'Pas de réponse']);
      expect(html).toContain('class="verdict neutral"');
      for (const word of ['Valable', 'Faux', 'Pas reconnu']) expect(shown).not.toContain(word);
      expect(html).not.toContain('Aïssatou');
    }
    expect([api.answer.status, JSON.parse(api.html)]).toEqual([503, { error: 'unavailable' }]);
    expect(errors.length).toBeGreaterThanOrEqual(3);
  });
});

describe('/verify', () => {
  it('answers for a number and its code typed any way, without marks', async () => {
    const { number, typedCode } = documentOf('transcript');
    const { html, h1 } = await post({ number: number.toLowerCase().replace(/-/g, ' '), code: typedCode });
    expect(h1).toBe('Valable');
    expect(html).toContain(number);
    expect(html).not.toContain('13,50');
  });

  it('answers an unknown number and a wrong code with the same bytes, and keeps what was typed', async () => {
    const { number } = documentOf('transcript');
    const unknown = number.replace(/\d{6}$/, '999999');
    const pages = await Promise.all([
      post({ number, code: makeTypedCode(number, 5n) }),
      post({ number: unknown, code: makeTypedCode(unknown, 5n) }),
      post({ number: unknown, code: 'AAAAAAAAAAA' }),
    ]);
    const bare = pages.map(({ html }) => bareOf(html));
    expect(new Set(bare).size).toBe(1);
    expect(pages.map(({ answer }) => answer.status)).toEqual([422, 422, 422]);
    expect(pages[1]?.html).toContain(`value="${unknown}"`);
    expect(pages[1]?.html).toContain('Aucun document n’a ce numéro avec ce code');
  });

  it('says which field is empty', async () => {
    const { answer, html } = await post({ number: '', code: '' });
    expect(answer.status).toBe(422);
    expect(html).toContain('href="#number"');
    expect(html).toContain('id="code-error"');
    expect((await post({ file: new Blob([]) })).answer.status).toBe(422);
    expect((await post({ text: '   ' })).answer.status).toBeLessThan(500);
  });

  it('takes a scanned text, and names a foreign host', async () => {
    const { cose } = documentOf('transcript');
    const { url } = buildQrContent(ctx.settings.officialHost, new Uint8Array(given(cose)));
    expect((await post({ text: url })).h1).toBe('Valable');
    const foreign = await post({ text: url.replace('palmares.example', 'palmares-verif.example') });
    expect(foreign.h1).toBe('Un autre site');
    expect(foreign.html).toContain('palmares-verif.example');
    expect(foreign.html).not.toContain('Aïssatou');
    const broken = `${url.slice(0, -9)}${(Number(url.at(-9)) + 1) % 10}${url.slice(-8)}`;
    const forged = await post({ text: broken });
    expect(forged.html).not.toMatch(/Aïssatou|verdict good/);
  });

  it('takes a PDF, and says when the file is not the one issued', async () => {
    const pdf = given(await ctx.adapters.storage.get(given(documentOf('transcript').fileKey)));
    const file = (bytes: Uint8Array) => new Blob([Uint8Array.from(bytes)], { type: 'application/pdf' });
    expect((await post({ file: file(pdf) })).h1).toBe('Valable');
    const altered = await post({ file: file(Buffer.concat([pdf, Buffer.from('%')])) });
    expect(altered.html).toContain('class="verdict bad"');
    expect(altered.html).not.toContain('Aïssatou');
    const other = await post({ file: file(Buffer.from('MZ not a pdf')) });
    expect([other.answer.status, other.h1]).toEqual([200, 'Illisible']);
  });

  it('is no 500 for a body that is no form, and throttles whoever guesses', async () => {
    const odd = await read('/verify', {
      method: 'POST',
      body: '{"a":1}',
      headers: { origin: base, 'content-type': 'application/json' },
    });
    expect(odd.answer.status).toBe(422);
    let answer = odd.answer;
    for (let i = 0; i < 70 && answer.status !== 429; i += 1)
      ({ answer } = await post({ number: `RN-2027-BAC-9${i}`, code: 'AAAA-AAAA-AAA' }));
    expect(answer.status).toBe(429);
    expect((await read(`/v/${documentOf('transcript').token}`)).answer.status).toBe(200);
  });
});

describe('for programs', () => {
  it('the API answers with what the page shows, for any site', async () => {
    const row = documentOf('transcript');
    const { answer, html } = await read(`/api/v1/verify/${row.token}`);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(JSON.parse(html)).toMatchObject({
      verdict: 'valid',
      reason: 'document.good',
      claims: {
        holder: expect.stringContaining('Aïssatou'),
        number: row.number,
        year: 2027,
        honours: 'bien',
      },
    });
    expect(html).not.toMatch(/birth|statusIndex|2008/);
    const unknown = await read('/api/v1/verify/AAAAAAAAAAAAAAAA');
    expect(unknown.answer.status).toBe(404);
    expect(JSON.parse(unknown.html)).toEqual({
      verdict: 'forged',
      reason: 'token.mismatch',
      statusAsOf: null,
    });
  });

  it('the lists come signed, with their types, to be kept five minutes', async () => {
    const trust = await read('/.well-known/palmares-trust.jwt');
    const status = await read(`/status/${issued.organisation.code}`);
    expect(trust.answer.headers.get('content-type')).toBe('application/jwt');
    expect(status.answer.headers.get('content-type')).toBe('application/statuslist+jwt');
    for (const { answer, html } of [trust, status]) {
      expect(html.split('.')).toHaveLength(3);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    }
    expect((await read('/status/XX')).answer.status).toBe(404);
  });
});
