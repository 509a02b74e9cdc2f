import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Contact } from '#app/domain/access/contact.ts';
import { contactCode, message, userAccount, userSession } from '#db/schema/access.ts';
import { createUser } from '#tests/factories/create-user.ts';
import {
  accountOf,
  OTHER_PASSWORD,
  PASSWORD,
  receivedCode,
  someEmail,
  somePhone,
  startSignUp,
} from '#tests/factories/sign-up.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { sendQueuedMessages } from '#tests/setup/queued-jobs.ts';
import { ANONYMOUS, testContext } from '#tests/setup/test-context.ts';
import { confirmContact } from './confirm-contact.server.ts';
import { signIn } from './sign-in.server.ts';
import { signUp } from './sign-up.server.ts';

const database = useDatabase();
const stranger = () => testContext(database, { actor: ANONYMOUS });

describe('signing up', () => {
  test.each([
    ['email', someEmail],
    ['phone', somePhone],
  ] as const)('by %s: a code opens the session', async (_, make) => {
    const ctx = stranger();
    const contact = make();
    const ticket = await startSignUp(ctx, contact);
    expect(await accountOf(database.db, contact)).toMatchObject({
      emailVerifiedAt: null,
      phoneVerifiedAt: null,
    });
    const code = await receivedCode(ctx);
    const answer = await confirmContact(ctx, { contact, code, ticket });
    if (!answer.ok) throw new Error(answer.reason);
    const session = await ctx.adapters.sessions.read(answer.value.setCookie.split(';')[0] ?? null);
    const account = await accountOf(database.db, contact);
    expect(session?.userId).toBe(account?.id);
    expect(account?.[contact.kind === 'email' ? 'emailVerifiedAt' : 'phoneVerifiedAt']).toEqual(ctx.clock());
    expect(answer.value.setCookie).toMatch(/HttpOnly/i);
  });

  test('the password, the session and the code are stored as hashes only, and the sent message forgets its code', async () => {
    const ctx = stranger();
    const contact = someEmail();
    const ticket = await startSignUp(ctx, contact);
    const [queued] = await database.db.select().from(message).where(eq(message.recipient, contact.value));
    expect(queued?.values.code).toMatch(/^\d{6}$/);
    const code = await receivedCode(ctx);
    const answer = await confirmContact(ctx, { contact, code, ticket });
    if (!answer.ok) throw new Error(answer.reason);
    const sessionId = /palmares_session=([^;]+)/.exec(answer.value.setCookie)?.[1] ?? 'none';
    const account = await accountOf(database.db, contact);
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
    const { email } = await createUser(database.db, { password: OTHER_PASSWORD });
    const contact: Contact = { kind: 'email', value: email ?? '' };
    const before = await accountOf(database.db, contact);
    const known = await signUp(ctx, { contact, displayName: 'X', password: PASSWORD, locale: 'fr' });
    const unknown = await signUp(ctx, {
      contact: someEmail(),
      displayName: 'X',
      password: PASSWORD,
      locale: 'fr',
    });
    const shape = { ok: true, value: { ticket: expect.stringMatching(/^[\w-]{32}$/) } };
    expect([known, unknown]).toEqual([shape, shape]);
    expect(await accountOf(database.db, contact)).toEqual(before);
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
    expect(await accountOf(database.db, contact)).toBeUndefined();
  });

  test('whoever signs up with your contact before you gains nothing from your code', async () => {
    const thief = stranger();
    const owner = stranger();
    const contact = someEmail();
    const stolen = await startSignUp(thief, contact, OTHER_PASSWORD);
    const ticket = await startSignUp(owner, contact);
    const code = await receivedCode(owner);
    expect(await confirmContact(thief, { contact, code, ticket: stolen })).toMatchObject({ ok: false });
    expect((await confirmContact(owner, { contact, code, ticket })).ok).toBe(true);
    expect(await signIn(thief, { contact, password: OTHER_PASSWORD })).toMatchObject({
      reason: 'signIn.wrong',
    });
    expect(await signIn(owner, { contact, password: PASSWORD })).toMatchObject({ value: { kind: 'open' } });
  });

  test('whoever signs up with your contact after you makes your code void instead of choosing your password', async () => {
    const owner = stranger();
    const thief = stranger();
    const contact = someEmail();
    const ticket = await startSignUp(owner, contact);
    await startSignUp(thief, contact, OTHER_PASSWORD);
    const code = await receivedCode(owner);
    expect(await confirmContact(owner, { contact, code, ticket })).toMatchObject({ reason: 'code.wrong' });
    expect(await signIn(thief, { contact, password: OTHER_PASSWORD })).toMatchObject({
      value: { kind: 'unproven' },
    });
  });

  test('of ten people signing up at once with one contact, one account comes', async () => {
    const ctx = stranger();
    const contact = someEmail();
    await Promise.all(Array.from({ length: 10 }, () => startSignUp(ctx, contact)));
    expect(
      await database.db.select().from(userAccount).where(eq(userAccount.email, contact.value)),
    ).toHaveLength(1);
  });
});
