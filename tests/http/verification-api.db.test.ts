import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildQrContent } from '#app/domain/verification/qr-content.ts';
import { makeTypedCode } from '#app/domain/verification/typed-code.ts';
import { verificationCount } from '#db/schema/verification.ts';
import { createIssuedDocuments } from '#tests/factories/documents.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { useVerificationSite } from './verification-site.ts';

const database = useDatabase();
let ctx: TestContext;
let row: Awaited<ReturnType<typeof createIssuedDocuments>>['documents'][number];

beforeAll(async () => {
  ctx = testContext(database);
  const { documents } = await createIssuedDocuments(ctx);
  const transcript = documents.find(({ kind }) => kind === 'transcript');
  if (!transcript) throw new Error('no transcript');
  row = transcript;
});
const site = useVerificationSite({ context: () => ctx });
beforeEach(() => site.changeAddress());

const question = (body: unknown, headers: Record<string, string> = {}) =>
  site.ask('/api/v1/verify', {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
const lot = (csv: string, accept = 'application/json') =>
  site.ask('/api/v1/verify/bulk', {
    method: 'POST',
    body: csv,
    headers: { 'content-type': 'text/csv', accept },
  });

const documented = z.looseObject({
  openapi: z.literal('3.1.0'),
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ responses: z.record(z.string(), z.unknown()) })),
  ),
  components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
});

/** The published schema by its name, as anyone would compile it, and closed: nothing undescribed may be told. */
async function published(name: string) {
  const document = documented.parse(await (await site.ask('/api/v1/openapi.json')).json());
  return z.fromJSONSchema(closed(document.components.schemas[name]));
}
function closed(schema: unknown): z.core.JSONSchema.JSONSchema {
  const open = z.record(z.string(), z.unknown()).parse(schema);
  const close = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(close);
    if (typeof value !== 'object' || value === null) return value;
    const inside = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, close(inner)]));
    return inside.type === 'object' && inside.properties
      ? { ...inside, additionalProperties: false }
      : inside;
  };
  return z.record(z.string(), z.any()).parse(close(open));
}

describe('the description', () => {
  it('is valid OpenAPI 3.1, for any site, and its page names what it describes, with no script', async () => {
    const answer = await site.ask('/api/v1/openapi.json');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const document = documented.parse(await answer.json());
    const { valid, errors } = await new Validator().validate(document);
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    const page = await (await site.ask('/verify/api')).text();
    expect(page).not.toContain('<script');
    for (const path of Object.keys(document.paths)) expect(page).toContain(path.replace('/{token}', '/'));
    expect(page).toContain('&lt;a href=');
  });
});

