import { describe, expect, test } from 'vitest';
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

describe('mobile money', () => {
  const FEDAPAY = { FEDAPAY_SECRET_KEY: 'sk_live_x', FEDAPAY_WEBHOOK_SECRET: 'wh_live_x' };

  test('is there as a whole or not at all', () => {
    expect(readEnv({ ...PRODUCTION, ...FEDAPAY })).toMatchObject(FEDAPAY);
    const sandbox = 'https://sandbox-api.fedapay.com';
    expect(readEnv({ ...PRODUCTION, ...FEDAPAY, FEDAPAY_API: sandbox }).FEDAPAY_API).toBe(sandbox);
    expect(readEnv(PRODUCTION).FEDAPAY_SECRET_KEY).toBeUndefined();
  });

  test.each([
    ['FEDAPAY_WEBHOOK_SECRET', { FEDAPAY_SECRET_KEY: 'sk_live_x' }],
    ['FEDAPAY_SECRET_KEY', { FEDAPAY_WEBHOOK_SECRET: 'wh_live_x' }],
  ])('half of it is refused by the name of %s, in a demonstration too', (name, half) => {
    const [other = ''] = Object.keys(half);
    for (const source of [{ ...PRODUCTION, ...half }, half]) {
      expect(problemOf(source)).toContain(name);
      expect(problemOf(source)).not.toContain(other);
    }
  });

  test('an address alone names both, and one that is not https is refused', () => {
    const message = problemOf({ ...PRODUCTION, FEDAPAY_API: 'https://api.fedapay.com' });
    for (const name of Object.keys(FEDAPAY)) expect(message).toContain(name);
    expect(problemOf({ ...PRODUCTION, ...FEDAPAY, FEDAPAY_API: 'http://api.fedapay.com' })).toContain(
      'FEDAPAY_API',
    );
  });
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
