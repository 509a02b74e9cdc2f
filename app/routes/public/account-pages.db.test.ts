import { beforeAll, describe, expect, test } from 'vitest';
import { createOrganisation } from '#tests/factories/create-organisation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { OTHER_PASSWORD, PASSWORD, receivedCode, someEmail } from '#tests/factories/sign-up.ts';
import { answerOf, cookieHeader, routeArgs } from '#tests/setup/call-route.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { ANONYMOUS, testContext } from '#tests/setup/test-context.ts';
import * as code from './confirm-code.tsx';
import * as reset from './reset-password.tsx';
import * as signIn from './sign-in.tsx';
import * as signOut from './sign-out.tsx';
import * as signUp from './sign-up.tsx';

const database = useDatabase();
const stranger = () => testContext(database, { actor: ANONYMOUS });

beforeAll(async () => {
  await createOrganisation(database.db);
});

describe('the way in', () => {
  test('sign up, code, and on to the page that was asked for', async () => {
    const ctx = stranger();
    const form = { contact: '96 11 22 33', displayName: ' Awa  Diallo ', password: PASSWORD };
    const asked = await answerOf(signUp.action(routeArgs(ctx, '/compte/nouveau?suite=/espace/x', { form })));
    expect(asked).toMatchObject({ status: 302, location: '/compte/code' });
    const cookie = cookieHeader(asked.cookies);
    expect(asked.cookies[0]).toMatch(/HttpOnly; Secure; SameSite=Lax/);
    const page = await answerOf(code.loader(routeArgs(ctx, '/compte/code', { cookie })));
    expect(page.data).toEqual({ contact: '+22796112233' });
    const typed = await receivedCode(ctx);
    const spaced = `${typed.slice(0, 3)} ${typed.slice(3)}`;
    const opened = await answerOf(
      code.action(routeArgs(ctx, '/compte/code', { cookie, form: { code: spaced } })),
    );
    expect(opened).toMatchObject({ status: 302, location: '/espace/x' });
    expect(opened.cookies.map((value) => value.split('=')[0])).toEqual([
      'palmares_session',
      'palmares_account',
    ]);
  });

  test.each(['//example.org', 'https://example.org/', '/\\example.org'])(
    '%s is not followed',
    async (suite) => {
      const ctx = stranger();
      const user = await createUser(database.db, { password: PASSWORD });
      const form = { contact: user.email ?? '', password: PASSWORD };
      const address = `/connexion?suite=${encodeURIComponent(suite)}`;
      expect(await answerOf(signIn.action(routeArgs(ctx, address, { form })))).toMatchObject({
        status: 302,
        location: '/espace',
      });
    },
  );

  test('a code page without its cookie, and a sign-in page with a session, lead on', async () => {
    const ctx = stranger();
    expect(await answerOf(code.loader(routeArgs(ctx, '/compte/code')))).toMatchObject({
      location: '/connexion',
    });
    const { actor } = await createUser(database.db);
    expect(await answerOf(signIn.loader(routeArgs(ctx.as(actor), '/connexion')))).toMatchObject({
      location: '/espace',
    });
    expect(await answerOf(signOut.loader(routeArgs(ctx.as(actor), '/deconnexion')))).toMatchObject({
      status: 200,
    });
  });
});

describe('a refused form', () => {
  test('says what is wrong at every field at once and keeps all but the password', async () => {
    const form = { contact: 'abc', displayName: '', password: 'court' };
    const answer = await answerOf(signUp.action(routeArgs(stranger(), '/compte/nouveau', { form })));
    expect(answer.status).toBe(422);
    expect(answer.data).toMatchObject({
      errors: {
        contact: ['reasons:contact.unreadablePhone'],
        displayName: ['account:missing.name'],
        password: ['reasons:password.tooShort?minimum=10'],
      },
      values: { contact: 'abc', displayName: '' },
    });
    expect(JSON.stringify(answer.data)).not.toContain('court"');
  });

  test('a password that is the contact is told beside the password', async () => {
    const contact = someEmail().value;
    const form = { contact, displayName: 'A', password: contact };
    const answer = await answerOf(signUp.action(routeArgs(stranger(), '/compte/nouveau', { form })));
    expect(answer).toMatchObject({
      status: 422,
      data: { errors: { password: ['reasons:password.isContact'] } },
    });
  });

  test('a known and an unknown contact answer alike, to the letter', async () => {
    const { email } = await createUser(database.db, { password: PASSWORD });
    const tryIn = async (contact: string) => {
      const form = { contact, password: OTHER_PASSWORD };
      const { status, data } = await answerOf(signIn.action(routeArgs(stranger(), '/connexion', { form })));
      return JSON.stringify({ status, data }).replaceAll(contact, 'CONTACT');
    };
    expect(await tryIn(email ?? '')).toBe(await tryIn(someEmail().value));
  });
});

