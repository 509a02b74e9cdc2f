/** Why a list cannot be worked with. */
export const importReasons = {
  notFound: 'Cette liste n’existe pas.',
  schoolNotFound: 'Cet établissement n’existe pas.',
  badRows: 'Des lignes sont à corriger : inscrivez seulement les bonnes, ou renvoyez la liste corrigée.',
  nothingToEnter: 'Cette liste n’a aucune ligne à inscrire.',
  fileMissing: 'Le fichier n’est plus là. Renvoyez-le.',
} as const;
