import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import forge from 'node-forge';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { CertificateRefusal } from './certificate-port.ts';

/** What a PKCS#12 file holds: DER of the certificates, the one of the key first, and the key as PKCS#8. */
export type Pkcs12 = { readonly chain: readonly Uint8Array[]; readonly privateKey: Uint8Array };

const { pki, pkcs12, asn1 } = forge;
const KEY_BAGS = [pki.oids.pkcs8ShroudedKeyBag, pki.oids.keyBag];

/** Reads RSA and elliptic-curve keys; AES as OpenSSL 3 writes it, and the 3DES and RC2 of older tools. */
export function readPkcs12(file: Uint8Array, password: string): Verdict<Pkcs12, CertificateRefusal> {
  const opened = open(file, password);
  if (!opened.ok) return opened;
  const bags = opened.value.safeContents.flatMap(({ safeBags }) => safeBags);
  const keys = bags.filter(({ type }) => KEY_BAGS.includes(type)).map(keyOf);
  const [key] = keys;
  if (!key || keys.length > 1) return refuse('certificate.noKey', { keys: keys.length });
  const { asymmetricKeyType, asymmetricKeyDetails } = key;
  const strong =
    asymmetricKeyType === 'ec' ||
    (asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048);
  if (!strong) return refuse('certificate.unsupportedKey', { type: asymmetricKeyType ?? '?' });
  const certificates = bags.filter(({ type }) => type === pki.oids.certBag).map(certificateOf);
  const leaf = certificates.find((one) => one.checkPrivateKey(key));
  if (!leaf) return refuse('certificate.wrongKey');
  const chain = chainFrom(leaf, certificates).map(({ raw }) => new Uint8Array(raw));
  return accept({ chain, privateKey: new Uint8Array(key.export({ format: 'der', type: 'pkcs8' })) });
}

function open(file: Uint8Array, password: string): Verdict<forge.pkcs12.Pkcs12Pfx, CertificateRefusal> {
  let content: forge.asn1.Asn1;
  try {
    content = asn1.fromDer(forge.util.createBuffer(Buffer.from(file).toString('binary')));
  } catch {
    return refuse('certificate.notPkcs12');
  }
  try {
    return accept(pkcs12.pkcs12FromAsn1(content, false, password));
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    return refuse(
      /MAC could not be verified|Invalid password/i.test(said)
        ? 'certificate.wrongPassword'
        : 'certificate.notPkcs12',
    );
  }
}

/** Forge reads RSA keys itself and leaves others as they stand. */
function keyOf({ key, asn1: left }: forge.pkcs12.Bag): KeyObject {
  const whole = key ? pki.wrapRsaPrivateKey(pki.privateKeyToAsn1(key)) : left;
  return createPrivateKey({ key: toBytes(whole), format: 'der', type: 'pkcs8' });
}

function certificateOf({ cert, asn1: left }: forge.pkcs12.Bag): X509Certificate {
  return new X509Certificate(toBytes(cert ? pki.certificateToAsn1(cert) : left));
}

const toBytes = (value: forge.asn1.Asn1) => Buffer.from(asn1.toDer(value).getBytes(), 'binary');

/** From the signing certificate up, as far as the file goes. */
function chainFrom(leaf: X509Certificate, certificates: readonly X509Certificate[]): X509Certificate[] {
  const chain = [leaf];
  for (;;) {
    const last = chain.at(-1) ?? leaf;
    const next = certificates.find(
      (one) => !chain.includes(one) && last.checkIssued(one) && last.verify(one.publicKey),
    );
    if (!next) return chain;
    chain.push(next);
  }
}