describe('the answers', () => {
  it('are the documented ones, at the documented statuses', async () => {
    const { url } = buildQrContent(ctx.settings.officialHost, new Uint8Array(row.cose ?? []));
    const answerSchema = await published('Answer');
    const asked: [Response, number, string][] = [
      [await site.ask(`/api/v1/verify/${row.token}`), 200, 'valid'],
      [await question({ text: url }), 200, 'valid'],
      [await question({ text: url.split('#')[1] }), 200, 'valid'],
      [await question({ number: row.number, code: row.typedCode }), 200, 'valid'],
      [await question({ text: 'https://elsewhere.example/v/AAAAAAAAAAAAAAAA#123' }), 200, 'unsupported'],
      [await question({ text: 'bonjour' }), 200, 'unreadable'],
      [await site.ask('/api/v1/verify/AAAAAAAAAAAAAAAA'), 404, 'forged'],
      [await question({ number: row.number, code: makeTypedCode(row.number, 5n) }), 404, 'forged'],
    ];
    for (const [answer, status, verdict] of asked) {
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([status, '*']);
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      expect(answer.headers.get('cache-control')).toBe('no-store');
      const body: unknown = await answer.json();
      expect(answerSchema.safeParse(body).error).toBeUndefined();
      expect(body).toMatchObject({ verdict });
      expect(JSON.stringify(body)).not.toContain(row.id);
    }
  });

  it('hold marks for a QR and none for a typed code', async () => {
    const byToken = await (await site.ask(`/api/v1/verify/${row.token}`)).json();
    const byCode = await (await question({ number: row.number, code: row.typedCode })).json();
    expect(byToken.claims.marks.length).toBeGreaterThan(3);
    expect(byCode.claims.marks).toBeNull();
  });

  it('say what is wrong with a question, and refuse other methods', async () => {
    const errorSchema = await published('Error');
    const asked: [Response, number][] = [
      [await question('{'), 400],
      [await question({}), 400],
      [await question({ text: '' }), 400],
      [await question({ number: 'RN-1' }), 400],
      [await question({ text: 'x', number: 'y' }), 400],
      [await question([]), 400],
      [await question('a=b', { 'content-type': 'text/plain' }), 400],
      [await site.ask('/api/v1/verify'), 405],
      [await site.ask('/api/v1/verify/bulk'), 405],
      [await lot(''), 422],
      [await lot('number;code'), 422],
      [await lot('%PDF-1.7'), 422],
    ];
    for (const [answer, status] of asked) {
      expect(answer.status).toBe(status);
      expect(errorSchema.safeParse(await answer.json()).error).toBeUndefined();
    }
  });

  it('are as bounded and as plain for bodies no person would send', async () => {
    const notes = `;;${Array.from({ length: 10 }, () => 'x'.repeat(350)).join(';')}\n`;
    const heavy = await lot(`number;code\n${row.number};${row.typedCode}\n${notes.repeat(400)}`);
    expect([heavy.status, heavy.headers.get('content-type')]).toEqual([200, 'application/json']);
    const nothing = '\u0000';
    const strange = [
      await question({ number: nothing, code: nothing }),
      await question({ number: '\ud800', code: 'AAAA-AAAA-AAA' }),
      await question({ text: `https://palmares.example/v/${nothing}` }),
      await question({ text: '9'.repeat(8192) }),
      await question('['.repeat(100_000)),
      await lot(`number;code\n${nothing};${nothing}\n`),
      await site.ask('/api/v1/verify/%00'),
      await site.ask('/v/%00'),
    ];
    for (const answer of strange) expect(answer.status).toBeLessThan(500);
    expect(site.errors).toEqual([]);
  });

  it('may be asked by pages of other sites, which a browser asks about first', async () => {
    for (const path of ['/api/v1/verify', '/api/v1/verify/bulk', `/api/v1/verify/${row.token}`]) {
      const answer = await site.ask(path, {
        method: 'OPTIONS',
        headers: { origin: 'https://employer.example' },
      });
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
    }
    const foreign = await question(
      { text: 'x' },
      { origin: 'https://employer.example', 'sec-fetch-site': 'cross-site' },
    );
    expect(foreign.status).toBe(200);
  });

  it('tell how many calls are left, and when to come back', async () => {
    const first = await site.ask(`/api/v1/verify/${row.token}`);
    expect(first.headers.get('ratelimit-policy')).toBe('"address";q=1200;w=600');
    expect(first.headers.get('ratelimit')).toBe('"address";r=1199;t=600');
    let answer = first;
    for (let at = 0; at < 70 && answer.status !== 429; at += 1)
      answer = await question({ number: `RN-${at}`, code: 'AAAA-AAAA-AAA' });
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answer.json()).toEqual({ error: 'rate.limited' });
    expect((await site.ask(`/api/v1/verify/${row.token}`)).status).toBe(200);
  });
});