describe('too many tries', () => {
  test('the eleventh sign-in with one contact is refused wherever it comes from, the right password too', async () => {
    const ctx = stranger();
    const { email } = await createUser(database.db, { password: PASSWORD });
    const tryIn = (password: string, clientAddress: string) =>
      answerOf(
        signIn.action(
          routeArgs(ctx, '/connexion', { form: { contact: email ?? '', password }, clientAddress }),
        ),
      );
    for (let count = 0; count < 10; count++)
      expect(await tryIn(OTHER_PASSWORD, `198.51.100.${count}`)).toMatchObject({ status: 422 });
    expect(await tryIn(PASSWORD, '198.51.100.99')).toMatchObject({
      status: 429,
      data: { errors: { '': [expect.stringMatching(/^reasons:rate\.limited/)] } },
    });
    ctx.advance({ minutes: 15 });
    expect(await tryIn(PASSWORD, '198.51.100.99')).toMatchObject({ status: 302 });
  });

  test('one phone receives at most five sign-up messages an hour', async () => {
    const ctx = stranger();
    const form = { contact: '96 44 55 66', displayName: 'A', password: PASSWORD };
    const ask = () => answerOf(signUp.action(routeArgs(ctx, '/compte/nouveau', { form })));
    for (let count = 0; count < 5; count++) expect((await ask()).status).toBe(302);
    expect((await ask()).status).toBe(429);
  });
});

test('a forgotten password: contact, code, new password, old session closed', async () => {
  const ctx = stranger();
  const user = await createUser(database.db, { password: PASSWORD });
  const old = cookieHeader([await ctx.adapters.sessions.open(user.id)]);
  const asked = await answerOf(
    reset.action(routeArgs(ctx, '/compte/mot-de-passe', { form: { contact: user.email ?? '' } })),
  );
  const cookie = cookieHeader(asked.cookies);
  expect(await answerOf(reset.loader(routeArgs(ctx, '/compte/mot-de-passe', { cookie })))).toMatchObject({
    data: { step: 'password' },
  });
  expect(
    await answerOf(reset.loader(routeArgs(ctx, '/compte/mot-de-passe?autre', { cookie }))),
  ).toMatchObject({
    data: { step: 'contact' },
  });
  const form = { code: await receivedCode(ctx), password: OTHER_PASSWORD };
  const changed = await answerOf(reset.action(routeArgs(ctx, '/compte/mot-de-passe', { cookie, form })));
  expect(changed).toMatchObject({ status: 302, location: '/espace' });
  expect(await ctx.adapters.sessions.read(old)).toBeUndefined();
  expect(await ctx.adapters.sessions.read(cookieHeader(changed.cookies))).toMatchObject({ userId: user.id });
});

test('signing out ends the session and forgets the cookie', async () => {
  const ctx = stranger();
  const user = await createUser(database.db);
  const cookie = cookieHeader([await ctx.adapters.sessions.open(user.id)]);
  const left = await answerOf(signOut.action(routeArgs(ctx, '/deconnexion', { cookie, form: {} })));
  expect(left).toMatchObject({ status: 302, location: '/' });
  expect(left.cookies[0]).toMatch(/Max-Age=0/);
  expect(await ctx.adapters.sessions.read(cookie)).toBeUndefined();
});
