import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningWeb, startWeb } from '#app/entrypoints/web.server.ts';
import { publishLists } from '#app/services/verification/publish-lists.server.ts';
import { changeStatusByOffice } from '#tests/factories/document-life.ts';
import { createIssuedDocuments } from '#tests/factories/documents.ts';
import { loadRouteModule, serverBuildOf } from '#tests/factories/server-build.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { ANONYMOUS, type TestContext, testContext } from '#tests/setup/test-context.ts';

const database = useDatabase();
let ctx: TestContext;
let issued: Awaited<ReturnType<typeof createIssuedDocuments>>;
let web: RunningWeb;

const ROUTES = [
  ['trust-list', '.well-known/palmares-trust.jwt', 'trust-list.ts'],
  ['status-list', 'status/:organisation/:list?', 'status-list.ts'],
] as const;

beforeAll(async () => {
  ctx = testContext(database);
  issued = await createIssuedDocuments(ctx);
  const routes = await Promise.all(
    ROUTES.map(async ([id, path, file]) => ({ id, path, module: await loadRouteModule(`verify/${file}`) })),
  );
  web = await startWeb({
    port: 0,
    host: '127.0.0.1',
    build: serverBuildOf(routes),
    checkReady: async () => undefined,
    createContext: async () => ({ ctx: ctx.as(ANONYMOUS), demo: false }),
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
});
afterAll(() => web.close());

async function read(path: string, etag?: string) {
  const headers: Record<string, string> = etag === undefined ? {} : { 'If-None-Match': etag };
  const answer = await fetch(`http://127.0.0.1:${web.port}${path}`, { headers });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

describe('the lists as they are served', () => {
  const TRUST = '/.well-known/palmares-trust.jwt';

  it('are made on the spot until the job has run once, and are then the same for everyone', async () => {
    const early = await read(TRUST);
    expect([early.status, early.headers.get('etag')]).toEqual([200, null]);
    await publishLists(ctx);
    for (const path of [TRUST, `/status/${issued.organisation.code}`]) {
      const [one, two] = [await read(path), await read(path)];
      expect([one.status, two.text]).toEqual([200, one.text]);
      expect(one.headers.get('etag')).toMatch(/^"\d+-\d+"$/);
      expect(one.headers.get('cache-control')).toBe('public, max-age=300');
      expect(one.headers.get('access-control-allow-origin')).toBe('*');
    }
  });

  it('are not sent again to whoever has them, until they change', async () => {
    await publishLists(ctx);
    const path = `/status/${issued.organisation.code}`;
    const etag = (await read(path)).headers.get('etag') ?? '';
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*'])
      expect(await read(path, known)).toMatchObject({ status: 304, text: '' });
    expect((await read(path, '"other"')).status).toBe(200);
    const documentId = issued.documents[0]?.id ?? '';
    await changeStatusByOffice(ctx, { documentId, status: 'suspended', reason: 'An inquiry' });
    await publishLists(ctx);
    expect((await read(path, etag)).status).toBe(200);
  });

  it('are each under an address of their own, and no other is there', async () => {
    const { code } = issued.organisation;
    expect((await read(`/status/${code}/0`)).status).toBe(200);
    for (const path of [
      `/status/${code}/1`,
      `/status/${code}/00`,
      `/status/${code}/x`,
      '/status/XX',
      '/status/XX/0',
    ])
      expect([path, (await read(path)).status]).toEqual([path, 404]);
  });

  it('are served however old they are', async () => {
    await publishLists(ctx);
    const { text } = await read(TRUST);
    ctx.advance({ days: 400 });
    expect(await read(TRUST)).toMatchObject({ status: 200, text });
  });
});
