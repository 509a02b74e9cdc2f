import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { accept, refuse } from '#app/domain/shared/verdict.ts';
import { document, documentCounter, documentRefusal } from '#db/schema/document.ts';
import { paperSlot } from '#db/schema/sitting.ts';
import { withTx } from '#db/tx.ts';
import { createBacSitting, documentsOf } from '#tests/factories/documents.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { queuedJobs } from '#tests/setup/queued-jobs.ts';
import { TEST_NOW, type TestContext, testContext } from '#tests/setup/test-context.ts';
import { numberDocuments } from './bulk/number-documents.server.ts';
import { issueDocument } from './issue-document.server.ts';
import { type Numbering, requestDocument } from './request-document.server.ts';

const database = useDatabase();
let ctx: TestContext;
let place: { organisationId: string; sittingId: string; regionId: string };

beforeAll(async () => {
  ctx = testContext(database);
  const { organisation, sitting, region } = await createBacSitting(database.db, 0);
  place = { organisationId: organisation.id, sittingId: sitting.id, regionId: region.id };
});

const wording = { fr: 'Office', en: 'Office' };

function receipt(holder: string) {
  return (numbering: Numbering) => ({
    draft: {
      kind: 'receipt' as const,
      templateVersion: 1 as const,
      languages: ['fr', 'en'] as ['fr', 'en'],
      office: {
        country: wording,
        ministry: wording,
        name: wording,
        colours: { ink: '#000000', accent: '#000000', ornament: '#000000' },
      },
      number: numbering.number,
      edition: numbering.edition,
      issuedOn: '2027-03-01',
      verification: { host: 'palmares.example', typedCode: numbering.typedCode },
      payer: holder,
      subject: wording,
      currency: 'XOF',
      lines: [{ label: wording, amount: '6000' }],
      total: '6000',
      paidOn: '2027-03-01',
      means: wording,
    },
    claims: {
      issuer: 'NE-OB',
      issuedAt: Math.floor(numbering.issuedAt.getTime() / 1000),
      holder,
      birthDate: '20081123',
      type: 'receipt' as const,
      exam: 'BAC',
      series: 'D',
      year: 2027,
      honours: 'none' as const,
      average: null,
      number: numbering.number,
      edition: numbering.edition,
      statusIndex: numbering.statusIndex,
    },
  });
}

type Ask = { entryId: string; source: string; prefix: string; holder?: string; then?: 'refuse' | 'throw' };

/** One use case that asks for a document and then ends well, is refused, or breaks. */
function ask({ entryId, source, prefix, holder = 'Aïssatou Maïga', then }: Ask) {
  return withTx(ctx, 'test', {}, async (tx) => {
    const asked = await requestDocument(ctx, tx, {
      organisationId: place.organisationId,
      entryId,
      kind: 'receipt',
      source,
      prefix,
      write: receipt(holder),
    });
    if (then === 'throw') throw new Error('broken after the number was taken');
    return then === 'refuse' ? refuse('test.refused') : asked;
  });
}

const numbersOf = async (prefix: string) =>
  (await documentsOf(database.db, place.organisationId))
    .map(({ number }) => number)
    .filter((number) => number.startsWith(`${prefix}-`));

const upTo = (prefix: string, last: number) =>
  Array.from({ length: last }, (_, i) => `${prefix}-${String(i + 1).padStart(6, '0')}`);

describe('document numbers', () => {
  it('have no gap and no double when many are taken at once and some are rolled back', async () => {
    const entries = await Promise.all(Array.from({ length: 24 }, () => createEntry(database.db, place)));
    await database.sql`create sequence naive_number`;
    const outcomes = await Promise.allSettled(
      entries.map(async ({ id }, i) => {
        const then = i % 4 === 1 ? 'refuse' : i % 4 === 3 ? 'throw' : undefined;
        await database.sql`select nextval('naive_number')`;
        return ask({ entryId: id, source: `payment:${i}`, prefix: 'RC-A', ...(then ? { then } : {}) });
      }),
    );
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(6);
    expect(await numbersOf('RC-A')).toEqual(upTo('RC-A', 12));
    // The control: what a plain sequence would have done with the same twelve documents.
    const [naive] = await database.sql`select last_value::int as last from naive_number`;
    expect(naive?.last).toBe(24);
  });

  it('are given back by what cannot be printed or signed, in the same transaction as those that can', async () => {
    const entry = await createEntry(database.db, place);
    const prefix = 'RC-B';
    const asked = await withTx(ctx, 'test', {}, async (tx) => {
      const one = (source: string, holder: string) =>
        requestDocument(ctx, tx, {
          ...{ organisationId: place.organisationId, entryId: entry.id, kind: 'receipt', source, prefix },
          write: receipt(holder),
        });
      return accept([
        await one('payment:b1', 'Aïssatou'),
        await one('payment:b2', '漢字'),
        await one('payment:b3', 'x'.repeat(201)),
        await one('payment:b4', 'Moussa'),
      ]);
    });
    expect(asked.value.map((one) => (one.ok ? one.value.number : one.reason))).toEqual([
      'RC-B-000001',
      'document.unprintable',
      'document.malformed',
      'RC-B-000002',
    ]);
    expect(await numbersOf(prefix)).toEqual(upTo(prefix, 2));
    const [counter] = await database.db
      .select()
      .from(documentCounter)
      .where(eq(documentCounter.prefix, prefix));
    expect(counter?.last).toBe(2);
  });

  it('are one for one source, however often and however close together it is asked', async () => {
    const entry = await createEntry(database.db, place);
    const before = (await queuedJobs(database.db)).length;
    const asking = { entryId: entry.id, source: 'payment:c', prefix: 'RC-C' };
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => ask(asking)));
    const again = await ask(asking);
    const numbers = outcomes.flatMap((one) =>
      one.status === 'fulfilled' && one.value.ok ? [one.value.value.number] : [],
    );
    expect(new Set(numbers)).toEqual(new Set(['RC-C-000001']));
    expect(again).toMatchObject({ ok: true, value: { number: 'RC-C-000001' } });
    expect(await numbersOf('RC-C')).toEqual(['RC-C-000001']);
    expect((await queuedJobs(database.db)).length).toBe(before + 1);
  });
});

