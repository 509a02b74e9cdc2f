import { beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '#db/client.ts';
import { documentCheckCount, verificationCount } from '#db/schema/verification.ts';
import { createIssuedDocuments } from '#tests/factories/documents.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { checkByToken, checkByTypedCode } from './check-document.server.ts';
import { countCheck } from './count-check.server.ts';

const database = useDatabase();
let ctx: TestContext;
let token: string;
let documentId: string;

beforeAll(async () => {
  ctx = testContext(database);
  const { documents } = await createIssuedDocuments(ctx);
  token = documents[0]?.token ?? '';
  documentId = documents[0]?.id ?? '';
});

const counts = () => database.db.select().from(verificationCount);
const UNKNOWN = { verdict: 'forged', issuer: undefined } as const;

describe('a check that was answered', () => {
  it('is counted by hour, door, verdict and issuer, and once for its document', async () => {
    const check = await checkByToken(ctx, token);
    expect(check.documentId).toBe(documentId);
    await countCheck(ctx, { door: 'address', check });
    await countCheck(ctx, { door: 'address', check });
    await countCheck(ctx, { door: 'typed', check: await checkByTypedCode(ctx, 'RN-1', 'AAAA-AAAA-AAA') });
    const rows = await counts();
    expect(rows).toHaveLength(2);
    expect(rows).toContainEqual({
      issuer: check.issuer?.id,
      hour: new Date('2027-03-01T08:00:00Z'),
      door: 'address',
      verdict: 'valid',
      count: 2,
    });
    expect(rows).toContainEqual(
      expect.objectContaining({ issuer: '-', door: 'typed', verdict: 'forged', count: 1 }),
    );
    expect(await database.db.select().from(documentCheckCount)).toEqual([
      { documentId, day: '2027-03-01', count: 2 },
    ]);
  });

  it('is never lost among many at once from two processes, and takes far fewer statements than checks', async () => {
    ctx.advance({ hours: 1 });
    let statements = 0;
    const watched = createDatabase(database.url, { max: 4, onStatement: () => (statements += 1) });
    const sides = [
      { ...ctx, db: watched.db },
      { ...ctx, db: database.connect().db },
    ];
    const doors = ['address', 'api', 'scan'] as const;
    await Promise.all(
      Array.from({ length: 3000 }, (_, at) =>
        countCheck(sides[at % 2] ?? ctx, { door: doors[at % 3] ?? 'api', check: UNKNOWN, documentId }),
      ),
    );
    await watched.close();
    const now = (await counts()).filter(({ hour }) => hour.getUTCHours() === 9);
    expect(now.map(({ count }) => count)).toEqual([1000, 1000, 1000]);
    expect(statements).toBeLessThan(30);
    const [row] = await database.db.select().from(documentCheckCount);
    expect(row?.count).toBe(3002);
  });

  it('stands when it cannot be counted: the failure is logged and thrown at nobody', async () => {
    const dead = createDatabase('postgres://nobody:x@127.0.0.1:1/nothing', { max: 1 });
    await countCheck({ ...ctx, db: dead.db }, { door: 'api', check: UNKNOWN });
    await countCheck(ctx, {
      door: 'api',
      check: UNKNOWN,
      documentId: '00000000-0000-4000-8000-000000000000',
    });
    expect(ctx.complaints.filter((text) => text.includes('counted'))).toHaveLength(2);
  });
});
