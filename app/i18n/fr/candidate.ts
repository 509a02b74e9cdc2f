export const candidate = {
  errors: {
    hidden: 'Effacez ce champ et écrivez-le de nouveau : il contient un caractère invisible',
    noLetter: 'Écrivez au moins une lettre',
    unprintable:
      'Nous ne pouvons pas imprimer ces caractères sur un diplôme : {{characters}}. Écrivez le nom comme sur l’acte de naissance en lettres latines',
    country: 'Écrivez un pays, par exemple Niger ou Bénin',
    school: 'Choisissez un établissement dans la liste',
    region: 'Choisissez une région',
    accept: 'Cochez la case pour confirmer',
  },
  nav: { home: 'Mon dossier', profile: 'Mon compte', help: 'Aide' },
  steps: {
    registration: 'Inscription',
    payment: 'Paiement',
    validation: 'Validation',
    convocation: 'Convocation',
    papers: 'Épreuves',
    result: 'Résultat',
    transcript: 'Relevé de notes',
    diploma: 'Diplôme',
  },
} as const;
