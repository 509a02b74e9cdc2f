/** Why a round or a claim is refused. */
export const roundReasons = {
  round: {
    notFound: 'Ce tour n’existe pas.',
    notSealed: '{{juries}} jury(s) n’ont pas encore clos la délibération du tour {{round}}.',
    another: 'Un tour est déjà en cours pour cette session. Terminez-le ou annulez-le d’abord.',
    nobody: 'Personne n’est concerné : ce tour n’a pas lieu d’être.',
    reasonMissing:
      'Écrivez un motif de {{minimum}} à {{maximum}} caractères. Il sera imprimé avec les résultats.',
    noSecondGroup: 'Le règlement de cette session ne prévoit pas de second groupe.',
    noReviewRule:
      'Le règlement de cette session ne dit pas ce que devient une note relue : aucune relecture n’est possible.',
    paperUnknown: 'Personne n’a composé l’épreuve {{paper}} dans la série {{series}}.',
    seriesUnknown: 'La série {{series}} n’est pas dans le règlement.',
    untilMissing: 'Dites jusqu’à quand les candidats choisissent.',
    untilPast: 'Cette date est déjà passée.',
    untilTooLate:
      'Le règlement donne {{hours}} heures pour choisir : dites une heure qui n’en dépasse pas la fin.',
    noPaper: 'Choisissez au moins une épreuve.',
    tooManyPapers: 'Choisissez au plus {{most}} épreuve(s).',
    paperNotOffered: 'Cette épreuve ne peut pas être choisie.',
    closed: 'La correction a commencé : les choix ne changent plus.',
    choicesOver: 'Le délai pour choisir est passé. Adressez-vous à l’office.',
    choicesOpen: 'Des candidats peuvent encore choisir. Attendez la fin du délai.',
    compulsory: 'Cette épreuve est obligatoire pour vous.',
    alreadyReplaced: 'Cette épreuve est déjà reprise.',
  },
  claim: {
    notFound: 'Cette réclamation n’existe pas.',
    notPublished: 'Les résultats ne sont pas publiés.',
    already: 'Vous avez déjà fait une réclamation sur cette épreuve.',
    noReviewRule: 'Le règlement de cet examen ne prévoit pas de relecture des copies.',
    tooLate: 'Le délai de {{days}} jours après la publication est passé.',
    paperRefused: 'Choisissez une de vos épreuves notées sur copie.',
    reasonMissing: 'Écrivez pourquoi, en {{minimum}} à {{maximum}} caractères.',
    answerMissing: 'Écrivez la réponse que le candidat lira, de {{minimum}} à {{maximum}} caractères.',
  },
};
