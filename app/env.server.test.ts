import { expect, test } from 'vitest';
import { EnvironmentError, readEnv } from './env.server.ts';

const PRODUCTION = {
  DATABASE_URL: 'postgres://palmares@db.example/palmares',
  PALMARES_ORIGIN: 'https://examens.example',
  PALMARES_KEY_ENCRYPTION_KEY: '0f'.repeat(32),
  STRIPE_SECRET_KEY: 'sk_live_x',
  STRIPE_WEBHOOK_SECRET: 'whsec_x',
  SMTP_URL: 'smtps://mail.example',
  MAIL_FROM: 'office@examens.example',
  SMS_GATEWAY_URL: 'https://sms.example/send',
  SMS_GATEWAY_TOKEN: 'token',
};
type Name = keyof typeof PRODUCTION;
const names = Object.keys(PRODUCTION).filter((name): name is Name => name !== 'DATABASE_URL');

function problemOf(source: Record<string, string | undefined>): string {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message;
    throw error;
  }
  return '';
}

test('all that production needs starts it, without the demonstration', () => {
  expect(readEnv(PRODUCTION)).toMatchObject({ demo: false, PORT: 3000, HOST: '127.0.0.1' });
});

test.each(names)('production without %s is refused by its name, and by no other', (name) => {
  for (const absent of [undefined, '']) {
    const message = problemOf({ ...PRODUCTION, [name]: absent });
    expect(message).toContain(name);
    for (const other of names) if (other !== name) expect(message).not.toContain(other);
  }
});

test('several that are missing are all named at once', () => {
  const message = problemOf({ DATABASE_URL: PRODUCTION.DATABASE_URL });
  for (const name of names) expect(message).toContain(name);
});

test('a database makes a demonstration only when it is asked for, in one word', () => {
  expect(readEnv({ ...PRODUCTION, PALMARES_DEMO: '1' }).demo).toBe(true);
  expect(problemOf({ ...PRODUCTION, PALMARES_DEMO: 'true' })).toContain('PALMARES_DEMO');
  expect(readEnv({}).demo).toBe(true);
});

test.each([
  ['DATABASE_URL', 'mysql://db.example'],
  ['PALMARES_KEY_ENCRYPTION_KEY', 'short'],
  ['PALMARES_ORIGIN', 'examens.example'],
  ['SMTP_URL', 'mail.example'],
  ['PORT', 'http'],
])('%s that cannot be read is named, without its value', (name, value) => {
  const message = problemOf({ ...PRODUCTION, [name]: value });
  expect(message).toContain(name);
  expect(message).not.toContain(value);
});
