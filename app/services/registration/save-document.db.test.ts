import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPdfReader } from '#app/adapters/pdf-reader/guarded-pdf-reader.server.ts';
import { createClamdScan } from '#app/adapters/virus-scan/clamd-scan.server.ts';
import { validateEntry } from '#app/services/review/validate-entry.server.ts';
import { entry, entryDocument } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { type ClamdFake, EICAR, startClamd } from '#tests/fakes/clamd/start-clamd.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { saveDocument } from './save-document.server.ts';

const database = useDatabase();
const HOSTILE = path.resolve('../shared/cases/hostile');
const label = { fr: 'Acte de naissance', en: 'Birth certificate' };
let world: Awaited<ReturnType<typeof createRegistrationWorld>>;
let clamd: ClamdFake;
let ctx: TestContext;
let unscanned: TestContext;

beforeAll(async () => {
  world = await createRegistrationWorld(database.db);
  await database.db
    .update(sitting)
    .set({
      entryRules: {
        documents: [
          { code: 'birth', label, neededFor: 'submission' },
          { code: 'transcript', label: { fr: 'Relevé', en: 'Transcript' }, neededFor: 'validation' },
        ],
      },
    })
    .where(eq(sitting.id, world.sitting.id));
  clamd = await startClamd();
  const { actor } = world.user;
  const pdfReader = createPdfReader();
  const virusScan = createClamdScan({ address: clamd.address, longestWaitMs: 500 });
  ctx = testContext(database, { actor, adapters: { pdfReader, virusScan } });
  unscanned = testContext(database, { actor, adapters: { pdfReader } });
});
afterAll(() => clamd.close());

const entryId = () => world.draft.id;
const send = (bytes: Uint8Array, code = 'birth', as = ctx) =>
  saveDocument(as, { entryId: entryId(), code, bytes });
const kept = () => database.db.select().from(entryDocument).where(eq(entryDocument.entryId, entryId()));
const picture = (colour: string, width = 900) =>
  sharp({ create: { width, height: 1200, channels: 3, background: colour } })
    .png()
    .toBuffer();
async function pdf(pages: number, change: (doc: PDFDocument) => void = () => undefined) {
  const doc = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) doc.addPage();
  change(doc);
  return doc.save();
}

