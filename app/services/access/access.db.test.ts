import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Contact } from '#app/domain/access/contact.ts';
import { contactCode, message, userAccount, userSession } from '#db/schema/access.ts';
import { auditLog } from '#db/schema/audit.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { nextNumber } from '#tests/factories/next-number.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { sendQueuedMessages } from '#tests/setup/queued-jobs.ts';
import { ANONYMOUS, type TestContext, testContext } from '#tests/setup/test-context.ts';
import { confirmContact } from './confirm-contact.server.ts';
import { requestReset, resetPassword } from './reset-password.server.ts';
import { signIn, signOut } from './sign-in.server.ts';
import { signUp } from './sign-up.server.ts';

const database = useDatabase();
const PASSWORD = 'trois chats gris';
const OTHER = 'quatre chiens noirs';

const someEmail = (): Contact => ({ kind: 'email', value: `awa-${nextNumber()}@example.org` });
const somePhone = (): Contact => ({
  kind: 'phone',
  value: `+2279012${String(nextNumber()).padStart(4, '0')}`,
});
const stranger = () => testContext(database, { actor: ANONYMOUS });

async function start(ctx: TestContext, contact: Contact, password = PASSWORD): Promise<string> {
  const answer = await signUp(ctx, { contact, displayName: 'Awa Diallo', password, locale: 'fr' });
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value.ticket;
}

/** The code in the last message sent. */
async function receivedCode(ctx: TestContext): Promise<string> {
  await sendQueuedMessages(ctx);
  const said = [ctx.mails.at(-1)?.text, ctx.texts.at(-1)?.text].find((text) => text !== undefined) ?? '';
  return /\b\d{6}\b/.exec(said)?.[0] ?? 'no code';
}

const wrongFor = (code: string) => (code === '000000' ? '000001' : '000000');

async function accountOf(contact: Contact) {
  const column = contact.kind === 'email' ? userAccount.email : userAccount.phone;
  const [account] = await database.db.select().from(userAccount).where(eq(column, contact.value));
  return account;
}

describe('signing up', () => {
  test.each([
    ['email', someEmail],
    ['phone', somePhone],
  ] as const)('by %s: a code opens the session', async (_, make) => {
    const ctx = stranger();
    const contact = make();
    const ticket = await start(ctx, contact);
    expect(await accountOf(contact)).toMatchObject({ emailVerifiedAt: null, phoneVerifiedAt: null });
    const code = await receivedCode(ctx);
    const answer = await confirmContact(ctx, { contact, code, ticket });
    if (!answer.ok) throw new Error(answer.reason);
    const session = await ctx.adapters.sessions.read(answer.value.setCookie.split(';')[0] ?? null);
    const account = await accountOf(contact);
    expect(session?.userId).toBe(account?.id);
    expect(account?.[contact.kind === 'email' ? 'emailVerifiedAt' : 'phoneVerifiedAt']).toEqual(ctx.clock());
    expect(answer.value.setCookie).toMatch(/HttpOnly/i);
  });

  test('the password, the session and the code are stored as hashes only, and the sent message forgets its code', async () => {
    const ctx = stranger();
    const contact = someEmail();
    const ticket = await start(ctx, contact);
    const [queued] = await database.db.select().from(message).where(eq(message.recipient, contact.value));
    expect(queued?.values.code).toMatch(/^\d{6}$/);
    const code = await receivedCode(ctx);
    const answer = await confirmContact(ctx, { contact, code, ticket });
    if (!answer.ok) throw new Error(answer.reason);
    const sessionId = /palmares_session=([^;]+)/.exec(answer.value.setCookie)?.[1] ?? 'none';
    const account = await accountOf(contact);
    const codes = await database.db
      .select()
      .from(contactCode)
      .where(eq(contactCode.userId, account?.id ?? ''));
    const sessions = await database.db
      .select()
      .from(userSession)
      .where(eq(userSession.userId, account?.id ?? ''));
    const sent = await database.db.select().from(message).where(eq(message.recipient, contact.value));
    expect(sessions).toHaveLength(1);
    expect(sessions[0]?.idHash).toMatch(/^[0-9a-f]{64}$/);
    const stored = JSON.stringify({ account, codes, sessions, sent });
    for (const secret of [PASSWORD, sessionId, `"${code}"`, ticket]) expect(stored).not.toContain(secret);
    expect(sent).toMatchObject([{ values: {}, sentAt: ctx.clock() }]);
  });

  test('a contact that has an account is told, and nobody else learns it', async () => {
    const ctx = stranger();
    const { email } = await createUser(database.db, { password: OTHER });
    const contact: Contact = { kind: 'email', value: email ?? '' };
    const before = await accountOf(contact);
    const known = await signUp(ctx, { contact, displayName: 'X', password: PASSWORD, locale: 'fr' });
    const unknown = await signUp(ctx, {
      contact: someEmail(),
      displayName: 'X',
      password: PASSWORD,
      locale: 'fr',
    });
    const shape = { ok: true, value: { ticket: expect.stringMatching(/^[\w-]{32}$/) } };
    expect([known, unknown]).toEqual([shape, shape]);
    expect(await accountOf(contact)).toEqual(before);
    await sendQueuedMessages(ctx);
    const mail = ctx.mails.find(({ to }) => to === email);
    expect(mail?.subject).toBe('Vous avez déjà un compte');
    expect(mail?.text).not.toMatch(/\b\d{6}\b/);
  });

  test('a password that may not be chosen leaves no account', async () => {
    const ctx = stranger();
    const contact = someEmail();
    const answer = await signUp(ctx, { contact, displayName: 'X', password: 'motdepasse', locale: 'fr' });
    expect(answer).toMatchObject({ ok: false, reason: 'password.tooCommon' });
    expect(await accountOf(contact)).toBeUndefined();
  });

  test('whoever signs up with your contact before you gains nothing from your code', async () => {
    const thief = stranger();
    const owner = stranger();
    const contact = someEmail();
    const stolen = await start(thief, contact, OTHER);
    const ticket = await start(owner, contact);
    const code = await receivedCode(owner);
    expect(await confirmContact(thief, { contact, code, ticket: stolen })).toMatchObject({ ok: false });
    expect((await confirmContact(owner, { contact, code, ticket })).ok).toBe(true);
    expect(await signIn(thief, { contact, password: OTHER })).toMatchObject({ reason: 'signIn.wrong' });
    expect(await signIn(owner, { contact, password: PASSWORD })).toMatchObject({ value: { kind: 'open' } });
  });

  test('whoever signs up with your contact after you makes your code void instead of choosing your password', async () => {
    const owner = stranger();
    const thief = stranger();
    const contact = someEmail();
    const ticket = await start(owner, contact);
    await start(thief, contact, OTHER);
    const code = await receivedCode(owner);
    expect(await confirmContact(owner, { contact, code, ticket })).toMatchObject({ reason: 'code.wrong' });
    expect(await signIn(thief, { contact, password: OTHER })).toMatchObject({ value: { kind: 'unproven' } });
  });

  test('of ten people signing up at once with one contact, one account comes', async () => {
    const ctx = stranger();
    const contact = someEmail();
    await Promise.all(Array.from({ length: 10 }, () => start(ctx, contact)));
    expect(
      await database.db.select().from(userAccount).where(eq(userAccount.email, contact.value)),
    ).toHaveLength(1);
  });
});

