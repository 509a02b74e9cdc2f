import { describe, expect, it } from 'vitest';
import { createLocalSigner } from '#app/adapters/signer/local-signer.server.ts';
import { writePublicJwk } from '#app/domain/verification/public-jwk.ts';
import { readDocumentStatus, verifyStatusList } from '#app/domain/verification/status-list.ts';
import { STATUS_LIST_SIZE } from '#app/domain/verification/status-places.ts';
import { embeddedRootKey, verifyTrustList } from '#app/domain/verification/trust-list.ts';
import { ensureSigningKey, loadWrappedKey } from '#app/services/documents/signing-keys.server.ts';
import { createOrganisation } from '#tests/factories/create-organisation.ts';
import { changeStatusByOffice } from '#tests/factories/document-life.ts';
import { createIssuedDocuments } from '#tests/factories/documents.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { runJobs } from '#tests/setup/run-jobs.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { publishLists } from './publish-lists.server.ts';
import { findPublished, serveStatusList, serveTrustList, statusListName } from './published-lists.server.ts';
import { loadRoot } from './trust-list.server.ts';

const database = useDatabase();

/** The tests of this file share their keys, and so what wraps them. */
const worldAt = (now?: Date) =>
  testContext(database, {
    ...(now && { now }),
    adapters: {
      signer: createLocalSigner(new Uint8Array(32).fill(9), (kid) => loadWrappedKey(database.db, kid)),
    },
  });

function given<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('nothing there');
  return value;
}

const trustOf = async (ctx: TestContext) => {
  const { token } = await serveTrustList(ctx);
  const trust = verifyTrustList(token, given(embeddedRootKey(token)));
  if (!trust.ok) throw new Error(trust.reason);
  return trust.value;
};

async function statusesOf(ctx: TestContext, code: string, list?: string) {
  const served = await serveStatusList(ctx, code, list);
  if (!served.ok) throw new Error(served.reason);
  const read = verifyStatusList(served.value.token, await trustOf(ctx));
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}

const publishJob = (ctx: TestContext) => runJobs(ctx, ['publish-lists']);