describe('issuing', () => {
  const pending = async (source: string) => {
    const entry = await createEntry(database.db, place);
    const asked = await ask({ entryId: entry.id, source, prefix: 'RC-D' });
    if (!asked.ok) throw new Error('not asked');
    return asked.value.documentId;
  };
  const load = async (id: string) =>
    (await database.db.select().from(document).where(eq(document.id, id)))[0];
  const bytesOf = async (key: string | null | undefined) => ctx.adapters.storage.get(key ?? '');

  it('once, when it runs twice and at the same time', async () => {
    const id = await pending('payment:d1');
    await Promise.all([issueDocument(ctx, { documentId: id }), issueDocument(ctx, { documentId: id })]);
    const first = await load(id);
    ctx.advance({ minutes: 1 });
    await issueDocument(ctx, { documentId: id });
    expect(first).toMatchObject({ state: 'issued', issuedAt: TEST_NOW });
    expect(await load(id)).toEqual(first);
    const lines = await database.sql`
      select 1 from audit_log where action = 'document.issue' and subject_id = ${id}`;
    expect(lines).toHaveLength(1);
  });

  it('ends with the same signature and the same bytes when killed between storing and committing', async () => {
    const id = await pending('payment:d2');
    const stored: { key: string; bytes: Uint8Array }[] = [];
    const { storage } = ctx.adapters;
    const dying = {
      ...ctx,
      adapters: {
        ...ctx.adapters,
        storage: {
          ...storage,
          put: async (key: string, bytes: Uint8Array, type: string) => {
            await storage.put(key, bytes, type);
            stored.push({ key, bytes });
            throw new Error('killed');
          },
        },
      },
    };
    await expect(issueDocument(dying, { documentId: id })).rejects.toThrow('killed');
    expect(await load(id)).toMatchObject({ state: 'pending', cose: null, token: null, fileKey: null });
    await issueDocument(ctx, { documentId: id });
    const row = await load(id);
    expect(row).toMatchObject({ state: 'issued', fileKey: stored[0]?.key });
    expect(Buffer.from((await bytesOf(row?.fileKey)) ?? []).equals(Buffer.from(stored[0]?.bytes ?? []))).toBe(
      true,
    );
  });

  it('leaves rows that the database refuses to change or delete', async () => {
    const id = await pending('payment:d3');
    const refused = { code: '23001' };
    await expect(database.sql`update document set number = 'X' where id = ${id}`).rejects.toMatchObject(
      refused,
    );
    await expect(database.sql`delete from document where id = ${id}`).rejects.toMatchObject(refused);
    const complete = (also: string) =>
      database.sql.unsafe(`update document set state = 'issued', kid = 'k', cose = 'c', token = 't', file_key = 'f',
        issued_at = now()${also} where id = '${id}'`);
    for (const also of [", number_key = 'X'", ", number = 'X'", ', edition = 9', ", model = '{}'"])
      await expect(complete(also)).rejects.toMatchObject(refused);
    await issueDocument(ctx, { documentId: id });
    for (const change of [
      database.sql`update document set number = 'X' where id = ${id}`,
      database.sql`update document set state = 'pending' where id = ${id}`,
      database.sql`update document set token = 'AAAAAAAAAAAAAAAA' where id = ${id}`,
      database.sql`update document set model = '{}' where id = ${id}`,
      database.sql`update document set number_key = 'X' where id = ${id}`,
      database.sql`delete from document where id = ${id}`,
      database.sql`truncate document cascade`,
    ])
      await expect(change).rejects.toMatchObject(refused);
  });
});

describe('convocations', () => {
  it('one a seat; a seat that changes gives the next edition, and so does the way back', async () => {
    const { organisation, sitting, seated } = await createBacSitting(database.db, 2);
    await database.db.insert(paperSlot).values({
      sittingId: sitting.id,
      paperCode: 'FRA',
      startsAt: new Date('2027-06-14T07:00:00Z'),
      minutes: 240,
    });
    const [moved] = seated;
    if (!moved) throw new Error('nobody is seated');
    const move = (seat: number) =>
      database.sql`update seat set seat_number = ${seat} where entry_id = ${moved.entry.id}`;
    const run = () => numberDocuments(ctx, { sittingId: sitting.id, kind: 'convocation' });
    expect(await run()).toEqual({ requested: 2 });
    expect(await run()).toEqual({ requested: 0 });
    await move(99);
    expect(await run()).toEqual({ requested: 1 });
    await move(1);
    expect(await run()).toEqual({ requested: 1 });
    expect(await run()).toEqual({ requested: 0 });
    expect(await database.db.select().from(documentRefusal)).toEqual([]);
    const rows = await database.sql`
      select number, edition,
        (select status from document_status s where s.document_id = d.id order by id desc limit 1) as status
      from document d where organisation_id = ${organisation.id} order by number, edition`;
    expect(rows.map(({ number, edition, status }) => [number, edition, status])).toEqual([
      ['CV-2027-BAC-000001', 1, 'superseded'],
      ['CV-2027-BAC-000001', 2, 'superseded'],
      ['CV-2027-BAC-000001', 3, null],
      ['CV-2027-BAC-000002', 1, null],
    ]);
  });
});
