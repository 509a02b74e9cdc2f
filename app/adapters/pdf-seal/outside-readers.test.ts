import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NEW_KEYS, sampleCertificate, sealWith, unsealedSample } from '#tests/factories/sealed-page.ts';
import { readChain } from './local-seal.server.ts';
import type { SealCertificate } from './port.ts';

/** Other people's programs, where they are installed: CI has them. */
const has = (program: string, asked: string) => spawnSync(program, [asked]).error === undefined;
const named = (name: string, present: boolean) => (present ? name : `${name} (skipped: not installed here)`);
const PDFSIG = has('pdfsig', '-v');
const QPDF = has('qpdf', '--version');
const OPENSSL = has('openssl', 'version');

let folder: string;
let page: Uint8Array;
const sealedBy = new Map<string, { certificate: SealCertificate; file: string; bytes: Buffer }>();

const write = (name: string, bytes: Uint8Array | string): string => {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'palmares-seal-'));
  page = await unsealedSample();
  for (const kind of ['RSA 2048', 'P-256'] as const) {
    const certificate = await sampleCertificate(NEW_KEYS[kind]);
    const bytes = Buffer.from(await sealWith(certificate, page));
    sealedBy.set(kind, { certificate, bytes, file: write(`${kind}.pdf`, bytes) });
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

const sealed = (kind: string) => {
  const found = sealedBy.get(kind);
  if (!found) throw new Error(kind);
  return found;
};

describe.skipIf(!PDFSIG)(named('pdfsig', PDFSIG), () => {
  const pdfsig = (file: string) => spawnSync('pdfsig', [file]).stdout.toString();

  it.each(['RSA 2048', 'P-256'])('finds the signature valid, and the whole document signed: %s', (kind) => {
    const said = pdfsig(sealed(kind).file);
    expect(said).toContain('Signature is Valid');
    expect(said).toContain('Total document signed');
    expect(said).toContain('ETSI.CAdES.detached');
    expect(said).toContain('CN=Office du baccalauréat');
    expect(said).toContain('Nov 23 2026 00:00:00');
  });

  it('tells a changed byte from an appended one, as we do', () => {
    const { bytes } = sealed('RSA 2048');
    const changed = Buffer.from(bytes);
    const at = changed.indexOf('/Title');
    changed[at + 9] = (changed[at + 9] ?? 0) ^ 1;
    expect(pdfsig(write('changed.pdf', changed))).not.toContain('Signature is Valid');
    const appended = pdfsig(write('appended.pdf', Buffer.concat([bytes, Buffer.from('\n% more\n')])));
    expect(appended).toContain('Signature is Valid');
    expect(appended).not.toContain('Total document signed');
  });
});

describe.skipIf(!QPDF)(named('qpdf', QPDF), () => {
  it('has nothing to say against a sealed page', () => {
    expect(execFileSync('qpdf', ['--check', sealed('RSA 2048').file]).toString()).toContain('No syntax');
  });
});

describe.skipIf(!OPENSSL)(named('openssl', OPENSSL), () => {
  it.each(['RSA 2048', 'P-256'])(
    'proves the seal as CAdES, up to the authority that is trusted: %s',
    (kind) => {
      const { bytes, certificate } = sealed(kind);
      const text = bytes.toString('latin1');
      const range = /\/ByteRange \[0 (\d+) (\d+) \d+\]/.exec(text)?.slice(1).map(Number) ?? [];
      const [start = 0, end = 0] = range;
      const seal = write(`${kind}.der`, Buffer.from(text.slice(start + 1, end - 1), 'hex'));
      const covered = write(`${kind}.bin`, Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]));
      const [, authority] = certificate.chain.split(/(?<=-----END CERTIFICATE-----\n)/);
      const trusted = write(`${kind}.pem`, authority ?? '');
      const given = ['-inform', 'DER', '-in', seal, '-content', covered, '-CAfile', trusted];
      const verify = ['cms', '-verify', '-cades', '-binary', '-purpose', 'any', '-attime', '1795392000'];
      const { status, stderr } = spawnSync('openssl', [...verify, ...given, '-out', '/dev/null']);
      expect([status, stderr.toString()]).toEqual([0, expect.stringContaining('successful')]);
      expect(readChain(certificate.chain)).toHaveLength(2);
    },
  );
});
