/** Refusals of an entry by its sitting's rules, its papers, its places, its proof sheet. */
export const entryReasons = {
  rules: {
    tooYoung:
      'Il faut avoir {{minimum}} ans le {{day}}, premier jour des épreuves. La date de naissance donnée est le {{born}}.',
    tooOld:
      'Il ne faut pas avoir plus de {{maximum}} ans le {{day}}, premier jour des épreuves. La date de naissance donnée est le {{born}}.',
    seriesNotForKind:
      'La série {{series}} n’est pas ouverte à cette candidature. Séries ouvertes : {{allowed}}.',
    diplomaUnknown: 'Il faut avoir ce diplôme pour s’inscrire : {{label}}.',
    diplomaTooRecent: 'Il faut avoir obtenu le diplôme {{label}} en {{latest}} ou avant.',
    tooManyAttempts:
      'On se présente {{maximum}} fois au plus à cet examen. Ce serait la fois n° {{attempt}}.',
    unreadable: 'Vérifiez les conditions : elles se contredisent.',
    quotaBelowTaken: 'Places déjà prises : {{taken}} ({{series}}). La limite ne peut pas être plus basse.',
    seriesUnknown: 'La série {{series}} n’est pas dans le règlement.',
  },
  quota: {
    full: 'Les {{places}} places de la série {{series}} sont prises.',
    fullSitting: 'Les {{places}} places de cette session sont prises.',
  },
  attachment: {
    empty: 'Choisissez un fichier',
    tooHeavy: 'Ce fichier dépasse {{megabytes}} Mo. Choisissez-en un plus léger, ou une photo de la pièce',
    unsupportedType: 'Ce fichier n’est ni un PDF, ni une image JPEG ou PNG. Choisissez-en un autre',
    unreadable: 'Ce fichier est abîmé ou illisible. Choisissez-en un autre, ou une photo de la pièce',
    encrypted: 'Ce PDF est protégé par un mot de passe. Enregistrez-le sans protection',
    tooManyPages: 'Ce PDF a {{pages}} pages ; il en faut {{maximum}} au plus',
    active: 'Ce PDF contient un programme ou un fichier joint. Envoyez plutôt une photo de la pièce',
    tooManyPixels: 'Cette image est trop grande. Réduisez-la ou prenez une autre photo',
    tooSmall: 'Cette image est trop petite pour être lue. Prenez une photo plus nette',
    notAsked: 'Cette pièce n’est pas demandée pour ce dossier.',
    busy: 'Trop de fichiers arrivent en même temps. Recommencez dans une minute',
    missing: 'Il manque une pièce au dossier : {{label}}. Renvoyez le dossier pour qu’elle soit ajoutée.',
  },
  scan: {
    infected: 'Ce fichier contient un virus. Il n’a pas été gardé. Envoyez-en un autre',
    unavailable: 'Les fichiers ne peuvent pas être vérifiés en ce moment. Recommencez plus tard',
  },
  resume: {
    wrong: 'La référence ou le code n’est pas bon. Vérifiez les deux',
    otherAccount: 'Ce dossier appartient à un autre compte. Déconnectez-vous d’abord.',
    otherCandidate: 'Votre compte a déjà un dossier dans cet office : celui-ci ne peut pas y être rattaché.',
    staffAccount: 'Le compte de ce dossier a d’autres droits. Connectez-vous avec votre mot de passe.',
  },
  proof: {
    notYet: 'La fiche se vérifie une fois les droits payés.',
    textMissing: 'Dites ce qui est faux, en {{minimum}} à {{maximum}} caractères',
  },
  correction: {
    alreadyOpen: 'Une demande de correction attend déjà une réponse.',
    notFound: 'Cette demande n’existe pas, ou elle a déjà sa réponse.',
    answerMissing: 'Écrivez une réponse de {{minimum}} à {{maximum}} caractères',
  },
  task: {
    notFound: 'Ce travail n’existe pas.',
    nothing: 'Il n’y a aucun dossier à traiter.',
    over: 'Ce travail a changé entre-temps. Regardez où il en est.',
  },
} as const;
