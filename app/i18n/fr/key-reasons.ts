/** Pourquoi une clé de signature ou une liste signée est refusée. */
export const keyReasons = {
  organisation: { unknown: 'Aucune organisation ne porte ce code.' },
  signingKey: {
    unknown: 'Aucune clé ne porte cet identifiant.',
    isRoot: 'C’est la clé racine : elle se remplace par une autre, avec « keys root ».',
    notActive: 'Cette clé ne signe déjà plus.',
    exists: 'Une clé existe déjà pour {{year}} : {{kid}}. Pour en changer, utilisez « keys rotate ».',
    yearTooFar: 'Une clé ne se crée que pour cette année ou la suivante.',
    reasonMissing: 'Donnez la raison, en quelques mots : elle est conservée.',
    compromisedInFuture: 'La date ne peut pas être dans le futur.',
    compromiseMovesForward:
      'Cette clé est déjà déclarée compromise depuis {{at}} : la date ne peut que reculer.',
    doesNotOpen: '{{kid}} ne s’ouvre pas avec l’ancienne clé de chiffrement. Rien n’a été changé.',
  },
  root: {
    unknown: 'Il n’y a pas de clé racine ici.',
    inForce: 'Cette clé racine est déjà en service.',
    exists:
      'Une clé racine est déjà en service : {{kid}}. Pour la remplacer, ajoutez --replace ; chaque vérificateur devra recevoir la nouvelle.',
    retired: 'Cette clé racine a été abandonnée : elle ne revient pas.',
    offline: 'La partie privée de cette clé racine est déjà gardée hors ligne.',
  },
  trust: {
    malformed: 'Ce fichier n’est pas une liste de confiance.',
    'wrong-signature': 'La clé racine en service n’a pas signé cette liste.',
  },
  trustList: {
    fromFuture: 'Cette liste est datée du futur : vérifiez l’horloge de la machine qui l’a signée.',
    ended: 'La validité de cette liste est déjà passée.',
    older: 'Une liste plus récente est déjà servie.',
    foreignKey: 'Cette liste nomme une clé que cet office n’a pas : {{kid}}.',
    missesCompromise: 'Cette liste ne dit pas que la clé {{kid}} est compromise. Exportez-la de nouveau.',
  },
};
