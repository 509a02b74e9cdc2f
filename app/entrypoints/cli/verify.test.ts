import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PDF_ADDRESS_KEY } from '#app/adapters/pdf-reader/extract-pdf-address.ts';
import { readSealedGuarded } from '#app/adapters/pdf-reader/read-pdf-guarded.server.ts';
import type { DocumentStatus } from '#app/domain/documents/kinds.ts';
import {
  ISSUED_AT,
  listedKey,
  type SampleKey,
  STATUS_URI,
  sampleClaims,
  sampleKey,
  sampleTrustList,
} from '#app/domain/verification/fixtures/sample-trust.ts';
import { writePublicJwk } from '#app/domain/verification/public-jwk.ts';
import { signDocument } from '#app/domain/verification/sign-document.ts';
import { packStatuses, signStatusList } from '#app/domain/verification/status-list.ts';
import { signTrustList } from '#app/domain/verification/trust-list.ts';
import { run } from './verify.ts';

const HOST = 'verif.examens.example';
const root = sampleKey('EdDSA', 1);
const key = sampleKey('EdDSA', 2);
const printed = {
  iss: 'XX-OEC',
  iat: ISSUED_AT,
  name: sampleClaims.holder,
  dob: '20080317',
  exam: [1, 'BAC', 'D', 2026, 3, 1347, 'BAC-2026-048213-7', 1, 48213],
};

let folder: string;
let url: string;
const file = (name: string) => join(folder, name);

async function statusFile(
  name: string,
  status: DocumentStatus,
  issuedAt: number,
  by: SampleKey = key,
): Promise<void> {
  const bytes = packStatuses(100_000, [[sampleClaims.statusIndex, status]]);
  const content = { uri: STATUS_URI, issuedAt, ttl: 3600, expiresAt: issuedAt + 7200, bytes };
  await writeFile(file(name), await signStatusList(content, key, by.sign));
}

async function pdfWith(value: PDFString | PDFHexString | undefined): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.addPage();
  pdf.setTitle('Relevé');
  if (value)
    pdf.context.lookup(pdf.context.trailerInfo.Info, PDFDict).set(PDFName.of(PDF_ADDRESS_KEY), value);
  return pdf.save();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palmares-verify-'));
  url = (await signDocument(sampleClaims, key, HOST, key.sign)).qr.url;
  const now = Math.floor(Date.now() / 1000);
  const keys = [listedKey(key, { notAfter: now + 100_000 })];
  const list = sampleTrustList(keys, { nextUpdate: now + 100_000 });
  await writeFile(file('keys.json'), JSON.stringify({ keys: [writePublicJwk(key, key.kid)] }));
  await writeFile(file('trust.jwt'), await signTrustList(list, root, root.sign));
  await writeFile(file('root.json'), JSON.stringify(writePublicJwk(root, root.kid)));
  await statusFile('fresh.jwt', 'valid', now);
  await statusFile('old.jwt', 'valid', ISSUED_AT - 100);
  await statusFile('revoked.jwt', 'revoked', now);
  await statusFile('forged.jwt', 'valid', now, root);
  await writeFile(file('plain.pdf'), await pdfWith(undefined));
  await writeFile(file('text.pdf'), await pdfWith(PDFString.of(url)));
  await writeFile(file('hex.pdf'), await pdfWith(PDFHexString.fromText(url)));
  await writeFile(file('url.txt'), `${url}\n`);
});

afterAll(() => rm(folder, { recursive: true }));

