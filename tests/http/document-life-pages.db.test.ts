import { gzipSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Actor } from '#app/domain/access/actor.ts';
import { parseJws } from '#app/domain/verification/jws.ts';
import { publicJwkSchema, readPublicJwk } from '#app/domain/verification/public-jwk.ts';
import { verifySignature } from '#app/domain/verification/signature.ts';
import { decodeWalletQr } from '#app/domain/verification/wallet-qr.ts';
import { type RunningWeb, startWeb } from '#app/entrypoints/web.server.ts';
import { documentCheckCount, verificationCount } from '#db/schema/verification.ts';
import { decodeQrs } from '#pdf/testing/decode-qr.ts';
import { changeStatusByOffice, createDocumentStaff, createHolder } from '#tests/factories/document-life.ts';
import { createIssuedDocuments } from '#tests/factories/documents.ts';
import { loadRouteModule, serverBuildOf } from '#tests/factories/server-build.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { ANONYMOUS, type TestContext, testContext } from '#tests/setup/test-context.ts';

const database = useDatabase();
const MOST_BYTES = 14 * 1024;
let ctx: TestContext;
let world: Awaited<ReturnType<typeof createIssuedDocuments>>;
let staff: Awaited<ReturnType<typeof createDocumentStaff>>;
let holder: Actor;
let other: Actor;
let web: RunningWeb;
let base: string;
let actor: Actor = ANONYMOUS;

const ROUTES = [
  ['shared-document', 'p/:token', 'verify/shared-document.tsx'],
  ['shared-file', 'p/:token/:file', 'verify/shared-file.ts'],
  ['key-set', '.well-known/jwks.json', 'verify/key-set.ts'],
  ['one-key', '.well-known/jwks/:kid', 'verify/one-key.ts'],
  ['credential-issuer', '.well-known/jwt-vc-issuer', 'verify/credential-issuer.ts'],
  ['own-documents', 'espace/documents', 'candidate/own-documents.tsx'],
  ['own-document', 'espace/documents/:documentId', 'candidate/own-document.tsx'],
  ['own-document-export', 'espace/documents/:documentId/:file', 'candidate/own-document-export.ts'],
  ['office-documents', 'bureau/documents', 'office/documents.tsx'],
  ['office-document', 'bureau/documents/:documentId', 'office/document.tsx'],
  ['office-document-export', 'bureau/documents/:documentId/:file', 'office/document-export.ts'],
  ['office-home', 'bureau', 'office/home.tsx'],
  ['hand-overs', 'bureau/remises', 'office/hand-overs.tsx'],
  ['hand-overs-csv', 'bureau/remises.csv', 'office/hand-overs-csv.ts'],
  ['hand-over', 'bureau/remises/:documentId', 'office/hand-over.tsx'],
] as const;

beforeAll(async () => {
  ctx = testContext(database);
  world = await createIssuedDocuments(ctx, { candidates: 2 });
  staff = await createDocumentStaff(ctx, world.organisation.id);
  holder = (await createHolder(ctx, world.seated[0]?.entry.id ?? '')).actor;
  other = (await createHolder(ctx, world.seated[1]?.entry.id ?? '')).actor;
  const routes = await Promise.all(
    ROUTES.map(async ([id, path, file]) => ({ id, path, module: await loadRouteModule(file) })),
  );
  web = await startWeb({
    port: 0,
    host: '127.0.0.1',
    build: serverBuildOf(routes),
    checkReady: async () => undefined,
    createContext: async () => ({ ctx: ctx.as(actor), demo: false }),
    logger: { info: () => undefined, warn: () => undefined, error: (fields) => console.error(fields) },
  });
  base = `http://127.0.0.1:${web.port}`;
});
afterAll(() => web.close());

function documentOf(kind: 'transcript' | 'passCertificate', place = 0) {
  const row = world.documents.find(
    (one) => one.kind === kind && one.entryId === world.seated[place]?.entry.id,
  );
  if (!row) throw new Error('no document');
  return row;
}

async function read(as: Actor, path: string, form?: Record<string, string>) {
  actor = as;
  const answer = await fetch(base + path, {
    headers: { 'accept-language': 'fr', ...(form ? { origin: base } : {}) },
    redirect: 'manual',
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
  });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { answer, bytes, html: new TextDecoder().decode(bytes) };
}

