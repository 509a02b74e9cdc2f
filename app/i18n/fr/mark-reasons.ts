/** Why a mark, or a file of marks, is refused. */
export const markReasons = {
  mark: {
    unreadable: 'Écrivez une note de 0 à {{maximum}} avec deux décimales au plus, comme 13,5, ou ABS',
    withState: 'Donnez une note ou un mot comme ABS, pas les deux',
    aboveTotal: 'Les questions font plus que {{maximum}} points en tout',
    reasonMissing: 'Donnez le motif du changement',
    stale:
      'Cette note a changé dans une autre fenêtre depuis que vous avez ouvert la page. Vérifiez-la, puis enregistrez de nouveau',
    emptied: 'Une note enregistrée ne s’efface pas : écrivez-en une autre',
  },
  markImport: {
    columns:
      'Les colonnes ne sont pas celles du modèle de ce lot. Remplissez le modèle sans changer ses titres.',
    codeUnreadable: 'Ce n’est pas un code de copie',
    codeCheckFailed: 'Ce code a une faute de frappe : son signe de contrôle ne tombe pas juste',
    notInBundle: 'Cette copie n’est pas à saisir dans ce lot',
    codeTwice: 'Ce code est déjà à la ligne {{row}}',
    outOfStep: 'Le rang, le code et le code répété ne sont pas ceux d’une même copie : une colonne a glissé',
    markMissing: 'Il manque une note',
    shifted:
      'Les notes de ce fichier ont l’air décalées de {{rows}} lignes. Rien n’est enregistré : reprenez le modèle et vérifiez les premières copies.',
    refused: 'Ce fichier a des lignes à corriger. Rien n’est enregistré.',
    witnessDiffers:
      'La note lue sur la copie {{script}} n’est pas celle du fichier. Rien n’est enregistré : vérifiez si une colonne a glissé.',
    lost: 'Le fichier n’a pas pu être relu. Envoyez-le de nouveau.',
  },
} as const;
