import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { contactCode, message, userSession } from '#db/schema/access.ts';
import { accountOf, OTHER_PASSWORD, receivedCode, someEmail, startSignUp } from '#tests/factories/sign-up.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { sendQueuedMessages } from '#tests/setup/queued-jobs.ts';
import { ANONYMOUS, testContext } from '#tests/setup/test-context.ts';
import { confirmContact } from './confirm-contact.server.ts';
import { resetPassword } from './reset-password.server.ts';

const database = useDatabase();
const stranger = () => testContext(database, { actor: ANONYMOUS });

const wrongFor = (code: string) => (code === '000000' ? '000001' : '000000');

describe('a code', () => {
  test('is worth nothing after 15 minutes', async () => {
    const ctx = stranger();
    const contact = someEmail();
    const ticket = await startSignUp(ctx, contact);
    const code = await receivedCode(ctx);
    ctx.advance({ minutes: 15 });
    expect(await confirmContact(ctx, { contact, code, ticket })).toEqual({ ok: false, reason: 'code.wrong' });
  });

  test('that waited 15 minutes in the queue is forgotten, not sent', async () => {
    const ctx = stranger();
    const contact = someEmail();
    await startSignUp(ctx, contact);
    ctx.advance({ minutes: 15 });
    await sendQueuedMessages(ctx);
    expect(ctx.mails).toEqual([]);
    expect(ctx.complaints).toHaveLength(1);
    const [row] = await database.db.select().from(message).where(eq(message.recipient, contact.value));
    expect(row).toMatchObject({ values: {}, sentAt: null });
  });

  test('opens once', async () => {
    const ctx = stranger();
    const contact = someEmail();
    const ticket = await startSignUp(ctx, contact);
    const code = await receivedCode(ctx);
    expect((await confirmContact(ctx, { contact, code, ticket })).ok).toBe(true);
    expect((await confirmContact(ctx, { contact, code, ticket })).ok).toBe(false);
  });

  test('typed rightly by eight at once opens one session', async () => {
    const ctx = stranger();
    const contact = someEmail();
    const ticket = await startSignUp(ctx, contact);
    const code = await receivedCode(ctx);
    const sides = [ctx, testContext(database.connect(), { actor: ANONYMOUS })];
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, side) =>
        confirmContact(sides[side % 2] ?? ctx, { contact, code, ticket }),
      ),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const account = await accountOf(database.db, contact);
    expect(
      await database.db
        .select()
        .from(userSession)
        .where(eq(userSession.userId, account?.id ?? '')),
    ).toHaveLength(1);
  });

  test('control: read, then written, it opens for everybody who read it in time', async () => {
    const ctx = stranger();
    await startSignUp(ctx, someEmail());
    const [row] = await database.db.select().from(contactCode).orderBy(contactCode.createdAt).limit(1);
    const id = row?.id ?? '';
    await database.db.update(contactCode).set({ usedAt: null }).where(eq(contactCode.id, id));
    let readers = 0;
    let open: () => void = () => undefined;
    const bothHaveRead = new Promise<void>((resolve) => {
      open = resolve;
    });
    const naive = async () => {
      const [found] = await database.db.select().from(contactCode).where(eq(contactCode.id, id));
      readers += 1;
      if (readers === 2) open();
      await bothHaveRead;
      if (found?.usedAt) return false;
      await database.db.update(contactCode).set({ usedAt: ctx.clock() }).where(eq(contactCode.id, id));
      return true;
    };
    expect(await Promise.all([naive(), naive()])).toEqual([true, true]);
  });

  test('is dead after five wrong tries, however many come at once', async () => {
    const ctx = stranger();
    const contact = someEmail();
    const ticket = await startSignUp(ctx, contact);
    const code = await receivedCode(ctx);
    const guesses = await Promise.all(
      Array.from({ length: 12 }, () => confirmContact(ctx, { contact, code: wrongFor(code), ticket })),
    );
    expect(guesses.every((guess) => !guess.ok)).toBe(true);
    const account = await accountOf(database.db, contact);
    const [row] = await database.db
      .select()
      .from(contactCode)
      .where(eq(contactCode.userId, account?.id ?? ''));
    expect(row?.attempts).toBe(5);
    expect(await confirmContact(ctx, { contact, code, ticket })).toMatchObject({ reason: 'code.wrong' });
  });

  test('for an unknown contact is wrong like any other', async () => {
    const answer = await confirmContact(stranger(), { contact: someEmail(), code: '123456', ticket: 'x' });
    expect(answer).toEqual({ ok: false, reason: 'code.wrong' });
  });

  test('to prove a contact does not change a password', async () => {
    const ctx = stranger();
    const contact = someEmail();
    const ticket = await startSignUp(ctx, contact);
    const code = await receivedCode(ctx);
    expect(await resetPassword(ctx, { contact, code, ticket, password: OTHER_PASSWORD })).toMatchObject({
      reason: 'code.wrong',
    });
  });
});