async function qrTextsOf(png: Uint8Array): Promise<string[]> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return decodeQrs({ rgba: new Uint8ClampedArray(data), width: info.width, height: info.height, text: '' });
}

const linkIn = (html: string) => /\/p\/([A-Za-z0-9_-]{32})/.exec(html)?.[1] ?? '';
const share = async (form: Record<string, string> = { span: 'week' }) =>
  read(holder, `/espace/documents/${documentOf('transcript').id}`, {
    ...{ intent: 'share', 'until.day': '', 'until.month': '', 'until.year': '' },
    ...form,
  });

describe('a holder’s own documents', () => {
  it('are all listed with their state and how often each was checked, small and without a script', async () => {
    await database.db.insert(documentCheckCount).values([
      { documentId: documentOf('transcript').id, day: '2027-01-31', count: 2 },
      { documentId: documentOf('transcript').id, day: '2027-02-01', count: 3 },
    ]);
    const { answer, html } = await read(holder, '/espace/documents');
    expect(answer.status).toBe(200);
    for (const kind of ['transcript', 'passCertificate'] as const)
      expect(html).toContain(documentOf(kind).number);
    expect(html).toContain('Vérifié 5 fois');
    expect(html).not.toContain(documentOf('transcript', 1).number);
    const page = await read(holder, `/espace/documents/${documentOf('transcript').id}`);
    expect(page.html).toContain('janvier 2027');
    expect(page.html).not.toContain('<script');
    for (const one of [html, page.html]) expect(gzipSync(one).length).toBeLessThan(MOST_BYTES);
  });

  it('are nobody else’s, in no format', async () => {
    const { id } = documentOf('transcript');
    for (const path of ['', '/credential.jwt', '/elmo.xml', '/wallet.png'])
      expect((await read(other, `/espace/documents/${id}${path}`)).answer.status).toBe(404);
    const taken = await read(other, `/espace/documents/${id}`, { intent: 'share', span: 'day' });
    expect(taken.answer.status).toBe(404);
  });

  it('refuse an end that is past, too far or half typed, and keep what was typed', async () => {
    for (const [year, said] of [
      ['2026', 'Ce jour est passé'],
      ['2031', 'Un lien vaut un an au plus'],
      ['', ''],
    ]) {
      const form = { span: 'date', 'until.day': '23', 'until.month': '11', 'until.year': year ?? '' };
      const { answer, html } = await share(form);
      expect(answer.status).toBe(422);
      expect(html).toContain(said);
      expect(html).toContain('value="23"');
    }
  });
});

