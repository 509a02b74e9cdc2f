/** Why a certificate for sealing PDFs is refused. */
export const certificateReasons = {
  certificate: {
    notPkcs12: 'Ce fichier n’est pas un fichier PKCS#12 (.p12 ou .pfx) que l’on peut lire.',
    wrongPassword: 'Le mot de passe n’ouvre pas ce fichier.',
    noKey: 'Ce fichier contient {{keys}} clés privées : il en faut une, celle du certificat.',
    wrongKey: 'La clé privée de ce fichier n’est celle d’aucun de ses certificats.',
    unsupportedKey:
      'Une clé de ce genre ({{type}}) ne peut pas signer : il faut RSA de 2048 bits au moins, ou une courbe elliptique.',
    chainTooLong:
      'Les certificats de ce fichier sont trop longs ({{bytes}} octets) pour la place laissée dans chaque document.',
    expired: 'Ce certificat a pris fin le {{on}}.',
    notYet: 'Ce certificat ne vaut qu’à partir du {{on}}.',
    known: 'Ce certificat est déjà enregistré.',
    notFound: 'Ce certificat n’existe pas.',
    retired: 'Ce certificat est déjà retiré.',
  },
};
