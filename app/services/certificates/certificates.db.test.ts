import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { createPdfReader } from '#app/adapters/pdf-reader/guarded-pdf-reader.server.ts';
import { accept } from '#app/domain/shared/verdict.ts';
import { listCertificates } from '#app/queries/certificates/list-certificates.server.ts';
import { readDocumentFile } from '#app/services/documents/read-document-file.server.ts';
import { auditLog } from '#db/schema/audit.ts';
import { documentCertificate } from '#db/schema/document.ts';
import { withTx } from '#db/tx.ts';
import { createOrganisation } from '#tests/factories/create-organisation.ts';
import { createIssuedDocuments } from '#tests/factories/documents.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { ensureCertificate } from './ensure-certificate.server.ts';
import { importCertificate } from './import-certificate.server.ts';
import { insertCertificate } from './insert-certificate.server.ts';
import { retireCertificate } from './retire-certificate.server.ts';

const database = useDatabase();

function barrier() {
  const opens: (() => void)[] = [];
  const promise = new Promise<void>((done) => opens.push(done));
  return { promise, resolve: () => opens.forEach((open) => void open()) };
}

const certificatesOf = (organisationId: string) =>
  database.db
    .select()
    .from(documentCertificate)
    .where(eq(documentCertificate.organisationId, organisationId));

const span = { notBefore: new Date('2027-01-01T00:00:00Z'), notAfter: new Date('2029-01-01T00:00:00Z') };

/** The world where the office's file holds a certificate for that name and span, made anew. */
async function withFile(ctx: ReturnType<typeof testContext>, dates = span) {
  const opened = await ctx.adapters.certificates.selfMade({ name: 'Office', ...dates });
  const certificates = { ...ctx.adapters.certificates, openPkcs12: async () => accept(opened) };
  return { ...ctx, adapters: { ...ctx.adapters, certificates } };
}
const file = { file: new Uint8Array(1), password: 'x' };

test('processes that start together make one certificate for each organisation, and say that it is their own', async () => {
  const ctx = testContext(database);
  const [one, other] = [await createOrganisation(database.db), await createOrganisation(database.db)];
  const sides = [ctx, { ...ctx, db: database.connect().db }];
  const owners = [one.id, one.id, one.id, one.id, other.id, other.id];
  const made = await Promise.all(owners.map((owner, at) => ensureCertificate(sides[at % 2] ?? ctx, owner)));
  expect(new Set(made.map(({ id }) => id)).size).toBe(2);
  for (const { id } of [one, other]) expect(await certificatesOf(id)).toHaveLength(1);
  expect(ctx.complaints).toHaveLength(2);
  const [row] = await certificatesOf(one.id);
  expect(row).toMatchObject({ subject: 'CN=Office du baccalauréat', state: 'active' });
  expect(row?.chain).not.toContain('PRIVATE');
  const lines = await database.db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.action, 'certificate.create'), eq(auditLog.organisationId, one.id)));
  expect(lines).toMatchObject([{ detail: { selfMade: 'true' } }]);
});

test('control: read, then written without the lock, each makes its own', async () => {
  const ctx = testContext(database);
  const { id } = await createOrganisation(database.db);
  let arrived = 0;
  const { promise: bothHere, resolve: open } = barrier();
  const make = () =>
    withTx(ctx, 'control', {}, async (tx) => {
      const found = await tx.db
        .select()
        .from(documentCertificate)
        .where(eq(documentCertificate.organisationId, id));
      arrived += 1;
      if (arrived === 2) open();
      await bothHere;
      if (found.length > 0) return;
      await insertCertificate(tx, id, await ctx.adapters.certificates.selfMade({ name: 'Office', ...span }));
    });
  await Promise.all([make(), make()]);
  expect(await certificatesOf(id)).toHaveLength(2);
});

test('a certificate goes on until it ends, and then another takes over', async () => {
  const ctx = testContext(database);
  const { id } = await createOrganisation(database.db);
  const first = await ensureCertificate(ctx, id);
  expect(await ensureCertificate(ctx, id, new Date('2027-01-02T00:00:00Z'))).toEqual(first);
  // Dated before any certificate was: sealed with what there is today.
  expect(await ensureCertificate(ctx, id, new Date('2020-01-02T00:00:00Z'))).toEqual(first);
  ctx.advance({ days: 365 * 11 });
  expect(await ensureCertificate(ctx, id)).not.toEqual(first);
});

test('the imported certificate takes over from the one made here, once, and only while it is good', async () => {
  const ctx = testContext(database);
  const { id: organisationId } = await createOrganisation(database.db);
  const made = await ensureCertificate(ctx, organisationId);
  ctx.advance({ seconds: 1 });
  const world = await withFile(ctx);
  const imported = await importCertificate(world, { organisationId, ...file });
  if (!imported.ok) throw new Error(imported.reason);
  expect(await ensureCertificate(ctx, organisationId)).toEqual({ id: imported.value.id });
  expect(await importCertificate(world, { organisationId, ...file })).toMatchObject({
    reason: 'certificate.known',
  });
  const ended = await withFile(ctx, { ...span, notAfter: new Date('2027-02-01T00:00:00Z') });
  expect(await importCertificate(ended, { organisationId, ...file })).toEqual({
    ok: false,
    reason: 'certificate.expired',
    detail: { on: '2027-02-01' },
  });
  const early = await withFile(ctx, { ...span, notBefore: new Date('2027-04-01T00:00:00Z') });
  expect(await importCertificate(early, { organisationId, ...file })).toMatchObject({
    reason: 'certificate.notYet',
  });
  expect(await retireCertificate(ctx, { certificateId: imported.value.id })).toEqual({
    ok: true,
    value: true,
  });
  expect(await ensureCertificate(ctx, organisationId)).toEqual(made);
  expect(await retireCertificate(ctx, { certificateId: imported.value.id })).toMatchObject({
    reason: 'certificate.retired',
  });
  const nowhere = '00000000-0000-4000-8000-000000000000';
  expect(await retireCertificate(ctx, { certificateId: nowhere })).toMatchObject({
    reason: 'certificate.notFound',
  });
  const states = (await listCertificates(database.db)).filter(({ id }) => id === imported.value.id);
  expect(states).toMatchObject([{ state: 'retired', subject: 'CN=Office' }]);
});

test('the private key is stored only wrapped, and seals only under the right key-encryption key', async () => {
  const ctx = testContext(database, { adapters: { pdfReader: createPdfReader() } });
  const { documents, organisation } = await createIssuedDocuments(ctx);
  const [row] = documents;
  if (!row?.fileKey || !row.certificateId) throw new Error('not sealed');
  const [certificate] = await certificatesOf(organisation.id);
  expect(row.certificateId).toBe(certificate?.id);
  const pdf = await readDocumentFile(ctx, { ...row, fileKey: row.fileKey });
  const read = await ctx.adapters.pdfReader.readSealed(pdf ?? new Uint8Array(0));
  expect(read?.seal).toMatchObject({ state: 'whole', thumbprint: certificate?.thumbprint });
  const elsewhere = testContext(database).adapters.pdfSeal;
  await expect(elsewhere.seal(pdf ?? new Uint8Array(0), row.certificateId, ctx.clock())).rejects.toThrow();
});
