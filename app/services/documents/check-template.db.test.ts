import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { documentTemplate } from '#db/schema/document.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { checkTemplate, templateFingerprint } from './check-template.server.ts';

const database = useDatabase();

/** A renderer as a program would have it whose templates draw `text`. */
const drawing = (text: string) => {
  const { documents } = testContext(database).adapters;
  return { ...documents, render: async () => new TextEncoder().encode(text) };
};

test('the first use of a template version is recorded, and it is good for ever after', async () => {
  const ctx = testContext(database);
  const first = await checkTemplate(ctx, 'diploma', 1);
  expect(first).toMatchObject({ ok: true });
  expect(await checkTemplate(ctx, 'diploma', 1)).toEqual(first);
  const [row] = await database.db.select().from(documentTemplate).where(eq(documentTemplate.kind, 'diploma'));
  expect(row).toMatchObject({
    version: 1,
    fingerprint: await templateFingerprint(ctx.adapters.documents, 'diploma'),
  });
});

test('a template that draws otherwise than at its first use issues nothing, and says so in the log', async () => {
  const before = testContext(database, { adapters: { documents: drawing('as it was') } });
  expect((await checkTemplate(before, 'receipt', 1)).ok).toBe(true);
  const edited = testContext(database, { adapters: { documents: drawing('as somebody edited it') } });
  expect(await checkTemplate(edited, 'receipt', 1)).toEqual({
    ok: false,
    reason: 'document.templateChanged',
    detail: { kind: 'receipt', version: 1 },
  });
  expect(edited.complaints).toContain('a document template was edited after use');
  expect((await checkTemplate(edited, 'receipt', 2)).ok).toBe(true);
  expect((await checkTemplate(before, 'receipt', 1)).ok).toBe(true);
});

test('two programs that first use a version at once agree on one drawing', async () => {
  const [one, other] = ['one', 'other'].map((text) =>
    testContext(database, { adapters: { documents: drawing(text) } }),
  );
  if (!one || !other) throw new Error('two contexts');
  const answers = await Promise.all([
    checkTemplate(one, 'convocation', 1),
    checkTemplate(other, 'convocation', 1),
  ]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
});
