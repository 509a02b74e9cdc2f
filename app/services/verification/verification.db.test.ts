import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createPdfReader } from '#app/adapters/pdf-reader/guarded-pdf-reader.server.ts';
import { buildQrContent } from '#app/domain/verification/qr-content.ts';
import { verifyStatusList } from '#app/domain/verification/status-list.ts';
import { embeddedRootKey, verifyTrustList } from '#app/domain/verification/trust-list.ts';
import { makeTypedCode } from '#app/domain/verification/typed-code.ts';
import { run as verifyCommand } from '#app/entrypoints/cli/verify.ts';
import { numberResultDocuments } from '#app/services/documents/number-result-documents.server.ts';
import { requestDocumentChange } from '#app/services/documents/request-document-change.server.ts';
import { decodeQrs } from '#pdf/testing/decode-qr.ts';
import { rasterise } from '#pdf/testing/rasterise.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { changeStatusByOffice } from '#tests/factories/document-life.ts';
import { createIssuedDocuments, documentsOf, issuePending } from '#tests/factories/documents.ts';
import { createPublication, PASSING } from '#tests/factories/publication.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { ANONYMOUS, type TestContext, testContext } from '#tests/setup/test-context.ts';
import { checkByText, checkByToken, checkByTypedCode } from './check-document.server.ts';
import { checkByPdf } from './check-pdf.server.ts';
import { publishStatusList } from './status-list.server.ts';
import { publishTrustList } from './trust-list.server.ts';

const database = useDatabase();
let ctx: TestContext;
let issued: Awaited<ReturnType<typeof createIssuedDocuments>>;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palmares-verification-'));
  // The command line reads the machine's clock: this world stands at the same time.
  ctx = testContext(database, { now: new Date(), adapters: { pdfReader: createPdfReader() } });
  issued = await createIssuedDocuments(ctx, { candidates: 2 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Row = (typeof issued.documents)[number];

function given<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('nothing there');
  return value;
}

const transcriptOf = (place: number): Row =>
  given(
    issued.documents.find(
      (row) => row.kind === 'transcript' && row.entryId === issued.seated[place]?.entry.id,
    ),
  );
const pdfOf = async (row: Row) => given(await ctx.adapters.storage.get(given(row.fileKey)));
const qrOf = (row: Row) => buildQrContent(ctx.settings.officialHost, new Uint8Array(given(row.cose))).url;
const seenBy = (actor: TestContext['actor']) => ctx.as(actor);

const printed = z.object({
  verdict: z.string(),
  reason: z.string(),
  claims: z.looseObject({ name: z.string(), exam: z.array(z.unknown()) }).optional(),
});

/** Runs the command line on files alone. */
async function verifyOffline(...args: string[]) {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    const code = await verifyCommand([...args, '--json']);
    return { code, ...printed.parse(JSON.parse(String(out.mock.calls[0]?.[0]))) };
  } finally {
    out.mockRestore();
  }
}

async function lists() {
  const [trust, status] = [join(folder, 'trust.jwt'), join(folder, 'status.jwt')];
  await writeFile(trust, await publishTrustList(ctx));
  const list = await publishStatusList(ctx, issued.organisation.code);
  await writeFile(status, list.ok ? list.value : '');
  return ['--trust', trust, '--status', status];
}

