import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSmtpMail } from '#app/adapters/mail/smtp-mail.server.ts';
import { createHttpSms } from '#app/adapters/sms/http-sms.server.ts';
import { type Mailbox, startMailbox } from './start-mailbox.ts';

let directory = '';
let mailbox: Mailbox;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'palmares-mailbox-'));
  mailbox = await startMailbox({ dataDir: directory });
});
afterEach(async () => {
  await mailbox.close();
  await rm(directory, { recursive: true, force: true });
});

const mail = () => createSmtpMail({ url: mailbox.smtpUrl, from: 'Office du Bac <office@example.org>' });
const sms = (token = mailbox.smsToken) => createHttpSms({ url: mailbox.smsUrl, token, timeoutMs: 2000 });
const find = async (to: string) =>
  (await fetch(`${mailbox.url}/messages?to=${encodeURIComponent(to)}`)).json();

test('a mail arrives with its accents, in text and HTML', async () => {
  const text = 'Votre code : 482913\nhttp://app.example/verifier?code=482913.';
  await mail().send({
    to: 'aicha@example.org',
    subject: 'Code de vérification',
    text,
    html: '<p>482913</p>',
  });
  expect(await find('AICHA@')).toMatchObject([
    { kind: 'mail', to: ['aicha@example.org'], subject: 'Code de vérification', text, html: '<p>482913</p>' },
  ]);
  expect(await find('moussa')).toEqual([]);
});

test('an SMS arrives, and the newest message comes first', async () => {
  await mail().send({ to: 'aicha@example.org', subject: 'Premier', text: 'x' });
  await sms().send({ to: '+22790123456', text: 'Code 111222' });
  await sms().send({ to: '+22790123456', text: 'Code 333444' });
  const texts = (await find('+22790123456')).map(({ text }: { text: string }) => text);
  expect(texts).toEqual(['Code 333444', 'Code 111222']);
  expect(mailbox.messages.find().map(({ kind }) => kind)).toEqual(['sms', 'sms', 'mail']);
});

test('the page shows messages as text, with links, and finds by recipient', async () => {
  const text = '<script>alert(1)</script> Voir http://app.example/a?b=1&c=2.';
  await mail().send({ to: 'aicha@example.org', subject: '<b>Objet</b>', text });
  await sms().send({ to: '+22790123456', text: 'Bonjour' });
  const page = await (await fetch(`${mailbox.url}/?to=aicha`)).text();
  expect(page).toContain('&lt;script&gt;');
  expect(page).toContain('&lt;b&gt;Objet&lt;/b&gt;');
  expect(page).toContain('<a href="http://app.example/a?b=1&amp;c=2" rel="noreferrer">');
  expect(page).not.toContain('Bonjour');
  expect(page).not.toContain('<script');
});

test('a wrong token, a wrong number, two addresses at once and a server that is away are errors', async () => {
  await expect(sms('wrong').send({ to: '+22790123456', text: 'x' })).rejects.toMatchObject({ status: 401 });
  await expect(sms().send({ to: '90123456', text: 'x' })).rejects.toThrow(TypeError);
  await expect(mail().send({ to: 'a@example.org, b@example.org', subject: 's', text: 't' })).rejects.toThrow(
    TypeError,
  );
  await expect(
    mail().send({ to: 'a@example.org\r\nBcc: b@example.org', subject: 's', text: 't' }),
  ).rejects.toThrow(TypeError);
  expect(() => createSmtpMail({ url: 'http://mail.example', from: 'x' })).toThrow(TypeError);
  const gone = { mail: mail(), sms: sms() };
  await mailbox.close();
  await expect(gone.mail.send({ to: 'a@example.org', subject: 's', text: 't' })).rejects.toThrow();
  await expect(gone.sms.send({ to: '+22790123456', text: 'x' })).rejects.toThrow('could not be reached');
  mailbox = await startMailbox({ dataDir: directory });
});

test('a subject can not add headers', async () => {
  await mail().send({ to: 'a@example.org', subject: 'Bonjour\r\nBcc: b@example.org', text: 't' });
  expect(mailbox.messages.find()).toHaveLength(1);
  expect(mailbox.messages.find('b@example.org')).toEqual([]);
});

test('messages are still there after a restart', async () => {
  await sms().send({ to: '+22790123456', text: 'Code 555666' });
  await mailbox.close();
  mailbox = await startMailbox({ dataDir: directory });
  expect(await find('+227')).toMatchObject([{ kind: 'sms', text: 'Code 555666' }]);
});
