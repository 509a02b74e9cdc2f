/** Why a publication is refused or stopped. */
export const publicationReasons = {
  notFound: 'Cette publication n’est plus à confirmer. Rechargez la page.',
  samePerson: 'Une autre personne que celle qui a préparé doit confirmer.',
  waiting: 'Une publication confirmée attend son heure. Renoncez-y d’abord pour en préparer une autre.',
  hourPast: 'Donnez une date et une heure à venir',
  schoolsAfter:
    'Les établissements lisent avant tout le monde : donnez une heure plus tôt que la publication',
  changedSince: 'Quelque chose a changé depuis la préparation. Rien n’est publié : préparez de nouveau.',
  fileChanged: 'Le fichier des résultats n’est plus celui qui a été préparé. Rien n’est publié.',
  minutesUnsigned: 'Le président du jury {{jury}} n’a pas signé le procès-verbal. Rien n’est publié avant.',
  stopped: 'La préparation a été arrêtée.',
  marksChanged: 'Les notes ne sont plus celles que le jury {{jury}} a figées. Rien n’est publié.',
  regulationChanged: 'Le jury {{jury}} a délibéré avec un autre règlement. Rien n’est publié.',
  differs:
    'Dossiers dont le résultat ne suit pas des notes : {{dossiers}} ({{differences}} différences). Rien n’est publié.',
  omitted: 'Candidats validés sans résultat : {{candidates}} ({{numbers}}). Rien n’est publié.',
  doesNotSum: 'Des totaux ne tombent pas juste ({{figures}}). Rien n’est publié.',
  empty: 'Il n’y a aucun résultat à publier.',
  numberTwice: 'Le numéro de table {{tableNumber}} est donné deux fois.',
  reasonMissing: 'Donnez le motif de la correction',
  versionUnknown: 'La version {{version}} n’a jamais été publiée.',
  versionRead: 'La version {{version}} est déjà celle que tout le monde lit.',
} as const;
