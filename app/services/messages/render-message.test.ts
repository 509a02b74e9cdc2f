import { expect, test } from 'vitest';
import type { MessageTemplate, MessageTemplates } from '#app/domain/messages/templates.ts';
import { LOCALES } from '#app/i18n/locale.ts';
import { renderMessage } from './render-message.ts';

const ORIGIN = 'https://palmares.example';
const about = { candidate: 'MAIGA Aichatou', exam: 'BEPC 2027', path: '/espace' };
const school = {
  school: 'Lycée Dan Kassawa de Birni-N’Konni',
  exam: 'Bac, session de juin 2027',
  untilDay: '2027-08-31',
  path: '/ecole',
};
const SAMPLES: MessageTemplates = {
  accountCode: { code: '012345', minutes: '15' },
  resetCode: { code: '012345', minutes: '15' },
  accountExists: { path: '/connexion' },
  passwordChanged: { path: '/compte/mot-de-passe' },
  paymentReceived: { ...about, amountMinor: '6000', currency: 'XOF' },
  entryValidated: about,
  entryReturned: { ...about, reason: 'La photo est floue.' },
  correctionAnswered: { ...about, reason: 'Le nom est corrigé.' },
  entryRejected: { ...about, reason: 'Pièce illisible.' },
  convocationReady: about,
  marksModerated: {
    ...{ exam: 'BEPC 2027', paper: 'Anglais', shift: '-0,50' },
    ...{ reason: 'Barème relu', path: '/correction/moderations' },
  },
  resultPublished: about,
  remindSilentSchool: { ...school, path: '/ecole' },
  remindSchoolDrafts: { ...school, entries: '1204' },
  remindSchoolUnpaid: { ...school, entries: '1204' },
  remindDraft: { ...about, untilDay: '2027-08-31' },
  remindUnpaid: { ...about, untilDay: '2027-08-31' },
  remindProof: { ...about, untilDay: '2027-08-31' },
  entryDuplicate: { ...about, number: 'BAC-2027-000124', kept: 'BAC-2027-000123' },
  secondGroupChoice: { ...about, untilDay: '2027-08-31', untilTime: '18:00' },
  secondGroupCalled: about,
  resitOffered: { ...about, paper: 'Français', untilDay: '2027-08-31', untilTime: '18:00' },
  resitCalled: { ...about, paper: 'Français' },
  roundCancelled: about,
  claimAccepted: { ...about, paper: 'Français', reason: 'La copie sera relue.' },
  claimRejected: { ...about, paper: 'Français', reason: 'Aucune erreur.' },
  claimDecided: { ...about, paper: 'Français' },
  deadlineMoved: { exam: about.exam, untilDay: '2027-08-31', path: '/espace' },
};

/** GSM 03.38, the basic alphabet: what an SMS holds 160 of. */
const GSM = /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]+$/;

const cases = LOCALES.flatMap((locale) =>
  Object.entries(SAMPLES).map(([template, values]) => ({ locale, template, values })),
);

test.each(cases)('$template in $locale is whole, and its SMS is in the GSM alphabet', (stored) => {
  const { subject, text, sms } = renderMessage(stored, ORIGIN);
  for (const part of [subject, text, sms]) expect(part).not.toMatch(/\{\{|messages:|undefined/);
  expect(sms).toMatch(GSM);
  expect(sms.length).toBeLessThanOrEqual(160);
  expect(subject).not.toMatch(/\n/);
  for (const [name, value] of Object.entries(stored.values))
    if (name === 'path') expect(text + sms).toContain(`${ORIGIN}${value}`);
    else if (name === 'code' || name === 'reason') expect(text).toContain(value);
});

test('an amount is written in the language of the message', () => {
  const values = SAMPLES.paymentReceived;
  const template: MessageTemplate = 'paymentReceived';
  expect(renderMessage({ template, values, locale: 'fr' }, ORIGIN).subject).toBe(
    'Paiement reçu : 6 000 F CFA',
  );
  expect(renderMessage({ template, values, locale: 'en' }, ORIGIN).subject).toMatch(
    /^Payment received: .*6,000/,
  );
});

test('what people typed is never read as a template', () => {
  const values = { ...about, candidate: '{{link}} $t(messages:greeting)', reason: 'x\nBcc: y' };
  const { text, subject } = renderMessage({ template: 'entryReturned', values, locale: 'fr' }, ORIGIN);
  expect(text).toContain('{{link}} $t(messages:greeting)');
  expect(subject).not.toContain('\n');
});

test('an unknown language reads French; an unknown template is a bug', () => {
  expect(
    renderMessage({ template: 'accountExists', values: { path: '/' }, locale: 'xx' }, ORIGIN).subject,
  ).toBe('Vous avez déjà un compte');
  expect(() => renderMessage({ template: 'nothing', values: {}, locale: 'fr' }, ORIGIN)).toThrow(RangeError);
});
