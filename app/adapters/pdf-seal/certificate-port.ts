import type { Verdict } from '#app/domain/shared/verdict.ts';
import type { SealCertificate } from './port.ts';

/** A certificate whose private key exists outside only wrapped by the key-encryption key. */
export type OpenedCertificate = Omit<SealCertificate, 'id'> & {
  /** "CN=Office du baccalauréat". */
  readonly subject: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Vouched for by a certificate that this installation made itself. */
  readonly selfMade: boolean;
};

export type SelfMadeRequest = { readonly name: string; readonly notBefore: Date; readonly notAfter: Date };

export type CertificateRefusal =
  | 'certificate.notPkcs12'
  | 'certificate.wrongPassword'
  | 'certificate.noKey'
  | 'certificate.wrongKey'
  | 'certificate.unsupportedKey'
  | 'certificate.chainTooLong';

/** Makes and opens the certificates that PDFs are sealed with. */
export type CertificatePort = {
  /** A certificate and the authority that vouches for it, made here; the authority's key is thrown away at once. */
  readonly selfMade: (request: SelfMadeRequest) => Promise<OpenedCertificate>;
  /** The certificate, chain and key of a PKCS#12 file. */
  readonly openPkcs12: (
    file: Uint8Array,
    password: string,
  ) => Promise<Verdict<OpenedCertificate, CertificateRefusal>>;
};