describe('a code', () => {
  test('is worth nothing after 15 minutes', async () => {
    const ctx = stranger();
    const contact = someEmail();
    const ticket = await start(ctx, contact);
    const code = await receivedCode(ctx);
    ctx.advance({ minutes: 15 });
    expect(await confirmContact(ctx, { contact, code, ticket })).toEqual({ ok: false, reason: 'code.wrong' });
  });

  test('that waited 15 minutes in the queue is forgotten, not sent', async () => {
    const ctx = stranger();
    const contact = someEmail();
    await start(ctx, contact);
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
    const ticket = await start(ctx, contact);
    const code = await receivedCode(ctx);
    expect((await confirmContact(ctx, { contact, code, ticket })).ok).toBe(true);
    expect((await confirmContact(ctx, { contact, code, ticket })).ok).toBe(false);
  });

  test('typed rightly by eight at once opens one session', async () => {
    const ctx = stranger();
    const contact = someEmail();
    const ticket = await start(ctx, contact);
    const code = await receivedCode(ctx);
    const sides = [ctx, testContext(database.connect(), { actor: ANONYMOUS })];
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, side) =>
        confirmContact(sides[side % 2] ?? ctx, { contact, code, ticket }),
      ),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const account = await accountOf(contact);
    expect(
      await database.db
        .select()
        .from(userSession)
        .where(eq(userSession.userId, account?.id ?? '')),
    ).toHaveLength(1);
  });

  test('control: read, then written, it opens for everybody who read it in time', async () => {
    const ctx = stranger();
    await start(ctx, someEmail());
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
    const ticket = await start(ctx, contact);
    const code = await receivedCode(ctx);
    const guesses = await Promise.all(
      Array.from({ length: 12 }, () => confirmContact(ctx, { contact, code: wrongFor(code), ticket })),
    );
    expect(guesses.every((guess) => !guess.ok)).toBe(true);
    const account = await accountOf(contact);
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
    const ticket = await start(ctx, contact);
    const code = await receivedCode(ctx);
    expect(await resetPassword(ctx, { contact, code, ticket, password: OTHER })).toMatchObject({
      reason: 'code.wrong',
    });
  });
});