describe('the job that publishes lists', () => {
  it('signs what changed soon after it changed, and again before a copy grows old', async () => {
    const ctx = worldAt();
    const { organisation, documents } = await createIssuedDocuments(ctx);
    const { code } = organisation;
    const row = given(documents[0]);
    expect(await publishJob(ctx)).toBeGreaterThan(0);
    const first = given(await findPublished(ctx, statusListName(code)));
    expect([first.version, readDocumentStatus(await statusesOf(ctx, code), row.statusIndex)]).toEqual([
      0,
      'valid',
    ]);

    await publishLists(ctx);
    expect((await findPublished(ctx, statusListName(code)))?.token).toBe(first.token);

    const changed = await changeStatusByOffice(ctx, {
      documentId: row.id,
      status: 'suspended',
      reason: 'An inquiry',
    });
    expect(changed.ok).toBe(true);
    expect(await publishJob(ctx)).toBe(1);
    expect((await findPublished(ctx, statusListName(code)))?.version).toBe(1);
    expect(readDocumentStatus(await statusesOf(ctx, code), row.statusIndex)).toBe('suspended');

    ctx.advance({ hours: 2 });
    await publishLists(ctx);
    const again = given(await findPublished(ctx, statusListName(code)));
    expect([again.version, again.issuedAt]).toEqual([1, ctx.clock()]);
    expect(again.nextUpdate.getTime() - ctx.clock().getTime()).toBe(24 * 3_600_000);
  });

  it('gives the trust list one version more with each content, and none for a new signature', async () => {
    const ctx = worldAt();
    const office = await createOrganisation(database.db);
    await ensureSigningKey(ctx, office.id);
    await publishLists(ctx);
    const before = (await trustOf(ctx)).list?.version ?? 0;
    ctx.advance({ days: 2 });
    expect((await publishLists(ctx)).signed).toContain('trust');
    expect((await trustOf(ctx)).list).toMatchObject({
      version: before,
      issuedAt: ctx.clock().getTime() / 1000,
    });

    await database.sql`insert into document_certificate
      (organisation_id, subject, chain, thumbprint, wrapped_private, state, not_before, not_after, created_at)
      values (${office.id}, 'CN=Office', 'PEM', ${'A'.repeat(43)}, 'x', 'active', '2027-01-01Z', '2030-01-01Z', now())`;
    await publishLists(ctx);
    const { list } = await trustOf(ctx);
    expect(list?.version).toBe(before + 1);
    expect(list?.certificates?.filter(({ issuer }) => issuer === office.code)).toEqual([
      { thumbprint: 'A'.repeat(43), issuer: office.code, notBefore: 1798761600, notAfter: 1893456000 },
    ]);
    expect(JSON.stringify(list)).not.toContain('wrapped');
  });

  it('run twice at once, publishes one list', async () => {
    const ctx = worldAt();
    await ensureSigningKey(ctx, (await createOrganisation(database.db)).id);
    const before = (await findPublished(ctx, 'trust'))?.version ?? 0;
    await Promise.all([publishLists(ctx), publishLists(ctx), publishLists(ctx)]);
    expect((await findPublished(ctx, 'trust'))?.version).toBe(before + 1);
  });

  it('serves each of several lists under its own address', async () => {
    const ctx = worldAt();
    const { organisation, documents } = await createIssuedDocuments(ctx);
    const moved = given(documents[0]);
    const index = STATUS_LIST_SIZE + 5;
    await database.sql`alter table document disable trigger user`;
    await database.sql`update document set status_index = ${index} where id = ${moved.id}`;
    await database.sql`alter table document enable trigger user`;
    await changeStatusByOffice(ctx, { documentId: moved.id, status: 'revoked', reason: 'Issued by mistake' });
    await publishLists(ctx);
    const { list: trust } = await trustOf(ctx);
    const uri = `https://palmares.example/status/${organisation.code}`;
    const listed = trust?.statusLists.filter(({ issuer }) => issuer === organisation.code);
    expect(listed?.map((one) => one.uri)).toEqual([uri, `${uri}/1`]);
    const [one, two] = [
      await statusesOf(ctx, organisation.code),
      await statusesOf(ctx, organisation.code, '1'),
    ];
    expect([one.first, two.first]).toEqual([undefined, STATUS_LIST_SIZE]);
    expect([readDocumentStatus(one, index), readDocumentStatus(two, index)]).toEqual([undefined, 'revoked']);
    expect([readDocumentStatus(one, 5), readDocumentStatus(two, 5)]).toEqual(['valid', undefined]);
    for (const list of ['2', '01', '-1', 'x', ''])
      expect(await serveStatusList(ctx, organisation.code, list)).toEqual({
        ok: false,
        reason: 'statusList.unknown',
      });
  });

  it('names the key of the next year from November on, so that it is known before it signs', async () => {
    const ctx = worldAt(new Date('2031-10-31T12:00:00Z'));
    const [office, other] = [await createOrganisation(database.db), await createOrganisation(database.db)];
    await ensureSigningKey(ctx, office.id);
    const years = async () => {
      await publishLists(ctx);
      const keys = (await trustOf(ctx)).list?.keys ?? [];
      return [office, other].map(({ code }) =>
        keys.flatMap(({ issuer, notBefore }) =>
          issuer?.id === code ? [new Date(notBefore * 1000).getUTCFullYear()] : [],
        ),
      );
    };
    // An organisation whose status list is published has a key to sign it with.
    expect(await years()).toEqual([[2031], []]);
    ctx.advance({ days: 1 });
    expect(await years()).toEqual([
      [2031, 2032],
      [2031, 2032],
    ]);
  });

  it('signs lists with another key once theirs is compromised', async () => {
    const ctx = worldAt();
    const { organisation } = await createIssuedDocuments(ctx);
    await publishLists(ctx);
    await publishLists(ctx);
    await database.sql`update signing_key set state = 'compromised', compromised_at = ${ctx.clock()}
      where organisation_id = ${organisation.id}`;
    await publishLists(ctx);
    await publishLists(ctx);
    expect((await statusesOf(ctx, organisation.code)).issuer).toBe(organisation.code);
  });
});

describe('a root key kept offline', () => {
  it('is waited for: the list it signed last stays served, and status lists go on', async () => {
    const ctx = worldAt();
    const { organisation, documents } = await createIssuedDocuments(ctx);
    await publishLists(ctx);
    const { kid } = await loadRoot(ctx);
    await database.sql`update signing_key set wrapped_private = null where kid = ${kid}`;
    const { token } = await serveTrustList(ctx);
    expect(await publishLists(ctx)).toHaveProperty('awaited', 'ending');

    const other = await createOrganisation(database.db);
    await ensureSigningKey(ctx, other.id);
    const row = given(documents[0]);
    await changeStatusByOffice(ctx, { documentId: row.id, status: 'revoked', reason: 'Issued by mistake' });
    expect(await publishLists(ctx)).toHaveProperty('awaited', 'changed');
    expect((await serveTrustList(ctx)).token).toBe(token);
    expect(readDocumentStatus(await statusesOf(ctx, organisation.code), row.statusIndex)).toBe('revoked');
    expect(embeddedRootKey(token)).toEqual(writePublicJwk(await loadRoot(ctx), kid));
  });
});
