import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Contact } from '#app/domain/access/contact.ts';
import { message, userAccount } from '#db/schema/access.ts';
import { auditLog } from '#db/schema/audit.ts';
import { createUser } from '#tests/factories/create-user.ts';
import {
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
import { requestReset, resetPassword } from './reset-password.server.ts';
import { signIn, signOut } from './sign-in.server.ts';

const database = useDatabase();
const stranger = () => testContext(database, { actor: ANONYMOUS });

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
    expect(await signIn(ctx, { contact, password: OTHER_PASSWORD })).toEqual(wrong);
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
    const oldTicket = await startSignUp(ctx, contact);
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
    const answer = await resetPassword(ctx, { contact, code, ticket, password: OTHER_PASSWORD });
    if (!answer.ok) throw new Error(answer.reason);
    expect(await ctx.adapters.sessions.read(before.split(';')[0] ?? '')).toBeUndefined();
    expect(await ctx.adapters.sessions.read(answer.value.setCookie.split(';')[0] ?? '')).toMatchObject({
      userId: user.id,
    });
    expect(await signIn(ctx, { contact, password: PASSWORD })).toMatchObject({ ok: false });
    expect(await signIn(ctx, { contact, password: OTHER_PASSWORD })).toMatchObject({ ok: true });
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
    expect((await resetPassword(ctx, { contact, code, ticket, password: OTHER_PASSWORD })).ok).toBe(true);
  });

  test('an unknown contact gets the same answer and no message', async () => {
    const ctx = stranger();
    const contact = someEmail();
    expect(await requestReset(ctx, { contact })).toEqual({ ticket: expect.stringMatching(/^[\w-]{32}$/) });
    expect(await database.db.select().from(message).where(eq(message.recipient, contact.value))).toEqual([]);
    expect(
      await resetPassword(ctx, { contact, code: '123456', ticket: 'x', password: OTHER_PASSWORD }),
    ).toMatchObject({
      reason: 'code.wrong',
    });
  });
});