async function answer(...args: string[]): Promise<{ code: number; out: unknown; err: string }> {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const code = await run(args);
    const text = out.mock.calls.map(([chunk]) => String(chunk)).join('');
    return {
      code,
      out: text === '' ? undefined : JSON.parse(text),
      err: err.mock.calls.map(([chunk]) => String(chunk)).join(''),
    };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

/** Every file of the project that is loaded with one, the packages they name, and all their text. */
async function loadedBy(start: string) {
  const files = [start];
  const packages = new Set<string>();
  let text = '';
  for (const name of files) {
    const source = await readFile(name, 'utf8');
    text += source;
    for (const [, specifier = ''] of source.matchAll(
      /^(?:import(?! type)|\} from|export .* from)\b[^'\n]*'([^']+)'/gm,
    )) {
      const target = specifier.startsWith('#')
        ? specifier.replace(/^#(app|db|tests)\//, '$1/').replace(/^#pdf\//, 'pdf-templates/')
        : specifier.startsWith('.')
          ? relative('.', resolve(dirname(name), specifier))
          : undefined;
      if (target === undefined) packages.add(specifier);
      else if (!files.includes(target)) files.push(target);
    }
  }
  return { files, packages: [...packages], text };
}

describe('verify', () => {
  it('answers with verdict, reason and claims, and 0', async () => {
    const keys = ['--jwks', file('keys.json')];
    const authentic = { verdict: 'authentic', reason: 'status.unreachable', claims: printed };
    expect(await answer(url, ...keys, '--json')).toEqual({ code: 0, out: authentic, err: '' });
    expect((await answer(url.split('#')[1] ?? '', ...keys)).out).toEqual(authentic);
    expect((await answer(file('url.txt'), ...keys)).out).toEqual(authentic);
    const valid = { verdict: 'valid', reason: 'document.good', claims: printed };
    expect((await answer(url, ...keys, '--status', file('fresh.jwt'))).out).toEqual(valid);
    expect((await answer(url, '--trust', file('trust.jwt'), '--status', file('fresh.jwt'))).out).toEqual(
      valid,
    );
    expect((await answer(url, '--trust', file('trust.jwt'), '--root', file('root.json'))).out).toEqual(
      authentic,
    );
  });

  it('is authentic with an old status, and with one that cannot be proven, which it says', async () => {
    const trust = ['--jwks', file('keys.json'), '--status'];
    expect((await answer(url, ...trust, file('old.jwt'))).out).toMatchObject({
      verdict: 'authentic',
      reason: 'status.old',
    });
    const forged = await answer(url, ...trust, file('forged.jwt'));
    expect(forged).toMatchObject({ code: 0, out: { verdict: 'authentic', reason: 'status.unreachable' } });
    expect(forged.err).toContain('status.wrong-signature');
  });

  it('exits with 1 for revoked and forged', async () => {
    const revoked = await answer(url, '--jwks', file('keys.json'), '--status', file('revoked.jwt'));
    expect(revoked).toMatchObject({ code: 1, out: { verdict: 'revoked', claims: printed } });
    const forged = await answer(url.replace('/v/', '/v/A'), '--jwks', file('keys.json'));
    expect(forged).toEqual({ code: 1, out: { verdict: 'forged', reason: 'token.mismatch' }, err: '' });
  });

  it('exits with 2 for what it cannot judge', async () => {
    const verdict = async (...args: string[]) => {
      const { code, out } = await answer(...args);
      expect(out).not.toHaveProperty('claims');
      return [code, out];
    };
    const keys = ['--jwks', file('keys.json')];
    expect(await verdict(url)).toEqual([2, { verdict: 'unknown-issuer', reason: 'issuer.no-trust-list' }]);
    expect(await verdict('hello', ...keys)).toEqual([2, { verdict: 'unreadable', reason: 'qr.not-ours' }]);
    expect(await verdict(folder, ...keys)).toEqual([2, { verdict: 'unreadable', reason: 'qr.no-payload' }]);
    expect(await verdict(url, ...keys, '--host', 'other.example')).toEqual([
      2,
      { verdict: 'unsupported', reason: 'qr.foreign-host' },
    ]);
    const foreign = url.replace(HOST, 'other.example');
    expect(await verdict(foreign, '--trust', file('trust.jwt'))).toEqual([
      2,
      { verdict: 'unsupported', reason: 'qr.foreign-host' },
    ]);
  });

  it.each([[[]], [['a', 'b']], [['1', '--colour']], [['1', '--root', '/nowhere/at/all']], [['1', '--jwks']]])(
    'explains a mistake in the command %j, prints an answer all the same, and exits with 2',
    async (args) => {
      const { code, out, err } = await answer(...args);
      expect([code, out]).toEqual([2, { verdict: 'unreadable', reason: 'qr.no-payload' }]);
      expect(err).not.toBe('');
    },
  );

  it('knows less without a file that cannot be read, says so, and is never green or red for that', async () => {
    const keys = ['--jwks', file('keys.json')];
    const nowhere = '/nowhere/at/all';
    for (const option of ['--jwks', '--trust']) {
      const { code, out, err } = await answer(url, option, nowhere);
      expect([code, out]).toEqual([2, { verdict: 'unknown-issuer', reason: 'issuer.no-trust-list' }]);
      expect(err).toBe(`${nowhere} is not used: it cannot be read\n`);
    }
    const root = await answer(url, '--trust', file('trust.jwt'), '--root', nowhere);
    expect(root).toMatchObject({ code: 2, out: { verdict: 'unknown-issuer' } });
    const status = await answer(url, ...keys, '--status', nowhere);
    expect(status).toMatchObject({ code: 0, out: { verdict: 'authentic', reason: 'status.unreachable' } });
    expect(status.err).toContain(nowhere);
  });

  it('takes several status lists, and the newest that covers the document', async () => {
    const [old, fresh] = [
      ['--status', file('old.jwt')],
      ['--status', file('fresh.jwt')],
    ];
    for (const lists of [
      [...old, ...fresh],
      [...fresh, ...old],
    ])
      expect((await answer(url, '--jwks', file('keys.json'), ...lists)).out).toMatchObject({
        verdict: 'valid',
      });
  });

  it('reaches neither database nor network: nothing that could is loaded', async () => {
    const loaded = await loadedBy('app/entrypoints/cli/verify.ts');
    expect(loaded.files.length).toBeGreaterThan(15);
    expect(loaded.files.filter((name) => /^(db|app\/(services|queries|http|jobs))\//.test(name))).toEqual([]);
    const reaching = [
      'postgres',
      'drizzle-orm',
      'node:net',
      'node:http',
      'node:https',
      'node:dns',
      'node:tls',
    ];
    expect(loaded.packages.filter((name) => reaching.includes(name))).toEqual([]);
    expect(loaded.text).not.toMatch(/\bfetch\(|WebSocket/);
    // The control: a command that does use the database is seen to.
    expect(
      (await loadedBy('app/entrypoints/cli/audit.ts')).files.some((name) => name.startsWith('db/')),
    ).toBe(true);
  });

  it('refuses a trust list that the given root did not sign, and files that are not what they should be', async () => {
    await writeFile(file('other-root.json'), JSON.stringify(writePublicJwk(key, key.kid)));
    expect(
      (await answer(url, '--trust', file('trust.jwt'), '--root', file('other-root.json'))).err,
    ).toContain('trust.wrong-signature');
    expect((await answer(url, '--trust', file('url.txt'))).err).toContain('--root');
    expect((await answer(url, '--jwks', file('url.txt'))).err).toContain('not JSON');
    expect((await answer(url, '--jwks', file('root.json'))).err).toContain('not a JWK Set');
  });

  it('reads the address a PDF carries, and finds one without it unreadable', async () => {
    for (const name of ['text.pdf', 'hex.pdf']) {
      expect((await answer(file(name), '--jwks', file('keys.json'))).out).toMatchObject({
        verdict: 'authentic',
        claims: printed,
      });
    }
    expect(await answer(file('plain.pdf'))).toMatchObject({
      code: 2,
      out: { verdict: 'unreadable', reason: 'qr.no-payload' },
    });
  });

  it('gives up on a PDF that takes too long or is cut short', async () => {
    const whole = await pdfWith(PDFString.of(url));
    expect(await readSealedGuarded(whole)).toEqual({ address: url, seal: { state: 'none' } });
    expect(await readSealedGuarded(whole, 1)).toBeUndefined();
    expect((await readSealedGuarded(whole.subarray(0, 200)))?.address).toBeUndefined();
    expect(await readSealedGuarded(new Uint8Array(17 * 1024 * 1024))).toBeUndefined();
  });
});