describe('a shared link', () => {
  it('shows what the verification page shows, with the PDF, noindex and no-store, and counts as shared', async () => {
    const made = await share();
    const token = linkIn(made.html);
    expect(made.answer.headers.get('location')).toBeNull();
    const { answer, html } = await read(ANONYMOUS, `/p/${token}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-robots-tag')).toContain('noindex');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(html).toContain('Valable');
    expect(html).toContain(documentOf('transcript').number);
    for (const kept of ['2008', 'Tillabéri', '<script']) expect(html).not.toContain(kept);
    expect(gzipSync(html).length).toBeLessThan(MOST_BYTES);
    const pdf = await read(ANONYMOUS, `/p/${token}/document.pdf`);
    expect(pdf.answer.headers.get('content-type')).toBe('application/pdf');
    expect(new TextDecoder('latin1').decode(pdf.bytes.subarray(0, 5))).toBe('%PDF-');
    await expect
      .poll(() => database.db.select().from(verificationCount).where(eq(verificationCount.door, 'share')))
      .toMatchObject([{ verdict: 'valid', count: 1 }]);
  });

  it('ended, withdrawn or never made is answered with the same bytes', async () => {
    const ended = linkIn((await share({ span: 'day' })).html);
    ctx.advance({ minutes: 1 });
    const withdrawn = linkIn((await share()).html);
    const page = await read(holder, `/espace/documents/${documentOf('transcript').id}`);
    const shareId = /name="shareId" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
    const taken = await read(holder, `/espace/documents/${documentOf('transcript').id}`, {
      intent: 'withdraw',
      shareId,
    });
    expect(taken.answer.status).toBe(302);
    ctx.advance({ days: 2 });
    const answers = await Promise.all(
      [ended, withdrawn, 'A'.repeat(32), 'x'].map((token) => read(ANONYMOUS, `/p/${token}`)),
    );
    const [first] = answers;
    expect(first?.html).toContain('Ce lien ne montre rien');
    for (const { answer, html } of answers) {
      expect(answer.status).toBe(404);
      expect(html).toBe(first?.html);
      expect(answer.headers.get('content-length')).toBe(first?.answer.headers.get('content-length'));
    }
    for (const token of [ended, withdrawn, 'A'.repeat(32)])
      expect((await read(ANONYMOUS, `/p/${token}/document.pdf`)).answer.status).toBe(404);
  });

  it('says so once the document is suspended, and gives no file any more', async () => {
    const token = linkIn((await share()).html);
    const { id: documentId } = documentOf('transcript');
    await changeStatusByOffice(ctx, { documentId, status: 'suspended', reason: 'Enquête en cours' });
    const { html } = await read(ANONYMOUS, `/p/${token}`);
    expect(html).toContain('Suspendu');
    expect(html).not.toContain('Enquête');
    expect(html).not.toContain('document.pdf');
    for (const file of ['document.pdf', 'credential.jwt', 'elmo.xml'])
      expect((await read(ANONYMOUS, `/p/${token}/${file}`)).answer.status).toBe(404);
    await changeStatusByOffice(ctx, { documentId, status: 'valid', reason: 'Enquête close' });
  });
});

describe('the other formats', () => {
  it('are a credential whose key is where its kid says, signed as the document is', async () => {
    const { id, kid, token } = documentOf('transcript');
    const { answer, html } = await read(holder, `/espace/documents/${id}/credential.jwt`);
    expect(answer.headers.get('content-type')).toBe('application/vc+jwt');
    const parsed = parseJws(html);
    if (!parsed) throw new Error('no JWS');
    expect(parsed.payload).toMatchObject({
      iss: 'https://palmares.example',
      id: `https://palmares.example/v/${token}`,
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
    });
    const address = z.string().parse(parsed.header.kid);
    expect(address).toBe(`https://palmares.example/.well-known/jwks/${kid}`);
    const alone = await read(ANONYMOUS, new URL(address).pathname);
    const { keys } = z
      .object({ keys: z.array(z.looseObject({ kid: z.string() })) })
      .parse(JSON.parse((await read(ANONYMOUS, '/.well-known/jwks.json')).html));
    const key = keys.find((one) => one.kid === address);
    expect(JSON.parse(alone.html)).toEqual(key);
    const publicKey = readPublicJwk(publicJwkSchema.parse(key));
    if (!publicKey) throw new Error('no key');
    expect(verifySignature(publicKey.alg, publicKey.publicKey, parsed.signingInput, parsed.signature)).toBe(
      true,
    );
    const issuer = await read(ANONYMOUS, '/.well-known/jwt-vc-issuer');
    expect(JSON.parse(issuer.html)).toEqual({
      issuer: 'https://palmares.example',
      jwks_uri: 'https://palmares.example/.well-known/jwks.json',
    });
    expect(JSON.stringify(keys)).not.toMatch(/"d":/);
  });

  it('are ELMO of a transcript only, and a QR a wallet reads the same signed bytes from', async () => {
    const { id, cose } = documentOf('transcript');
    const elmo = await read(holder, `/espace/documents/${id}/elmo.xml`);
    expect(elmo.html).toContain('<elmo xmlns=');
    const none = await read(holder, `/espace/documents/${documentOf('passCertificate').id}/elmo.xml`);
    expect(none.answer.status).toBe(404);
    const svg = await read(staff.registrar.actor, `/bureau/documents/${id}/wallet.svg`);
    expect(svg.html).toContain('<svg');
    const png = await read(holder, `/espace/documents/${id}/wallet.png`);
    const [text = ''] = await qrTextsOf(png.bytes);
    expect(decodeWalletQr(text)).toEqual(new Uint8Array(cose ?? []));
  });
});

