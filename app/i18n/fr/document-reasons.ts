/** Refusals around the life of a document: the key `document.samePerson` is the reason code. */
export const documentReasons = {
  document: {
    notYetDue: 'Il n’y a encore rien à partir de quoi faire ce document : ni places, ni résultats publiés.',
    heldByOffice:
      'Le document de cette personne est suspendu, annulé ou attend une décision : pas d’édition suivante avant que quelqu’un ait décidé.',
    undrawable: 'Ce qui est écrit ne tient pas sur la page.',
    templateChanged:
      'Le modèle de ce document a été modifié après son premier usage : rien n’est délivré. Prévenez l’équipe technique.',
    notFound: 'Ce document n’existe pas.',
    statusRefused: 'Ce changement n’est pas possible dans l’état de ce document.',
    reasonMissing: 'Écrivez un motif d’au moins 5 caractères.',
    changeWaiting: 'Une demande attend déjà une décision pour ce document.',
    samePerson: 'Vous avez fait cette demande : une autre personne doit décider.',
    changeDecided: 'Cette demande est déjà décidée ou retirée. Rechargez la page.',
    notKept: 'Un tel document ne se remplace pas et ne se remet pas : il s’imprime de nouveau.',
    notInForce: 'Ce document n’est pas en vigueur : il est annulé, suspendu ou remplacé.',
    handedAlready: 'Ce document est déjà remis.',
    unprintable: 'Un caractère ne peut pas être imprimé : {{characters}}',
    malformed: 'Une donnée manque ou ne va pas sur ce document.',
  },
  pack: {
    notFound: 'Ce fichier n’existe pas, ou n’est pas encore fini.',
    tooLarge:
      'Ce centre a {{documents}} documents ; un seul PDF en tient {{most}}. Imprimez à partir du fichier ZIP.',
  },
  share: {
    notFound: 'Ce lien n’existe pas.',
    endMissing: 'Écrivez le dernier jour du lien, comme 23 11 2027.',
    endPast: 'Ce jour est passé : choisissez un jour à venir.',
    endFar: 'Un lien vaut un an au plus : choisissez un jour plus proche.',
    tooMany: 'Ce document a déjà {{maximum}} liens ouverts. Retirez-en un d’abord.',
  },
  export: {
    notTranscript: 'Ce format n’existe que pour un relevé de notes.',
    notInForce: 'Ce document n’est plus en vigueur : il n’est plus donné sous ce format.',
  },
} as const;
