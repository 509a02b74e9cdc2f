/** Why a jury is refused something; beside those of opening and sealing. */
export const deliberationReasons = {
  papersMissing: 'Choisissez les épreuves où la fraude est établie',
  paperUnknown: 'Ce dossier n’a pas de note dans cette épreuve',
  nothingToUndo: 'Aucune décision du jury n’est à rapporter pour ce dossier',
  decidedMeanwhile:
    'Une autre décision vient d’être inscrite pour le dossier {{dossier}}. Rechargez la page et relisez-la avant de décider.',
  reasonUnprintable: 'Écrivez le motif sans ces caractères, qui ne s’impriment pas : {{characters}}',
  dossiersMissing: 'Choisissez au moins un dossier, et au plus {{most}}',
};

export const minutesReasons = {
  notSealed: 'Le procès-verbal se signe une fois la délibération scellée.',
  alreadySigned: 'Ce procès-verbal est déjà signé.',
  notPresent: 'Seul le président qui a siégé signe le procès-verbal.',
  nameDiffers: 'Écrivez votre nom comme il est enregistré : {{name}}',
  unprintable:
    'Un nom porte des caractères qui ne s’impriment pas ({{characters}}). L’administrateur peut corriger le nom affiché.',
  passwordWrong: 'Ce n’est pas votre mot de passe. Écrivez-le à nouveau',
  notFound: 'Ce procès-verbal n’existe pas.',
};