describe('the office', () => {
  it('asks, finds what waits first on its home, and decides by another person', async () => {
    const { id, number } = documentOf('passCertificate', 1);
    const base = `/bureau/documents/${id}`;
    const empty = await read(staff.registrar.actor, `${base}?vers=revoked`, {
      intent: 'ask',
      status: 'revoked',
    });
    expect(empty.answer.status).toBe(422);
    const asked = await read(staff.registrar.actor, base, {
      ...{ intent: 'ask', status: 'revoked', reason: 'Diplôme acheté' },
    });
    expect(asked.answer.headers.get('location')).toBe(`${base}?fait=asked`);
    const mine = await read(staff.registrar.actor, base);
    expect(mine.html).toContain('Retirer ma demande');
    expect(mine.html).not.toContain('Confirmer l’annulation');
    expect((await read(staff.publisher.actor, '/bureau')).html).toContain('/bureau/documents#attente');
    expect((await read(staff.registrar.actor, '/bureau')).html).not.toContain('#attente');
    expect((await read(staff.publisher.actor, '/bureau/documents')).html).toContain(number);
    const page = await read(staff.publisher.actor, base);
    const changeId = /name="changeId" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
    expect(page.html).toContain('Diplôme acheté');
    const own = await read(staff.registrar.actor, base, { intent: 'confirm', changeId });
    expect(own.answer.status).toBe(404);
    const done = await read(staff.publisher.actor, base, { intent: 'confirm', changeId });
    expect(done.answer.headers.get('location')).toBe(`${base}?fait=confirmed`);
    const life = await read(staff.publisher.actor, base);
    for (const said of ['Numéro donné', 'Délivré et signé', 'Demande : annuler', 'Annulé'])
      expect(life.html).toContain(said);
    const theirs = await read(other, `/espace/documents/${id}`);
    expect(theirs.html).toContain('Annulé : il ne vaut plus');
    expect(theirs.html).not.toContain('Diplôme acheté');
  });

  it('replaces a lost paper on its page, with the reason and the identity seen', async () => {
    const { id } = documentOf('transcript', 1);
    const bare = await read(staff.registrar.actor, `/bureau/documents/${id}?vers=replace`, {
      intent: 'replace',
    });
    expect(bare.answer.status).toBe(422);
    const made = await read(staff.registrar.actor, `/bureau/documents/${id}`, {
      ...{ intent: 'replace', cause: 'lost', reason: 'Perdu au marché', identityPaper: 'CNI 7' },
    });
    const to = made.answer.headers.get('location') ?? '';
    expect(to).toMatch(/^\/bureau\/documents\/[0-9a-f-]{36}\?fait=replaced$/);
    expect(to).not.toContain(id);
    expect((await read(staff.registrar.actor, to)).html).toContain('Édition 1');
  });

  it('hands a paper over once, and lists and exports what is still to be collected', async () => {
    const { id, number } = documentOf('passCertificate');
    const { registrar } = staff;
    const list = await read(registrar.actor, '/bureau/remises?type=passCertificate');
    expect(list.html).toContain(number);
    expect(list.html).toContain('1 document à retirer');
    for (const q of [number.toLowerCase().replaceAll('-', ' '), world.seated[0]?.tableNumber ?? '', 'maïga'])
      expect((await read(registrar.actor, `/bureau/remises?q=${encodeURIComponent(q)}`)).html).toContain(
        number,
      );
    const csv = await read(registrar.actor, '/bureau/remises.csv?type=passCertificate');
    expect(csv.html).toContain(number);
    const form = { to: 'proxy', collector: 'Moussa Ibrahim', identityPaper: '', place: 'Zinder' };
    const refused = await read(registrar.actor, `/bureau/remises/${id}`, form);
    expect(refused.answer.status).toBe(422);
    expect(refused.html).toContain('Moussa Ibrahim');
    const given = await read(registrar.actor, `/bureau/remises/${id}`, { ...form, identityPaper: 'CNI 9' });
    expect(given.answer.headers.get('location')).toBe(`/bureau/remises/${id}?fait=remis`);
    const again = await read(registrar.actor, `/bureau/remises/${id}`, { ...form, identityPaper: 'CNI 9' });
    expect(again.html).toContain('déjà remis');
    expect((await read(registrar.actor, '/bureau/remises?type=passCertificate')).html).not.toContain(number);
    expect((await read(registrar.actor, '/bureau/remises?etat=collected')).html).toContain('Moussa Ibrahim');
    expect((await read(registrar.actor, `/bureau/documents/${id}`)).html).toContain('mandataire');
    expect((await read(staff.publisher.actor, '/bureau/remises')).answer.status).toBe(404);
  });
});