describe('a paper', () => {
  test('that is a picture is drawn anew, replaces the one before, and the one before is kept', async () => {
    expect(await send(await picture('#369'))).toEqual({ ok: true, value: true });
    expect(await send(await picture('#963'))).toEqual({ ok: true, value: true });
    const rows = await kept();
    expect(rows.map(({ replacedAt }) => replacedAt === null).sort()).toEqual([false, true]);
    for (const { fileKey, contentType, scan } of rows) {
      expect({ contentType, scan }).toEqual({ contentType: 'image/jpeg', scan: 'clean' });
      expect(await ctx.adapters.storage.head(fileKey)).toMatchObject({ contentType: 'image/jpeg' });
    }
  });

  test('sent twice is one', async () => {
    const before = (await kept()).length;
    const bytes = await picture('#222');
    for (const _ of [1, 2]) expect((await send(bytes)).ok).toBe(true);
    expect((await kept()).length).toBe(before + 1);
  });

  test('that is a PDF is kept as it is, once read', async () => {
    const bytes = await pdf(3);
    expect((await send(bytes, 'transcript')).ok).toBe(true);
    const row = (await kept()).find(({ code }) => code === 'transcript');
    expect(row).toMatchObject({ contentType: 'application/pdf', bytes: bytes.length });
    expect(await ctx.adapters.storage.get(row?.fileKey ?? '')).toEqual(new Uint8Array(bytes));
  });

  test.each<[string, () => Promise<Uint8Array>, string]>([
    ['empty', async () => new Uint8Array(), 'attachment.empty'],
    ['too heavy', async () => new Uint8Array(5 * 1024 * 1024 + 1), 'attachment.tooHeavy'],
    [
      'a page of HTML',
      async () => new TextEncoder().encode('<script>1</script>'),
      'attachment.unsupportedType',
    ],
    ['of 21 pages', () => pdf(21), 'attachment.tooManyPages'],
    [
      'a PDF in its first bytes only',
      async () => new TextEncoder().encode('%PDF-1.7 nothing'),
      'attachment.unreadable',
    ],
    [
      'a PDF with a script',
      () => pdf(1, (doc) => doc.addJavaScript('x', 'app.alert(1)')),
      'attachment.active',
    ],
    ['too small to be read', () => picture('#333', 100), 'attachment.tooSmall'],
    ['a virus', async () => new TextEncoder().encode(`%PDF-1.4\n${EICAR}`), 'scan.infected'],
  ])('that is %s is refused with what to do, and nothing is kept of it', async (_, make, reason) => {
    const before = await kept();
    expect(await send(await make())).toMatchObject({ ok: false, reason });
    expect(await kept()).toEqual(before);
  });

  test('no scanner: said; a scanner that does not answer: come back later', async () => {
    expect((await send(await pdf(2), 'transcript', unscanned)).ok).toBe(true);
    expect((await kept()).some(({ scan }) => scan === 'unscanned')).toBe(true);
    clamd.behave('silent');
    expect(await send(await pdf(1))).toMatchObject({ reason: 'scan.unavailable' });
    clamd.behave('honest');
  });

  test('nobody asked for, somebody else’s, and of an entry that is decided, is not taken', async () => {
    expect(await send(await pdf(1), 'photo')).toMatchObject({ reason: 'attachment.notAsked' });
    const stranger = ctx.as((await createUser(database.db)).actor);
    expect(await send(await pdf(1), 'birth', stranger)).toMatchObject({ reason: 'entry.notFound' });
    const user = await createUser(database.db);
    const done = await createEntry(database.db, { ...world.place, userId: user.id, state: 'validated' });
    const bytes = await pdf(1);
    expect(await saveDocument(ctx.as(user.actor), { entryId: done.id, code: 'birth', bytes })).toMatchObject({
      reason: 'entry.notEditable',
    });
  });
});

test('the office validates once the papers it needs are there', async () => {
  const user = await createUser(database.db);
  const officer = await createUser(database.db, {
    grants: [{ role: 'registrar', organisationId: world.office.id }],
  });
  const paid = await createEntry(database.db, { ...world.place, userId: user.id, state: 'paid' });
  const validate = async () => {
    const [row] = await database.db.select().from(entry).where(eq(entry.id, paid.id));
    return validateEntry(ctx.as(officer.actor), { entryId: paid.id, version: row?.version ?? 0 });
  };
  const give = async (code: string) =>
    saveDocument(ctx.as(user.actor), { entryId: paid.id, code, bytes: await picture('#444') });
  expect(await validate()).toMatchObject({
    reason: 'attachment.missing',
    detail: { labelEn: 'Birth certificate' },
  });
  await give('birth');
  expect(await validate()).toMatchObject({ reason: 'attachment.missing', detail: { labelEn: 'Transcript' } });
  await give('transcript');
  expect((await validate()).ok).toBe(true);
});

describe.skipIf(!existsSync(HOSTILE))('hostile files of ../shared/cases', () => {
  test('PNGs and PDFs are refused in words or drawn anew, in bounded memory', async () => {
    const before = process.memoryUsage().rss;
    const outcomes: string[] = [];
    const files = ['png', 'pdf'].flatMap((kind) =>
      readdirSync(path.join(HOSTILE, kind))
        .filter((name) => name.endsWith(`.${kind}`))
        .map((name) => path.join(HOSTILE, kind, name)),
    );
    // Two at a time, as the reader takes them.
    for (let at = 0; at < files.length; at += 2)
      for (const verdict of await Promise.all(
        files.slice(at, at + 2).map((file) => send(new Uint8Array(readFileSync(file)))),
      ))
        outcomes.push(verdict.ok ? 'kept' : verdict.reason);
    expect(outcomes.length).toBeGreaterThan(60);
    expect(outcomes.every((one) => one === 'kept' || one.startsWith('attachment.'))).toBe(true);
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  }, 180_000);
});