describe('signing in', () => {
  test('by contact and password, and out again', async () => {
    const ctx = stranger();
    const user = await createUser(database.db, { password: PASSWORD });
    const contact: Contact = { kind: 'email', value: user.email ?? '' };
    const answer = await signIn(ctx, { contact, password: PASSWORD });
    if (!answer.ok || answer.value.kind !== 'open') throw new Error('not signed in');
    const cookie = answer.value.setCookie.split(';')[0] ?? '';
    expect(await ctx.adapters.sessions.read(cookie)).toMatchObject({ userId: user.id });
    expect(await signOut(ctx, cookie)).toMatch(/palmares_session=;/);
    expect(await ctx.adapters.sessions.read(cookie)).toBeUndefined();
  });

  test('an unknown contact, a wrong password and a disabled account answer alike', async () => {
    const ctx = stranger();
    const user = await createUser(database.db, { password: PASSWORD });
    const contact: Contact = { kind: 'email', value: user.email ?? '' };
    const wrong = { ok: false, reason: 'signIn.wrong' };
    expect(await signIn(ctx, { contact: someEmail(), password: PASSWORD })).toEqual(wrong);
    expect(await signIn(ctx, { contact, password: OTHER })).toEqual(wrong);
    await database.db.update(userAccount).set({ disabledAt: ctx.clock() }).where(eq(userAccount.id, user.id));
    expect(await signIn(ctx, { contact, password: PASSWORD })).toEqual(wrong);
  });

  test('an unknown contact costs as much hashing as a known one', async () => {
    const asked: (string | undefined)[] = [];
    const passwords = {
      hash: async () => 'h',
      verify: async (hash: string | undefined) => asked.push(hash) < 0,
    };
    const ctx = testContext(database, { actor: ANONYMOUS, adapters: { passwords } });
    await signIn(ctx, { contact: someEmail(), password: PASSWORD });
    expect(asked).toEqual([undefined]);
  });

  test('an unproven contact gets a fresh code for this browser', async () => {
    const ctx = stranger();
    const contact = someEmail();
    const oldTicket = await start(ctx, contact);
    const oldCode = await receivedCode(ctx);
    const answer = await signIn(ctx, { contact, password: PASSWORD });
    if (!answer.ok || answer.value.kind !== 'unproven') throw new Error('not sent to the code page');
    const code = await receivedCode(ctx);
    expect(await confirmContact(ctx, { contact, code: oldCode, ticket: oldTicket })).toMatchObject({
      ok: false,
    });
    expect((await confirmContact(ctx, { contact, code, ticket: answer.value.ticket })).ok).toBe(true);
  });
});

describe('a new password', () => {
  test('by code: ends all sessions but the new one, tells the owner, is in the audit log', async () => {
    const ctx = stranger();
    const user = await createUser(database.db, { phone: somePhone().value, password: PASSWORD });
    const contact: Contact = { kind: 'phone', value: user.phone ?? '' };
    const before = await ctx.adapters.sessions.open(user.id);
    const { ticket } = await requestReset(ctx, { contact });
    const code = await receivedCode(ctx);
    const answer = await resetPassword(ctx, { contact, code, ticket, password: OTHER });
    if (!answer.ok) throw new Error(answer.reason);
    expect(await ctx.adapters.sessions.read(before.split(';')[0] ?? '')).toBeUndefined();
    expect(await ctx.adapters.sessions.read(answer.value.setCookie.split(';')[0] ?? '')).toMatchObject({
      userId: user.id,
    });
    expect(await signIn(ctx, { contact, password: PASSWORD })).toMatchObject({ ok: false });
    expect(await signIn(ctx, { contact, password: OTHER })).toMatchObject({ ok: true });
    await sendQueuedMessages(ctx);
    expect(ctx.texts.at(-1)?.text).toMatch(/mot de passe a changé/);
    const lines = await database.db.select().from(auditLog).where(eq(auditLog.subjectId, user.id));
    expect(lines.map((line) => line.action)).toEqual(['account.resetPassword']);
  });

  test('a password that may not be chosen costs no attempt', async () => {
    const ctx = stranger();
    const user = await createUser(database.db, { password: PASSWORD });
    const contact: Contact = { kind: 'email', value: user.email ?? '' };
    const { ticket } = await requestReset(ctx, { contact });
    const code = await receivedCode(ctx);
    for (let tries = 0; tries < 6; tries++)
      expect(await resetPassword(ctx, { contact, code, ticket, password: 'court' })).toMatchObject({
        reason: 'password.tooShort',
      });
    expect((await resetPassword(ctx, { contact, code, ticket, password: OTHER })).ok).toBe(true);
  });

  test('an unknown contact gets the same answer and no message', async () => {
    const ctx = stranger();
    const contact = someEmail();
    expect(await requestReset(ctx, { contact })).toEqual({ ticket: expect.stringMatching(/^[\w-]{32}$/) });
    expect(await database.db.select().from(message).where(eq(message.recipient, contact.value))).toEqual([]);
    expect(await resetPassword(ctx, { contact, code: '123456', ticket: 'x', password: OTHER })).toMatchObject(
      {
        reason: 'code.wrong',
      },
    );
  });
});
