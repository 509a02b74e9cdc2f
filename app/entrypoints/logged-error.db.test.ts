import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createSmtpMail } from '#app/adapters/mail/smtp-mail.server.ts';
import { userAccount } from '#db/schema/access.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { loggedError, summaryOf } from './logged-error.ts';

const database = useDatabase();

async function errorOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

function written(error: unknown): string {
  const lines: string[] = [];
  const log = pino({ base: null, serializers: { err: loggedError } }, { write: (line) => lines.push(line) });
  log.error({ err: error }, 'unexpected error');
  return lines.join();
}

test('a refused statement is logged with its code and its constraint, without its values', async () => {
  const row = {
    email: 'moussa@example.test',
    displayName: 'Moussa',
    passwordHash: '$argon2id$secret',
    createdAt: new Date(),
  };
  const insert = () => database.db.insert(userAccount).values(row);
  await insert();
  const error = await errorOf(insert);
  for (const text of [written(error), summaryOf(error)]) {
    expect(text).not.toMatch(/moussa|argon2/i);
    expect(text).toContain('23505');
    expect(text).toContain('user_account_email_unique');
  }
  expect(written(error)).toContain('insert into');
});

test('a value PostgreSQL repeats in its message is not logged', async () => {
  const error = await errorOf(() => database.sql`select ${'moussa'}::text::uuid`);
  expect(written(error)).toContain('22P02');
  expect(written(error)).not.toContain('moussa');
});

test('an error of ours keeps its message and its place', () => {
  const text = written(new Error('the status list is full'));
  expect(text).toContain('the status list is full');
  expect(text).toContain('logged-error.db.test.ts');
});

test('a mail server out of reach is told by its code', async () => {
  const mail = createSmtpMail({ url: 'smtp://127.0.0.1:9', from: 'office@example.test', timeoutMs: 2000 });
  const error = await errorOf(() => mail.send({ to: 'moussa@example.test', subject: 'x', text: 'x' }));
  expect(written(error)).not.toContain('moussa');
});
