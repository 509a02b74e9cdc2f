import { eq } from 'drizzle-orm';
import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { saveStep } from '#app/services/registration/save-step.server.ts';
import { validateEntry } from '#app/services/review/validate-entry.server.ts';
import { cancelTask } from '#app/services/tasks/cancel-task.server.ts';
import { correctionRequest, entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { task } from '#db/schema/task.ts';
import { rasterise } from '#pdf/testing/rasterise.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { type CreateEntry, createEntry } from '#tests/factories/entry.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { sendQueuedMessages } from '#tests/setup/queued-jobs.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { acceptProof } from './accept-proof.server.ts';
import { answerCorrection } from './answer-correction.server.ts';
import { drawProofSheet } from './draw-proof-sheet.server.ts';
import { printProofSheets, requestProofSheets } from './print-proof-sheets.server.ts';
import { requestCorrection } from './request-correction.server.ts';

const database = useDatabase();
let world: Awaited<ReturnType<typeof createRegistrationWorld>>;
let ctx: TestContext;
let head: TestContext;
let officer: TestContext;

beforeAll(async () => {
  world = await createRegistrationWorld(database.db);
  ctx = testContext(database);
  const { id: organisationId } = world.office;
  const schoolId = world.school.id;
  head = ctx.as(
    (await createUser(database.db, { grants: [{ role: 'schoolHead', organisationId, schoolId }] })).actor,
  );
  const grants = [{ role: 'regionalOfficer' as const, organisationId, regionId: world.region.id }];
  officer = ctx.as((await createUser(database.db, { grants })).actor);
  await database.db
    .update(sitting)
    .set({ entryRules: { documents: [] } })
    .where(eq(sitting.id, world.sitting.id));
});

async function paid(values: Partial<CreateEntry> = {}) {
  const user = await createUser(database.db);
  const row = await createEntry(database.db, {
    ...world.place,
    state: 'paid',
    userId: user.id,
    schoolId: world.school.id,
    photoKey: null,
    ...values,
  });
  return { entryId: row.id, as: ctx.as(user.actor) };
}
const rowOf = async (id: string) => (await database.db.select().from(entry).where(eq(entry.id, id)))[0];
const accepted = async (id: string) => (await rowOf(id))?.proofAcceptedAt !== null;

describe('accepting the proof sheet', () => {
  test('is the candidate’s alone, of the sheet they read, once', async () => {
    const { entryId, as } = await paid();
    expect(await acceptProof(head, { entryId, version: 1 })).toMatchObject({ reason: 'entry.notFound' });
    expect(await acceptProof(as, { entryId, version: 2 })).toMatchObject({
      reason: 'entry.changedElsewhere',
    });
    for (const _ of [1, 2]) expect((await acceptProof(as, { entryId, version: 1 })).ok).toBe(true);
    expect(await rowOf(entryId)).toMatchObject({ proofVersion: 1, version: 1 });
  });

  test('outlives the office’s validation, and not a change of details', async () => {
    const { entryId, as } = await paid();
    await acceptProof(as, { entryId, version: 1 });
    expect((await validateEntry(officer, { entryId, version: 1 })).ok).toBe(true);
    expect(await accepted(entryId)).toBe(true);
    const other = await paid();
    await acceptProof(other.as, { entryId: other.entryId, version: 1 });
    await database.db.update(entry).set({ state: 'returned' }).where(eq(entry.id, other.entryId));
    const answer = { step: 'birth', value: { birthDate: '2008-11-24', birthPlace: 'Dosso' } } as const;
    expect((await saveStep(other.as, { entryId: other.entryId, version: 1, answer })).ok).toBe(true);
    expect(await accepted(other.entryId)).toBe(false);
  });

  test('waits for the payment and ends with the entries', async () => {
    const { entryId, as } = await paid({ state: 'submitted' });
    expect(await acceptProof(as, { entryId, version: 1 })).toMatchObject({ reason: 'proof.notYet' });
    const late = await paid();
    late.as.advance({ days: 40 });
    const verdict = await acceptProof(late.as, { entryId: late.entryId, version: 1 });
    late.as.advance({ days: -40 });
    expect(verdict).toMatchObject({ reason: 'sitting.closed' });
  });
});

describe('a correction', () => {
  const ask = (as: TestContext, entryId: string, text = 'Mon nom s’écrit Maïga.') =>
    requestCorrection(as, { entryId, text });
  const requestOf = async (entryId: string) =>
    (await database.db.select().from(correctionRequest).where(eq(correctionRequest.entryId, entryId)))[0];

  test('is asked for in words, one at a time, and takes the acceptance back', async () => {
    const { entryId, as } = await paid();
    await acceptProof(as, { entryId, version: 1 });
    expect(await ask(as, entryId, ' non ')).toMatchObject({ reason: 'proof.textMissing' });
    const all = await Promise.all([ask(as, entryId), ask(as, entryId)]);
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    expect(all.find(({ ok }) => !ok)).toMatchObject({ reason: 'correction.alreadyOpen' });
    expect(await accepted(entryId)).toBe(false);
    expect(await acceptProof(as, { entryId, version: 1 })).toMatchObject({
      reason: 'correction.alreadyOpen',
    });
  });

  test('is made by the officer with the answer, and the candidate is told', async () => {
    const { entryId, as } = await paid({ surname: 'Maiga', givenNames: 'Awa' });
    await ask(as, entryId);
    const requestId = (await requestOf(entryId))?.id ?? '';
    const details = {
      surname: 'Maïga',
      givenNames: 'Awa',
      sex: 'F' as const,
      birthDate: '2008-11-23',
      birthPlace: 'Tillabéri',
    };
    const answer = { requestId, state: 'done' as const, answer: 'Le nom est corrigé.', details };
    expect((await answerCorrection(officer, answer)).ok).toBe(true);
    expect(await rowOf(entryId)).toMatchObject({ surname: 'Maïga', nameKey: 'awa maiga', version: 2 });
    expect(await requestOf(entryId)).toMatchObject({ state: 'done', answer: 'Le nom est corrigé.' });
    expect(await answerCorrection(officer, answer)).toMatchObject({ reason: 'correction.notFound' });
    await sendQueuedMessages(ctx);
    expect(ctx.mails.at(-1)?.text).toContain('Le nom est corrigé.');
    expect((await acceptProof(as, { entryId, version: 2 })).ok).toBe(true);
  });

  test('is answered by the head of the school too, in words, and changes nothing', async () => {
    const { entryId, as } = await paid({ surname: 'Maiga' });
    await ask(as, entryId);
    const requestId = (await requestOf(entryId))?.id ?? '';
    const stranger = ctx.as((await createUser(database.db)).actor);
    const answer = { requestId, state: 'declined' as const, answer: 'L’acte de naissance dit Maiga.' };
    expect(await answerCorrection(stranger, answer)).toMatchObject({ reason: 'correction.notFound' });
    expect(await answerCorrection(as, answer)).toMatchObject({ reason: 'correction.notFound' });
    expect(await answerCorrection(head, { ...answer, answer: '' })).toMatchObject({
      reason: 'correction.answerMissing',
    });
    expect((await answerCorrection(head, answer)).ok).toBe(true);
    expect((await rowOf(entryId))?.surname).toBe('Maiga');
  });
});

describe('printing', () => {
  test('one sheet for the candidate and for the head, with a reference and a code for an entry that had none', async () => {
    const { entryId, as } = await paid({ surname: 'Ƴarʼadua' });
    const drawn = await drawProofSheet(as, { entryId });
    const row = await rowOf(entryId);
    expect(row?.reference).toMatch(/^.{8}$/);
    const [page] = await rasterise(drawn.ok ? drawn.value : new Uint8Array(), 40);
    expect(page?.text).toContain('Ƴarʼadua');
    expect(page?.text).toContain(row?.reference?.slice(0, 4));
    const forSchool = await drawProofSheet(head, { entryId });
    const [printed] = await rasterise(forSchool.ok ? forSchool.value : new Uint8Array(), 40);
    expect(printed?.text).toContain('Ƴarʼadua');
    expect(printed?.text).not.toContain(row?.accessCode?.slice(0, 4));
    const stranger = ctx.as((await createUser(database.db)).actor);
    expect(await drawProofSheet(stranger, { entryId })).toMatchObject({ reason: 'entry.notFound' });
  });

  test('a school’s sheets are one file by series and name, kept whole after a kill, none when stopped', async () => {
    const photo = await sharp({ create: { width: 300, height: 400, channels: 3, background: '#678' } })
      .jpeg()
      .toBuffer();
    await ctx.adapters.storage.put('photos/test/proof.jpg', new Uint8Array(photo), 'image/jpeg');
    for (const [surname, series] of [
      ['Zakari', 'A1'],
      ['Élise', 'D'],
      ['Abdou', 'D'],
    ] as const)
      await paid({ surname, series, photoKey: 'photos/test/proof.jpg' });
    const about = { schoolId: world.school.id, sittingId: world.sitting.id };
    const asked = await requestProofSheets(head, about);
    const taskId = asked.ok ? asked.value.taskId : '';
    let left = 3;
    const clock = () => {
      left -= 1;
      if (left < 0) throw new Error('killed');
      return ctx.clock();
    };
    await expect(printProofSheets({ ...ctx, clock }, { taskId })).rejects.toThrow('killed');
    await printProofSheets(ctx, { taskId });
    const taskOf = async (id: string) => (await database.db.select().from(task).where(eq(task.id, id)))[0];
    const done = await taskOf(taskId);
    expect(done).toMatchObject({ state: 'done', fileName: expect.stringMatching(/^fiches-.*\.pdf$/) });
    const bytes = (await ctx.adapters.storage.get(done?.fileKey ?? '')) ?? new Uint8Array();
    expect((await PDFDocument.load(bytes)).getPageCount()).toBe(done?.total);
    const texts = (await rasterise(bytes, 30)).map(({ text }) => text);
    const at = (name: string) => texts.findIndex((text) => text.includes(name));
    expect(at('Zakari')).toBe(0);
    expect(at('Abdou')).toBeLessThan(at('Élise'));
    const again = await requestProofSheets(head, about);
    const stopped = again.ok ? again.value.taskId : '';
    expect(stopped).not.toBe(taskId);
    await cancelTask(head, { taskId: stopped });
    await printProofSheets(ctx, { taskId: stopped });
    expect(await taskOf(stopped)).toMatchObject({ state: 'cancelled', fileKey: null });
  });
});
