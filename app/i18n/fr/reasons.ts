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
  entry: {
    notFound: 'Ce dossier n’existe pas.',
    notEditable: 'Ce dossier est envoyé : il ne peut plus être modifié.',
    changedElsewhere:
      'Ce dossier a changé dans une autre fenêtre depuis que vous avez ouvert cette page. Vérifiez votre réponse, puis envoyez-la de nouveau.',
    answerRefused: 'Cette réponse ne peut pas être enregistrée. Vérifiez-la.',
    incomplete: 'Il manque une réponse : complétez-la avant d’envoyer.',
    stepInvalid: 'Une réponse n’est plus valable : corrigez-la avant d’envoyer.',
    samePeriod:
      'Vous avez déjà un dossier pour cet examen et cette année. On ne se présente qu’à une session par période.',
    feeWouldChange:
      'Ce changement coûterait plus que ce que vous avez payé. Revenez à vos choix, ou adressez-vous à l’office.',
  },
  sitting: {
    notFound: 'Cette session n’existe pas.',
    notYetOpen: 'Les inscriptions ne sont pas encore ouvertes.',
    closed: 'Les inscriptions sont closes.',
  },
  state: { refused: 'Ce n’est plus possible dans l’état où est ce dossier. Rechargez la page.' },
  payment: {
    alreadyPaid: 'Ces droits sont déjà payés.',
    nothingDue: 'Il n’y a rien à payer pour ce dossier.',
    notFound: 'Ce paiement n’existe pas.',
    unknownToProvider: 'Le prestataire ne connaît pas ce paiement.',
  },
  suspense: {
    wrongAmount: 'La somme reçue n’est pas celle qui était due.',
    paidTwice: 'Ces droits étaient déjà payés.',
    entryWithdrawn: 'Le dossier était retiré ou rejeté.',
    late: 'L’argent est arrivé après la clôture.',
  },
  photo: {
    empty: 'Choisissez une photo',
    tooHeavy: 'Cette photo est trop lourde. Choisissez-en une plus petite',
    unsupportedType: 'Ce fichier n’est pas une photo JPEG, PNG ou WebP. Choisissez-en une autre',
    unreadable: 'Cette photo est abîmée. Choisissez-en une autre',
    tooManyPixels: 'Cette photo est trop grande. Choisissez-en une autre ou réduisez-la',
    tooSmall: 'Cette photo est trop petite pour être imprimée. Choisissez-en une plus grande',
  },
} as const;
