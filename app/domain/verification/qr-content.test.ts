import { describe, expect, it } from 'vitest';
import { hex } from './fixtures/sample-trust.ts';
import { sampleVectors } from './fixtures/sample-vectors.ts';
import { buildQrContent, parseQrContent } from './qr-content.ts';

const HOST = 'verif.examens.example';
const [{ coseHex, token, digits }] = sampleVectors;
const cose = hex(coseHex);
const url = `https://${HOST}/v/${token}#${digits}`;

describe('the QR content', () => {
  it('is the address in bytes and the payload in digits', () => {
    expect(buildQrContent(HOST, cose)).toEqual({
      url,
      segments: [
        { mode: 'byte', data: `https://${HOST}/v/${token}#` },
        { mode: 'numeric', data: digits },
      ],
    });
  });

  it('is read from the address, with or without an official host, or from the digits', () => {
    const value = { cose, token, host: HOST };
    expect(parseQrContent(url)).toEqual({ ok: true, value });
    expect(parseQrContent(` ${url}\n`, HOST.toUpperCase())).toEqual({ ok: true, value });
    expect(parseQrContent(digits, HOST)).toEqual({ ok: true, value: { cose } });
  });

  it('is plain http on this very machine only', () => {
    const local = buildQrContent('localhost:3000', cose).url;
    expect(local.startsWith('http://localhost:3000/v/')).toBe(true);
    expect(parseQrContent(local, 'localhost:3000').ok).toBe(true);
    expect(parseQrContent(url.replace('https', 'http'))).toEqual({ ok: false, reason: 'qr.not-ours' });
  });

  it.each([
    ['verif.examens.example.evil.example'],
    ['evil.example'],
    ['verif.examens.example@evil.example', 'evil.example'],
    ['verif.examens.example:8443'],
    ['verif.examens.example.'],
    ['vеrif.examens.example', 'xn--vrif-v4d.examens.example'],
    ['verif.examens.example\\@evil.example'],
  ])('refuses the foreign host %j by name', (authority, host = authority) => {
    const refused = { ok: false, reason: 'qr.foreign-host', detail: { host } };
    expect(parseQrContent(`https://${authority}/v/${token}#${digits}`, HOST)).toEqual(refused);
  });

  it.each([
    ['', 'qr.not-ours'],
    ['hello', 'qr.not-ours'],
    [`javascript:alert(1)//${HOST}/v/${token}#${digits}`, 'qr.not-ours'],
    [`ftp://${HOST}/v/${token}#${digits}`, 'qr.not-ours'],
    [`https://${HOST}/x/${token}#${digits}`, 'qr.not-ours'],
    [`https://${HOST}/v/a/${token}#${digits}`, 'qr.not-ours'],
    [`https://${HOST}/v/${token}`, 'qr.no-payload'],
    [`https://${HOST}/v/${token}#`, 'qr.no-payload'],
    [`https://${HOST}/`, 'qr.no-payload'],
    [`https://${HOST}/v/${token}#abc`, 'base10.not-digits'],
    [`https://${HOST}/v/${token}#${digits}1`, 'base10.bad-length'],
    [`https://${HOST}/v/${token}#99999999999999999`, 'base10.out-of-range'],
    ['1'.repeat(8193), 'qr.not-ours'],
  ])('refuses %.60s as %s', (text, reason) => {
    expect(parseQrContent(text, HOST)).toEqual({ ok: false, reason });
  });
});
