import { describe, expect, it } from 'vitest';
import { sampleReceipt, sampleTranscript } from '#pdf/testing/sample-models.ts';
import { attachQr, fileIdentifier, prepareDocument } from './prepare-document.ts';

const { qr, ...draft } = sampleTranscript;
const { qr: receiptQr, ...receipt } = sampleReceipt;

describe('preparing a document', () => {
  it('accepts a whole draft and returns text in NFC', () => {
    const candidate = { ...draft.candidate, givenNames: 'Ai\u0308cha' };
    const verdict = prepareDocument({ ...draft, candidate });
    expect(verdict.ok && verdict.value.kind === 'transcript' && verdict.value.candidate.givenNames).toBe(
      'Aïcha',
    );
  });

  it.each([
    ['an unknown field', { ...draft, average: 1363, mood: 'good' }, ''],
    ['a float for a mark', { ...draft, average: 13.5 }, 'average'],
    ['a date that does not exist', { ...draft, issuedOn: '2026-02-30' }, 'issuedOn'],
    ['a template that does not exist', { ...draft, templateVersion: 2 }, 'templateVersion'],
    ['a receipt that does not add up', { ...receipt, total: '5999' }, 'total'],
    ['nothing', undefined, ''],
  ])('refuses %s', (_, value, path) => {
    expect(prepareDocument(value)).toEqual({ ok: false, reason: 'document.malformed', detail: { path } });
  });

  it('refuses what no font holds, and says where', () => {
    const verdict = prepareDocument({ ...draft, candidate: { ...draft.candidate, surname: '漢字' } });
    expect(verdict).toEqual({
      ok: false,
      reason: 'document.unprintable',
      detail: { path: 'candidate.surname', characters: '漢 字' },
    });
  });

  it('survives JSON', () => {
    const verdict = prepareDocument(JSON.parse(JSON.stringify(receipt)));
    expect(verdict).toEqual({ ok: true, value: receipt });
  });

  it('takes only a QR that leads to the host printed beside it', () => {
    const prepared = prepareDocument(draft);
    if (!prepared.ok) throw new Error(prepared.reason);
    expect(attachQr(prepared.value, qr)).toEqual({ ok: true, value: sampleTranscript });
    for (const url of [
      'https://verif.example.test.evil.test/v/abc#',
      'https://verif.example.test/v/abc',
      'not a url',
    ]) {
      expect(attachQr(prepared.value, { ...receiptQr, url })).toEqual({
        ok: false,
        reason: 'document.foreign-qr',
      });
    }
    expect(attachQr(prepared.value, { ...qr, digits: '12a' }).ok).toBe(false);
  });

  it('has one identifier for its file, and another with another number, edition or signature', () => {
    const identifier = fileIdentifier(sampleTranscript);
    expect(identifier).toMatch(/^[0-9a-f]{32}$/);
    const { qr, number } = sampleTranscript;
    const others = [{ number: `${number}1` }, { edition: 2 }, { qr: { ...qr, digits: `${qr.digits}1` } }];
    const all = others.map((other) => fileIdentifier({ ...sampleTranscript, ...other }));
    expect(new Set([identifier, ...all]).size).toBe(4);
  });
});
