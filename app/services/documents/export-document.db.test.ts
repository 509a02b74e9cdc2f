import { expect, it } from 'vitest';
import { compromiseSigningKey } from '#app/services/keys/compromise-signing-key.server.ts';
import { createIssuedDocuments } from '#tests/factories/documents.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { exportDocument } from './export-document.server.ts';

const database = useDatabase();

it('a document issued while its key was in other hands is not vouched for by another key', async () => {
  const ctx = testContext(database);
  const { documents } = await createIssuedDocuments(ctx, { candidates: 1 });
  const row = documents.find(({ kind }) => kind === 'transcript');
  if (!row?.issuedAt) throw new Error('no transcript');
  expect(await exportDocument(ctx, row, 'credential.jwt')).toMatchObject({ ok: true });
  ctx.advance({ hours: 1 });
  const stolen = { kid: row.kid ?? '', reason: 'Le poste a été volé', operators: ['A', 'B'] };
  const later = new Date(row.issuedAt.getTime() + 1000);
  expect(await compromiseSigningKey(ctx, { ...stolen, at: later })).toMatchObject({ ok: true });
  expect(await exportDocument(ctx, row, 'credential.jwt')).toMatchObject({ ok: true });
  expect(await compromiseSigningKey(ctx, { ...stolen, at: row.issuedAt })).toMatchObject({ ok: true });
  for (const file of ['credential.jwt', 'elmo.xml', 'wallet.svg'] as const)
    expect(await exportDocument(ctx, row, file)).toMatchObject({ reason: 'export.notInForce' });
});
