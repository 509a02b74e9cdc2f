import { type KeyObject, sign } from 'node:crypto';
import { DER, der, derOid } from './der.ts';
import { sha256 } from './shape-seal.ts';

const OID = {
  commonName: '2.5.4.3',
  organisationalUnit: '2.5.4.11',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  sha256WithRsa: '1.2.840.113549.1.1.11',
} as const;

const KEY_USAGE = {
  /** Bits 0 and 1: digital signature and content commitment. */
  signing: Uint8Array.of(6, 0xc0),
  /** Bit 5: signing certificates. */
  vouching: Uint8Array.of(2, 0x04),
} as const;

export type DistinguishedName = { readonly commonName: string; readonly unit?: string };

export type CertificateContent = {
  readonly serial: Uint8Array;
  readonly subject: DistinguishedName;
  readonly issuer: DistinguishedName;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** DER of the subject's public key (SubjectPublicKeyInfo), and the issuer's. */
  readonly publicKey: Uint8Array;
  readonly issuerPublicKey: Uint8Array;
  /** Whether its key vouches for others, or seals. */
  readonly use: keyof typeof KEY_USAGE;
};

/** An X.509 v3 certificate signed by its issuer's key, RSA or elliptic, with SHA-256. */
export function writeCertificate(content: CertificateContent, issuerKey: KeyObject): Buffer {
  const { serial, subject, issuer, notBefore, notAfter, publicKey } = content;
  const toSign = der(
    DER.sequence,
    der(DER.context0, der(DER.integer, Uint8Array.of(2))),
    der(DER.integer, serial),
    algorithmOf(issuerKey),
    writeName(issuer),
    der(DER.sequence, time(notBefore), time(notAfter)),
    writeName(subject),
    publicKey,
    der(DER.context3, der(DER.sequence, ...extensionsOf(content))),
  );
  return signDer(toSign, issuerKey);
}

/** A request (PKCS#10) that an outside authority makes a certificate from. */
export function writeRequest(subject: DistinguishedName, publicKey: Uint8Array, key: KeyObject): Buffer {
  const version = der(DER.integer, Uint8Array.of(0));
  return signDer(der(DER.sequence, version, writeName(subject), publicKey, der(DER.context0)), key);
}

function signDer(content: Uint8Array, key: KeyObject): Buffer {
  const signature = der(DER.bits, Uint8Array.of(0), sign('sha256', content, key));
  return der(DER.sequence, content, algorithmOf(key), signature);
}

const algorithmOf = ({ asymmetricKeyType }: KeyObject): Buffer =>
  asymmetricKeyType === 'ec'
    ? der(DER.sequence, derOid(OID.ecdsaWithSha256))
    : der(DER.sequence, derOid(OID.sha256WithRsa), der(DER.none));

/** A part of a name holds 64 characters. */
function writeName({ commonName, unit }: DistinguishedName): Buffer {
  const part = (oid: string, value: string) => {
    const text = Buffer.from([...value].slice(0, 64).join(''));
    return der(DER.set, der(DER.sequence, derOid(oid), der(DER.utf8, text)));
  };
  const units = unit === undefined ? [] : [part(OID.organisationalUnit, unit)];
  return der(DER.sequence, ...units, part(OID.commonName, commonName));
}

/** Two digits of the year until 2049, as X.509 wants it, four after. */
function time(date: Date): Buffer {
  const text = `${date.toISOString().replace(/\.\d+/, '').replace(/[-:T]/g, '')}`;
  return date.getUTCFullYear() < 2050
    ? der(DER.utcTime, Buffer.from(text.slice(2)))
    : der(DER.generalizedTime, Buffer.from(text));
}

function extensionsOf({ use, publicKey, issuerPublicKey }: CertificateContent): Buffer[] {
  const yes = der(DER.boolean, Uint8Array.of(0xff));
  const identifier = (key: Uint8Array) => sha256(key).subarray(0, 20);
  const extension = (oid: string, value: Uint8Array, critical: boolean) =>
    der(DER.sequence, derOid(oid), ...(critical ? [yes] : []), der(DER.bytes, value));
  const constraints = use === 'vouching' ? [yes, der(DER.integer, Uint8Array.of(0))] : [];
  const issuerIdentifier = der(0x80, identifier(issuerPublicKey));
  return [
    extension(OID.basicConstraints, der(DER.sequence, ...constraints), true),
    extension(OID.keyUsage, der(DER.bits, KEY_USAGE[use]), true),
    extension(OID.subjectKeyIdentifier, der(DER.bytes, identifier(publicKey)), false),
    extension(OID.authorityKeyIdentifier, der(DER.sequence, issuerIdentifier), false),
  ];
}
