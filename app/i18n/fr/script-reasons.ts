/** Why something about packets, reopened bundles, moderations or labels is refused. */
export const scriptReasons = {
  movement: {
    stillOut: 'Ce paquet est déjà chez quelqu’un. Enregistrez d’abord son retour.',
    notOut: 'Ce paquet est à l’office : il n’y a rien à rendre.',
    notTheirs: 'Ce paquet n’est pas à cette personne. Choisissez un de ses correcteurs.',
    signatureMissing: 'Écrivez le nom de la personne qui signe',
    countDiffers:
      'Le lot a {{expected}} copies et vous en comptez {{counted}}. Recomptez, ou dites dans la note ce qui manque.',
    notReturned:
      'Le paquet n’est pas rendu : {{name}} l’a signé. Enregistrez son retour, puis closez le lot.',
  },
  reopening: {
    notFound: 'Cette demande n’existe pas.',
    reasonMissing: 'Dites pourquoi ce lot doit être rouvert',
    alreadyAsked: 'La réouverture de ce lot est déjà demandée.',
    samePerson: 'Une autre personne que celle qui a demandé doit décider.',
    decided: 'Cette demande est déjà tranchée. Rechargez la page.',
    deliberated: 'Un jury délibère sur ces notes : elles sont figées et le lot reste clos.',
  },
  moderation: {
    notFound: 'Cette modération n’existe pas.',
    noBundle: 'Choisissez une épreuve et des lots de cette épreuve.',
    bundlesOpen: 'Lots à clore d’abord : {{bundles}}. On ne modère que des notes acquises.',
    deliberated: 'Un jury délibère sur ces notes : elles sont figées et ne se modèrent plus.',
    noShift: 'Écrivez un nombre de points comme 0,5 ou -0,5, autre que 0 et d’au plus {{maximum}}',
    reasonMissing: 'Donnez le motif : les correcteurs le liront',
    changesNothing: 'Aucune note ne changerait.',
    samePerson: 'Une autre personne que celle qui a proposé doit décider.',
    decided: 'Cette modération est déjà décidée. Rechargez la page.',
  },
  labels: {
    alsoMarks:
      'Vous corrigez ou siégez dans un jury de cette session : vous ne pouvez pas voir quel code va sur quelle table.',
    sawCodes:
      'Cette personne a imprimé des étiquettes de la session : elle ne peut pas en corriger les copies.',
    none: 'Il n’y a aucune copie de cette épreuve ici.',
    chooseCentre: 'Cela fait {{labels}} étiquettes. Choisissez un centre à la fois.',
    notFound: 'Ces étiquettes n’existent pas.',
    taken: 'Ces étiquettes ont déjà été prises, ou effacées après un jour. Imprimez-les de nouveau.',
  },
} as const;