describe('a transcript as issued', () => {
  it('carries a QR that an outside reader decodes from its page, and says what the register says', async () => {
    const row = transcriptOf(0);
    const [page] = await rasterise(await pdfOf(row), 200);
    const entry = given(issued.seated[0]).entry;
    expect(await decodeQrs(given(page))).toEqual([qrOf(row)]);
    const text = given(page).text.replace(/\s+/g, ' ');
    for (const words of [row.number, row.typedCode, entry.surname, entry.givenNames, '13,50', 'Bien'])
      expect(text).toContain(words);
  });

  it('is valid by its token, its QR, its digits, its address, its code and its file', async () => {
    const row = transcriptOf(0);
    const anyone = seenBy(ANONYMOUS);
    const digits = given(qrOf(row).split('#')[1]);
    const address = given(qrOf(row).split('#')[0]);
    const opened = [
      await checkByToken(anyone, given(row.token)),
      await checkByText(anyone, qrOf(row)),
      await checkByText(anyone, ` ${digits}\n`),
      await checkByText(anyone, address),
      await checkByPdf(anyone, await pdfOf(row)),
    ];
    for (const check of opened) {
      expect(check).toMatchObject({ verdict: 'valid', reason: 'document.good', showMarks: true });
      expect(check.claims?.number).toBe(row.number);
      expect(check.issuer?.names.fr).toBe('Office du baccalauréat');
    }
    const typed = await checkByTypedCode(anyone, row.number.toLowerCase(), ` ${row.typedCode} `);
    expect(typed).toMatchObject({ verdict: 'valid', showMarks: false });
  });

  it('verifies from its file with the published lists alone, without network or database', async () => {
    const file = join(folder, 'transcript.pdf');
    await writeFile(file, await pdfOf(transcriptOf(0)));
    const answer = await verifyOffline(file, ...(await lists()));
    expect(answer).toMatchObject({ code: 0, verdict: 'valid', reason: 'document.good' });
    expect(answer.claims?.exam).toContain(transcriptOf(0).number);
    const without = await verifyOffline(file, ...(await lists()).slice(0, 2));
    expect(without).toMatchObject({ code: 0, verdict: 'authentic', reason: 'status.unreachable' });
  });

  it('was dated before its key was ever used, and is no forgery for that', async () => {
    const late = testContext(database, { now: new Date('2026-02-01T00:00:00Z') });
    const other = await createIssuedDocuments(late);
    late.advance({ hours: 1 });
    const { id } = await createPublication(database.db, other, {
      version: 2,
      marks: { 0: { ...PASSING, MAT: 16 } },
    });
    await numberResultDocuments(late, { publicationId: id });
    late.advance({ days: 2 });
    await database.sql`update signing_key set state = 'retired' where organisation_id = ${other.organisation.id}`;
    await issuePending(late);
    const [row] = (await documentsOf(database.db, other.organisation.id)).filter(
      ({ edition }) => edition === 2,
    );
    expect(await checkByToken(late, given(row?.token))).toMatchObject({ verdict: 'valid' });
  });
});

describe('what is not a document of the office', () => {
  it('is answered alike for an unknown number, a wrong code and a mistyped one', async () => {
    const row = transcriptOf(0);
    const unknown = 'RN-2027-BAC-999999';
    const answers = await Promise.all([
      checkByTypedCode(ctx, unknown, makeTypedCode(unknown, 1n)),
      checkByTypedCode(ctx, row.number, makeTypedCode(row.number, 1n)),
      checkByTypedCode(ctx, row.number, 'AAAA-AAAA-AAA'),
      // Before the first number and past the last one.
      ...['0', 'ZZZZ'].map((number) => checkByTypedCode(ctx, number, makeTypedCode(number, 1n))),
      checkByTypedCode(ctx, given(issued.documents[1]).number, given(issued.documents[0]).typedCode),
      checkByTypedCode(ctx, '', ''),
      checkByToken(ctx, 'AAAAAAAAAAAAAAAA'),
      checkByToken(ctx, '../../etc'),
    ]);
    for (const answer of answers)
      expect(answer).toEqual({ verdict: 'forged', reason: 'token.mismatch', showMarks: false });
  });

  it('shows nothing of it: another host, a changed digit, an unknown key, a file with another text', async () => {
    const url = qrOf(transcriptOf(0));
    expect(await checkByText(ctx, url.replace('palmares.example', 'palmares.examp1e'))).toMatchObject({
      verdict: 'unsupported',
      foreignHost: 'palmares.examp1e',
    });
    for (let place = url.length - 160; place < url.length; place += 7) {
      const changed = `${url.slice(0, place)}${(Number(url[place]) + 1) % 10}${url.slice(place + 1)}`;
      const check = await checkByText(ctx, changed);
      expect(['forged', 'unreadable', 'unsupported', 'unknown-issuer']).toContain(check.verdict);
      expect(check.claims).toBeUndefined();
    }
    expect(await checkByPdf(ctx, Buffer.from('%PDF-1.7 nothing'))).toMatchObject({ verdict: 'unreadable' });
    expect(await checkByText(ctx, 'bonjour')).toMatchObject({ verdict: 'unreadable', reason: 'qr.not-ours' });
  });

  it('is never valid as a file when a single byte was changed or added', async () => {
    const pdf = await pdfOf(transcriptOf(0));
    const appended = Buffer.concat([pdf, Buffer.from('\n')]);
    expect(await checkByPdf(ctx, appended)).toMatchObject({ verdict: 'forged', reason: 'file.appended' });
    for (const at of [200, pdf.length >> 1, pdf.length - 40]) {
      const changed = Buffer.from(pdf);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const check = await checkByPdf(ctx, changed);
      expect(check).toMatchObject({ verdict: 'forged', reason: 'file.altered' });
      expect([check.claims, check.printed]).toEqual([undefined, undefined]);
    }
  });
});