describe('unknown, wrong and malformed', () => {
  const bare = async (answer: Response) => {
    const headers = Object.fromEntries(answer.headers);
    for (const own of ['date', 'x-request-id', 'ratelimit']) delete headers[own];
    // The nonce of a page's policy is drawn for each request.
    const nonce = /nonce-([\w+/=-]+)/.exec(headers['content-security-policy'] ?? '')?.[1] ?? '-';
    const text = JSON.stringify([answer.status, headers, await answer.text()]);
    return text.replaceAll(nonce, 'NONCE').replaceAll(/X-Request-Id[^"]*/gi, '');
  };

  it('are the same bytes by the API, by token and by number', async () => {
    const unknown = row.number.replace(/\d{6}$/, '999999');
    const typed = [
      await bare(await question({ number: unknown, code: makeTypedCode(unknown, 7n) })),
      await bare(await question({ number: row.number, code: makeTypedCode(row.number, 7n) })),
      await bare(await question({ number: row.number, code: 'AAAA-AAAA-AAA' })),
    ];
    expect(new Set(typed).size).toBe(1);
    const tokens = await Promise.all(
      ['AAAAAAAAAAAAAAAA', 'x', 'é', `${row.token}A`, (row.token ?? '').toLowerCase()].map(async (token) =>
        bare(await site.ask(`/api/v1/verify/${encodeURIComponent(token)}`)),
      ),
    );
    expect(new Set(tokens).size).toBe(1);
  });

  it('are the same bytes on the page of a token', async () => {
    const pages = await Promise.all(
      ['AAAAAAAAAAAAAAAA', 'BBBBBBBBBBBBBBBB', 'x'].map(async (token) =>
        (await bare(await site.ask(`/v/${token}`))).replaceAll(`/v/${token}`, '/v/TOKEN'),
      ),
    );
    expect(new Set(pages).size).toBe(1);
  });

  it('are counted at their door, without anything of who asked', async () => {
    await expect
      .poll(() => database.db.select().from(verificationCount))
      .toContainEqual(expect.objectContaining({ door: 'api', issuer: '-', verdict: 'forged' }));
    const kept = await database.sql`select * from verification_count`;
    expect(Object.keys(kept[0] ?? {}).sort()).toEqual(['count', 'door', 'hour', 'issuer', 'verdict']);
  });
});

describe('a list', () => {
  const wrong = (count: number) =>
    Array.from({ length: count }, (_, at) => `RN-2027-BAC-9${at};${makeTypedCode(`RN-2027-BAC-9${at}`, 1n)}`);

  it('is answered row by row, as JSON and as CSV', async () => {
    const csv = [
      'Nom;Numéro;Code;Adresse',
      `=cmd();${row.number};${row.typedCode};`,
      `B;;;${row.token}`,
      'C;RN-1;;',
      `D;${wrong(1)[0]};`,
      'E;;;https://palmares.example/v/BBBBBBBBBBBBBBBB',
    ].join('\r\n');
    const answer = await lot(csv);
    const body: unknown = await answer.json();
    expect((await published('Lot')).safeParse(body).error).toBeUndefined();
    expect(body).toMatchObject({
      rows: [
        {
          row: 2,
          state: 'checked',
          answer: { verdict: 'valid', claims: { number: row.number, marks: null } },
        },
        { row: 3, state: 'checked', answer: { verdict: 'valid' } },
        { row: 4, state: 'incomplete' },
        { row: 5, state: 'checked', answer: { verdict: 'forged', reason: 'token.mismatch' } },
        { row: 6, state: 'checked', answer: { verdict: 'forged' } },
      ],
      checked: 4,
      notChecked: 0,
    });
    const table = await (await lot(csv, '*/*')).text();
    expect(table.split('\r\n')[0]).toBe(
      'row;asked;state;verdict;reason;holder;type;exam;series;year;honours;number;edition;issuer',
    );
    expect(table).toContain(`2;${row.number};checked;valid;document.good;`);
    expect(table).not.toMatch(/(^|;)[=+@]/m);
  });

  it('stops at as many wrong rows as one may guess, even over several lists, and never stops a QR', async () => {
    const first = await (await lot(['number;code', ...wrong(100)].join('\n'))).json();
    expect(first).toMatchObject({ checked: 100, notChecked: 0 });
    const second = await (
      await lot(['number;code', ...wrong(50), `${row.number};${row.typedCode}`].join('\n'))
    ).json();
    expect(second).toMatchObject({ checked: 20, notChecked: 31 });
    expect((await question({ number: row.number, code: row.typedCode })).status).toBe(429);
    expect((await site.ask(`/api/v1/verify/${row.token}`)).status).toBe(200);
  });

  it('has a limit of rows, refused as a whole', async () => {
    const answer = await lot(['number;code', ...Array(501).fill('RN-1;AAAA')].join('\n'));
    expect([answer.status, await answer.json()]).toEqual([422, { error: 'lot.tooManyRows' }]);
  });
});
