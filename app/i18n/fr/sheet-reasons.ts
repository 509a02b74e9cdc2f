/** Why a list handed in as a file or pasted is refused as a whole. */
export const sheetReasons = {
  empty: 'Ce fichier est vide. Choisissez celui qui contient votre liste.',
  noRows: 'Il n’y a que la ligne des titres. Ajoutez une ligne par élève.',
  tooHeavy: 'Ce fichier est trop lourd : {{megabytes}} Mo au plus. Partagez la liste en plusieurs fichiers.',
  tooManyRows: 'Cette liste est trop longue : {{maximum}} lignes au plus. Partagez-la en plusieurs fichiers.',
  tooManyColumns:
    'Cette liste est trop large : {{maximum}} colonnes au plus. Copiez la liste seule dans un nouveau fichier.',
  tooManyCells: 'Ce classeur est trop grand. Copiez la liste seule dans un nouveau fichier.',
  tooLong: 'Ce texte est trop long. Envoyez plutôt la liste comme fichier.',
  cellTooLong: 'Une case de la ligne {{row}} est trop longue : {{maximum}} caractères au plus.',
  quoteOpen: 'À la ligne {{row}}, un guillemet ouvert n’est jamais fermé. Fermez-le ou effacez-le.',
  unreadableText: 'Le texte de ce fichier est abîmé. Enregistrez-le de nouveau en « CSV UTF-8 » ou en .xlsx.',
  notATable: 'Ce fichier n’est pas une liste. Enregistrez la liste en .xlsx ou en CSV.',
  oldWorkbook:
    'Ce classeur est à l’ancien format .xls, ou protégé par un mot de passe. Enregistrez-le en .xlsx sans mot de passe.',
  notAWorkbook: 'Ce fichier n’est pas un classeur .xlsx. Ouvrez-le et enregistrez-le en .xlsx ou en CSV.',
  damaged: 'Ce classeur est abîmé. Ouvrez-le, enregistrez-le de nouveau en .xlsx et recommencez.',
  encrypted: 'Ce classeur est protégé par un mot de passe. Enregistrez-le sans mot de passe.',
  unsafeArchive:
    'Ce classeur n’est pas fait comme les autres et n’a pas été ouvert. Copiez la liste dans un nouveau fichier.',
  bomb: 'Ce fichier grossit démesurément quand on l’ouvre et n’a pas été ouvert. Copiez la liste dans un nouveau fichier.',
  tooLargeUnpacked:
    'Ce classeur est trop grand une fois ouvert : {{megabytes}} Mo au plus. Copiez la liste seule dans un nouveau fichier.',
  entities:
    'Ce classeur contient des instructions et n’a pas été ouvert. Copiez la liste dans un nouveau fichier.',
  columnMissing: 'Dites quelle colonne contient chaque information demandée.',
  columnTwice: 'Une colonne ne peut servir que pour une seule information.',
  columnUnknown: 'Cette liste n’a pas cette colonne.',
} as const;
