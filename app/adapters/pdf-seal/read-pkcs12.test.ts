import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SEAL_BYTES } from '#app/domain/documents/seal.ts';
import { SECRET, sealWith, unsealedSample } from '#tests/factories/sealed-page.ts';
import { readSeal } from '../pdf-reader/read-seal.ts';
import { createLocalCertificates } from './local-certificates.server.ts';
import { readChain } from './local-seal.server.ts';

const OPENSSL = spawnSync('openssl', ['version']).error === undefined;
const PASSWORD = 'sésame, ouvre-toi';

let folder: string;
const file = (name: string) => join(folder, name);
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });

/** A root and what it vouches for, made by OpenSSL. */
function makeCertificate(name: string, newKey: string[], issuer?: string, extra: string[] = []): void {
  const subject = ['-subj', `/CN=${name}`, '-days', '3650', '-nodes'];
  const from = issuer ? ['-CA', `${issuer}.crt`, '-CAkey', `${issuer}.key`] : [];
  const basic = ['-addext', `basicConstraints=critical,CA:${name.startsWith('leaf') ? 'FALSE' : 'TRUE'}`];
  openssl(
    ...['req', '-x509', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.crt`],
    ...[...subject, ...from, ...basic, ...extra],
  );
}

/** `leaf` with its key and the certificates above it, as `openssl pkcs12 -export` writes them. */
function exported(leaf: string, above: string[], options: string[] = [], key = leaf): Buffer {
  writeFileSync(file('above.pem'), above.map((one) => readFileSync(file(`${one}.crt`))).join(''));
  const chain = above.length > 0 ? ['-certfile', 'above.pem'] : [];
  const given = ['-inkey', `${key}.key`, '-in', `${leaf}.crt`, '-passout', `pass:${PASSWORD}`];
  openssl('pkcs12', '-export', ...given, ...chain, '-out', 'out.p12', ...options);
  return readFileSync(file('out.p12'));
}

const certificates = createLocalCertificates(SECRET);
const RSA = ['-newkey', 'rsa:2048'];
const P256 = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];

describe.skipIf(!OPENSSL)(
  OPENSSL ? 'a PKCS#12 file of OpenSSL' : 'a PKCS#12 file of OpenSSL (skipped: not installed here)',
  () => {
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'palmares-p12-'));
      makeCertificate('root', P256);
      makeCertificate('middle', RSA, 'root');
      makeCertificate('leaf-rsa', RSA, 'middle');
      makeCertificate('leaf-ec', P256, 'middle');
    }, 60_000);
    afterAll(() => rmSync(folder, { recursive: true }));

    const old = ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'];
    it.each([
      ['RSA, encrypted as OpenSSL 3 does', 'leaf-rsa', []],
      ['an elliptic curve, encrypted as OpenSSL 3 does', 'leaf-ec', []],
      ['RSA, encrypted with 3DES', 'leaf-rsa', old],
      ['an elliptic curve, encrypted with 3DES', 'leaf-ec', old],
    ])('seals a page once imported: %s', async (_, leaf, options) => {
      // In disorder: the chain is put in order by who signed what.
      const opened = await certificates.openPkcs12(exported(leaf, ['root', 'middle'], options), PASSWORD);
      if (!opened.ok) throw new Error(opened.reason);
      expect(opened.value).toMatchObject({ subject: `CN=${leaf}`, selfMade: false });
      expect(readChain(opened.value.chain)).toHaveLength(3);
      const sealed = await sealWith({ id: 'p12', ...opened.value }, await unsealedSample());
      expect(readSeal(sealed)).toMatchObject({ state: 'whole', thumbprint: opened.value.thumbprint });
    });

    it('leaves out the root where the whole chain is too long, and is refused where that is not enough', async () => {
      const long = ['-addext', `nsComment=${'x'.repeat(1500)}`];
      makeCertificate('long-root', RSA, undefined, long);
      makeCertificate('long-middle', RSA, 'long-root', ['-addext', `nsComment=${'x'.repeat(100)}`]);
      makeCertificate('leaf-long', RSA, 'long-middle');
      const opened = await certificates.openPkcs12(
        exported('leaf-long', ['long-middle', 'long-root']),
        PASSWORD,
      );
      expect(opened.ok && readChain(opened.value.chain)).toHaveLength(2);
      if (!opened.ok) throw new Error(opened.reason);
      const sealed = await sealWith({ id: 'p12', ...opened.value }, await unsealedSample());
      expect(readSeal(sealed).state).toBe('whole');
      makeCertificate('leaf-longer', RSA, 'long-middle', ['-addext', `nsComment=${'x'.repeat(SEAL_BYTES)}`]);
      expect(await certificates.openPkcs12(exported('leaf-longer', ['long-middle']), PASSWORD)).toMatchObject(
        {
          reason: 'certificate.chainTooLong',
        },
      );
    }, 60_000);

    it('is refused with its reason: wrong password, no key, another’s key, a weak key, not a file of that kind', async () => {
      const good = exported('leaf-ec', []);
      const reasonOf = async (bytes: Uint8Array, password = PASSWORD) => {
        const opened = await certificates.openPkcs12(bytes, password);
        return opened.ok ? 'none' : opened.reason;
      };
      expect(await reasonOf(good)).toBe('none');
      expect(await reasonOf(good, 'autre')).toBe('certificate.wrongPassword');
      expect(await reasonOf(good, '')).toBe('certificate.wrongPassword');
      expect(await reasonOf(exported('leaf-rsa', [], ['-nokeys']))).toBe('certificate.noKey');
      makeCertificate('leaf-weak', ['-newkey', 'rsa:1024']);
      expect(await reasonOf(exported('leaf-weak', []))).toBe('certificate.unsupportedKey');
      for (const bytes of [
        new Uint8Array(0),
        good.subarray(0, 300),
        Buffer.from('bonjour'),
        Buffer.alloc(5000),
      ])
        expect(await reasonOf(bytes)).toBe('certificate.notPkcs12');
    }, 60_000);
  },
);
