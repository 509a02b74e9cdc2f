import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { createPdfReader } from '#app/adapters/pdf-reader/guarded-pdf-reader.server.ts';
import { compromiseCertificate } from '#app/services/certificates/compromise-certificate.server.ts';
import { retireCertificate } from '#app/services/certificates/retire-certificate.server.ts';
import { readDocumentFile } from '#app/services/documents/read-document-file.server.ts';
import { type document, documentCertificate } from '#db/schema/document.ts';
import { createIssuedDocuments, documentsOf } from '#tests/factories/documents.ts';
import { sampleCertificate, sealWith } from '#tests/factories/sealed-page.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { checkByPdf } from './check-pdf.server.ts';
import { loadTrust } from './trust-list.server.ts';

const database = useDatabase();
let ctx: TestContext;
let row: typeof document.$inferSelect;
let sealed: Buffer;

beforeAll(async () => {
  ctx = testContext(database, { adapters: { pdfReader: createPdfReader() } });
  const { organisation } = await createIssuedDocuments(ctx);
  const [first] = await documentsOf(database.db, organisation.id);
  if (!first?.fileKey) throw new Error('nothing issued');
  row = first;
  sealed = Buffer.from((await readDocumentFile(ctx, { ...row, fileKey: first.fileKey })) ?? []);
});

/** The same page with its field empty again, as a forger has it who has no key. */
function unsealed(): Buffer {
  const text = sealed.toString('latin1');
  const length = /\/ByteRange \[[^\]]*\] */.exec(text)?.[0].length ?? 0;
  const empty = `/ByteRange [ 0 ${'/********** '.repeat(3)}]`.padEnd(length);
  const stripped = text
    .replace(/\/ByteRange \[[^\]]*\] */, empty)
    .replace(/\/Contents <[0-9a-f]+>/, (field) => field.replace(/[0-9a-f](?=[0-9a-f]*>)/g, '0'));
  expect(stripped).toHaveLength(sealed.length);
  return Buffer.from(stripped, 'latin1');
}

test('the file as issued is valid, and one whose seal was taken away is authentic, to be compared', async () => {
  expect(await checkByPdf(ctx, sealed)).toMatchObject({ verdict: 'valid', reason: 'document.good' });
  const check = await checkByPdf(ctx, unsealed());
  expect(check).toMatchObject({ verdict: 'authentic', reason: 'file.unsigned', documentId: row.id });
  expect(check.claims?.number).toBe(row.number);
});

test('a page sealed again with a certificate of somebody’s own is authentic at most', async () => {
  const forged = await sealWith(await sampleCertificate(), unsealed());
  expect(await checkByPdf(ctx, forged)).toMatchObject({
    verdict: 'authentic',
    reason: 'file.unknown-certificate',
  });
});

test('another page under the office’s own seal is a forgery, and the office is told at once', async () => {
  const thief = await ctx.adapters.pdfSeal.seal(
    Buffer.from(unsealed().toString('latin1').replace('/Producer', '/Prodacer'), 'latin1'),
    row.certificateId ?? '',
    ctx.clock(),
  );
  expect(await checkByPdf(ctx, thief)).toMatchObject({ verdict: 'forged', reason: 'file.altered' });
  expect(ctx.complaints).toContain('a page nobody issued has the office’s seal');
});

test('where the storage cannot be reached, the seal decides', async () => {
  const get = async () => Promise.reject(new Error('unreachable'));
  const storage = { ...ctx.adapters.storage, get, getRange: get };
  const cut = { ...ctx, adapters: { ...ctx.adapters, storage } };
  expect(await checkByPdf(cut, sealed)).toMatchObject({ verdict: 'valid' });
  expect(await checkByPdf(cut, unsealed())).toMatchObject({ verdict: 'authentic', reason: 'file.unsigned' });
});