describe('a document that ends', () => {
  it('is said so on its page, by its code, in the status list and on the command line', async () => {
    const row = transcriptOf(1);
    const file = join(folder, 'revoked.pdf');
    await writeFile(file, await pdfOf(row));
    const change = (status: 'suspended' | 'valid' | 'revoked') =>
      changeStatusByOffice(ctx, { documentId: row.id, status, reason: 'Fraude avérée' });
    for (const status of ['suspended', 'valid', 'revoked'] as const) {
      expect(await change(status)).toMatchObject({ ok: true });
      expect(await checkByToken(ctx, given(row.token))).toMatchObject({ verdict: status });
      expect(await checkByTypedCode(ctx, row.number, row.typedCode)).toMatchObject({ verdict: status });
      expect(await checkByPdf(ctx, await pdfOf(row))).toMatchObject({ verdict: status });
      expect(await verifyOffline(file, ...(await lists()))).toMatchObject({
        verdict: status,
        code: status === 'valid' ? 0 : 1,
      });
    }
    expect(await change('valid')).toMatchObject({ ok: false, reason: 'document.statusRefused' });
    expect(JSON.stringify(await checkByToken(ctx, given(row.token)))).not.toContain('Fraude');
    expect(await checkByToken(ctx, given(transcriptOf(0).token))).toMatchObject({ verdict: 'valid' });
  });

  it('stays as it is for whoever has no right to end it', async () => {
    const row = transcriptOf(0);
    const elsewhere = await createIssuedDocuments(ctx);
    const stranger = await createUser(database.db, {
      grants: [{ role: 'registrar', organisationId: elsewhere.organisation.id }],
    });
    for (const actor of [ANONYMOUS, stranger.actor]) {
      const asked = { documentId: row.id, status: 'revoked' as const, reason: 'aucune' };
      expect(await requestDocumentChange(seenBy(actor), asked)).toEqual({
        ok: false,
        reason: 'document.notFound',
      });
    }
    expect(await checkByToken(ctx, given(row.token))).toMatchObject({ verdict: 'valid' });
  });

  it('is superseded by a corrected result, and revoked when the result no longer gives a right to it', async () => {
    const world = await createIssuedDocuments(ctx, { candidates: 3 });
    const failing = Object.fromEntries(Object.keys(PASSING).map((paper) => [paper, 5]));
    const better = { ...PASSING, MAT: 19 };
    const publish = async (version: number, marks: Parameters<typeof createPublication>[2]) => {
      const { id } = await createPublication(database.db, world, { version, ...marks });
      const asked = await numberResultDocuments(ctx, { publicationId: id });
      await issuePending(ctx);
      expect(await numberResultDocuments(ctx, { publicationId: id })).toEqual({ requested: 0 });
      return asked.requested;
    };
    const verdicts = async (place: number) => {
      const rows = await documentsOf(database.db, world.organisation.id);
      const mine = rows.filter(({ entryId }) => entryId === world.seated[place]?.entry.id);
      return Promise.all(
        mine.map(async ({ kind, edition, token }) => [
          kind,
          edition,
          (await checkByToken(ctx, given(token))).verdict,
        ]),
      );
    };
    expect(await publish(2, { marks: { 1: better, 2: failing } })).toBe(3);
    expect(await verdicts(0)).toEqual([
      ['passCertificate', 1, 'valid'],
      ['transcript', 1, 'valid'],
    ]);
    expect(await verdicts(1)).toEqual([
      ['passCertificate', 1, 'superseded'],
      ['passCertificate', 2, 'valid'],
      ['transcript', 1, 'superseded'],
      ['transcript', 2, 'valid'],
    ]);
    expect(await verdicts(2)).toEqual([
      ['passCertificate', 1, 'revoked'],
      ['transcript', 1, 'superseded'],
      ['transcript', 2, 'valid'],
    ]);
    // The first version's job, run again late, brings nothing of it back.
    expect(await numberResultDocuments(ctx, { publicationId: world.publication.id })).toEqual({
      requested: 0,
    });
    expect(await publish(3, { marks: { 1: better } })).toBe(2);
    expect(await verdicts(2)).toEqual([
      ['passCertificate', 1, 'revoked'],
      ['passCertificate', 2, 'valid'],
      ['transcript', 1, 'superseded'],
      ['transcript', 2, 'superseded'],
      ['transcript', 3, 'valid'],
    ]);
  });
});

describe('the published lists', () => {
  it('prove each other from the root key, and cover every organisation', async () => {
    const jwt = await publishTrustList(ctx);
    const trust = verifyTrustList(jwt, given(embeddedRootKey(jwt)));
    if (!trust.ok) throw new Error(trust.reason);
    const list = await publishStatusList(ctx, issued.organisation.code);
    const status = verifyStatusList(list.ok ? list.value : '', trust.value);
    expect(status).toMatchObject({ ok: true, value: { issuer: issued.organisation.code, bits: 2 } });
    expect(list.ok && list.value.length).toBeLessThan(8_000);
    expect(await publishStatusList(ctx, 'XX')).toEqual({ ok: false, reason: 'organisation.unknown' });
    expect(jwt).not.toContain('wrapped');
  });
});
