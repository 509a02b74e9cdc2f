import type { certificateReasons as french } from '../fr/certificate-reasons.ts';
import type { SameShape } from '../same-shape.ts';

/** Why a certificate for sealing PDFs is refused. */
export const certificateReasons: SameShape<typeof french> = {
  certificate: {
    notPkcs12: 'This file is not a PKCS#12 file (.p12 or .pfx) that can be read.',
    wrongPassword: 'The password does not open this file.',
    noKey: 'This file holds {{keys}} private keys: it must hold one, the certificate’s.',
    wrongKey: 'The private key in this file belongs to none of its certificates.',
    unsupportedKey:
      'A key of this kind ({{type}}) cannot sign: it must be RSA of at least 2048 bits, or of an elliptic curve.',
    chainTooLong:
      'The certificates in this file are too long ({{bytes}} bytes) for the room left in each document.',
    expired: 'This certificate ended on {{on}}.',
    notYet: 'This certificate only begins on {{on}}.',
    known: 'This certificate is recorded already.',
    notFound: 'There is no such certificate.',
    retired: 'This certificate is retired already.',
  },
};