test('a changed and a lengthened file are forgeries of which nothing is shown', async () => {
  const changed = Buffer.from(sealed);
  const at = changed.indexOf('stream') + 12;
  changed[at] = (changed[at] ?? 0) ^ 1;
  for (const [bytes, reason] of [
    [changed, 'file.altered'],
    [Buffer.concat([sealed, Buffer.from('\n')]), 'file.appended'],
  ] as const) {
    const check = await checkByPdf(ctx, bytes);
    expect(check).toMatchObject({ verdict: 'forged', reason, showMarks: false, documentId: row.id });
    expect([check.claims, check.printed]).toEqual([undefined, undefined]);
  }
});

test('a seal stays good when its certificate is retired', async () => {
  const mine = eq(documentCertificate.id, row.certificateId ?? '');
  await database.db.update(documentCertificate).set({ state: 'retired', retiredAt: new Date() }).where(mine);
  expect(await checkByPdf(ctx, sealed)).toMatchObject({ verdict: 'valid' });
});

test('under a compromised certificate only the file the office keeps is good', async () => {
  const certificateId = row.certificateId ?? '';
  const operators = ['A. Issoufou', 'B. Zinsou'];
  const since = { certificateId, reason: 'server stolen', operators };
  expect(await compromiseCertificate(ctx, { ...since, at: new Date('2027-02-01') })).toMatchObject({
    ok: true,
    value: { documents: expect.any(Number) },
  });
  expect(await checkByPdf(ctx, sealed)).toMatchObject({ verdict: 'valid' });
  const get = async () => Promise.reject(new Error('unreachable'));
  const storage = { ...ctx.adapters.storage, get, getRange: get };
  const cut = { ...ctx, adapters: { ...ctx.adapters, storage } };
  expect(await checkByPdf(cut, sealed)).toMatchObject({
    verdict: 'authentic',
    reason: 'file.compromised-certificate',
  });
  const { list } = await loadTrust(ctx);
  const [certificate] = await database.db
    .select()
    .from(documentCertificate)
    .where(eq(documentCertificate.id, certificateId));
  expect(list?.certificates?.find(({ thumbprint }) => thumbprint === certificate?.thumbprint)).toMatchObject({
    compromisedAt: Date.parse('2027-02-01') / 1000,
  });
  // For ever, and only further back.
  expect(await compromiseCertificate(ctx, { ...since, at: new Date('2027-02-02') })).toMatchObject({
    reason: 'signingKey.compromiseMovesForward',
  });
  expect(await compromiseCertificate(ctx, { ...since, at: new Date('2027-01-02') })).toMatchObject({
    ok: true,
  });
  expect(await compromiseCertificate(ctx, { ...since, reason: '', at: ctx.clock() })).toMatchObject({
    reason: 'signingKey.reasonMissing',
  });
  await expect(
    database.db
      .update(documentCertificate)
      .set({ state: 'active', compromisedAt: null })
      .where(eq(documentCertificate.id, certificateId)),
  ).rejects.toThrow();
  expect(await retireCertificate(ctx, { certificateId })).toMatchObject({ reason: 'certificate.retired' });
  await expect(ctx.adapters.pdfSeal.seal(unsealed(), certificateId, ctx.clock())).rejects.toThrow();
});

test('a file from before there were seals is valid byte for byte, and no other', async () => {
  const old = { ...ctx, adapters: { ...ctx.adapters, pdfSeal: { seal: async (pdf: Uint8Array) => pdf } } };
  const { organisation } = await createIssuedDocuments({ ...old });
  const rows = await documentsOf(database.db, organisation.id);
  // As an installation stands that issued it earlier: without a certificate beside it.
  const [first] = rows;
  if (!first?.fileKey) throw new Error('nothing issued');
  await database.sql.begin(async (sql) => {
    await sql`set local session_replication_role = replica`;
    await sql`update document set certificate_id = null where id = ${first.id}`;
  });
  const bytes = Buffer.from((await readDocumentFile(old, { ...first, fileKey: first.fileKey })) ?? []);
  expect(await checkByPdf(ctx, bytes)).toMatchObject({ verdict: 'valid', reason: 'document.good' });
  const changed = Buffer.concat([bytes, Buffer.from('\n')]);
  expect(await checkByPdf(ctx, changed)).toMatchObject({ verdict: 'authentic', reason: 'file.unsigned' });
});
