/** Signing up, in and out, codes and passwords. */
export const account = {
  missing: {
    contact: 'Écrivez votre téléphone ou votre adresse électronique',
    name: 'Écrivez votre nom',
    password: 'Écrivez votre mot de passe',
    newPassword: 'Choisissez un mot de passe',
  },
  field: {
    contact: 'Téléphone ou adresse électronique',
    contactHint: 'Par exemple : 90 12 34 56, +227 90 12 34 56 ou nom@exemple.org',
    name: 'Votre nom',
    nameHint: 'Celui de la personne qui tient le compte. L’identité du candidat viendra dans le dossier.',
    password: 'Mot de passe',
    newPassword: 'Choisissez un mot de passe',
    passwordHint:
      'Au moins {{minimum}} caractères. Trois mots que vous seul mettriez ensemble font un bon mot de passe.',
    code: 'Code à six chiffres',
    codeHint: 'Il vaut {{minutes}} minutes. Cinq essais.',
    codeProblem: 'Écrivez les six chiffres du code',
  },
  signUp: {
    title: 'Ouvrir un compte',
    lead: 'Nous enverrons un code à votre téléphone ou à votre adresse pour être sûrs que nous pouvons vous joindre.',
    submit: 'Recevoir le code',
    already: 'Vous avez déjà un compte ?',
    signIn: 'Se connecter',
  },
  code: {
    title: 'Écrivez le code reçu',
    lead: 'Nous avons envoyé un message à {{contact}}. S’il contient un code, écrivez-le ici.',
    submit: 'Confirmer',
    nothing: 'Rien reçu ?',
    again:
      'Attendez deux minutes et regardez dans les courriers indésirables. Sinon, connectez-vous avec votre mot de passe pour recevoir un autre code, ou recommencez si le numéro ou l’adresse n’est pas bon.',
    restart: 'Recommencer',
  },
  signIn: {
    title: 'Se connecter',
    submit: 'Se connecter',
    forgotten: 'J’ai oublié mon mot de passe',
    none: 'Pas encore de compte ?',
    signUp: 'Ouvrir un compte',
  },
  signOut: {
    title: 'Se déconnecter',
    text: 'Voulez-vous fermer votre session sur cet appareil ?',
    submit: 'Se déconnecter',
  },
  reset: {
    title: 'Changer de mot de passe',
    lead: 'Donnez le téléphone ou l’adresse de votre compte : nous y enverrons un code.',
    submit: 'Recevoir le code',
    secondTitle: 'Choisir un nouveau mot de passe',
    secondLead: 'Si {{contact}} est celui d’un compte, un code vient d’y être envoyé.',
    secondSubmit: 'Changer le mot de passe',
    effect: 'Les autres appareils seront déconnectés.',
    again: 'Demander un autre code',
  },
} as const;
