/** One sentence for each reason code of a `Verdict`: the code `entry.closed` is the key `entry.closed`. */
export const reasons = {
  unknown: 'Cela n’a pas pu être fait. Rien n’a été changé.',
  access: {
    denied: 'Votre compte ne permet pas cette action.',
    signedOut: 'Connectez-vous pour continuer.',
  },
  account: { unknown: 'Ce compte n’existe pas.' },
  contact: {
    unreadableEmail: 'Écrivez une adresse électronique comme nom@exemple.org',
    unreadablePhone:
      'Écrivez un numéro de téléphone comme 90 12 34 56 ou +227 90123456, ou une adresse comme nom@exemple.org',
    taken: 'Un compte existe déjà avec ce téléphone ou cette adresse.',
  },
  password: {
    tooShort: 'Choisissez un mot de passe d’au moins {{minimum}} caractères',
    tooLong: 'Choisissez un mot de passe d’au plus {{maximum}} caractères',
    tooCommon: 'Ce mot de passe est parmi les premiers que l’on essaie. Choisissez-en un autre',
    isContact: 'Le mot de passe ne peut pas être votre téléphone ou votre adresse',
  },
  signIn: { wrong: 'Le téléphone ou l’adresse, ou le mot de passe, n’est pas bon. Vérifiez les deux' },
  code: { wrong: 'Ce code n’est pas le bon, ou il ne vaut plus. Vérifiez-le ou demandez-en un autre' },
  role: {
    needsScope: 'Ce rôle se donne dans une région, un établissement ou un jury : dites lequel.',
    unknownPlace: 'Cette organisation n’a pas cette région, cet établissement, ce centre ou ce jury.',
  },
  rate: { limited: 'Trop d’essais. Recommencez dans {{minutes}} min.' },
} as const;
