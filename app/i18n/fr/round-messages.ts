/** What follows a publication. `sms` keeps to the GSM 7-bit alphabet and says no name, so that it fits in one message. */
export const roundMessages = {
  secondGroupChoice: {
    subject: 'Second groupe : choisissez vos épreuves',
    text: '{{candidate}} est appelé au second groupe : {{exam}}.\n\nLes épreuves se choisissent jusqu’au {{until}}, {{untilTime}}. Choisissez-les ici, et voyez où et quand elles se passent : {{link}}\n\nSans choix, l’office retient les épreuves qui peuvent rapporter le plus de points.',
    sms: "Palmarès : second groupe. Choisissez vos épreuves jusqu'au {{untilShort}} {{untilTime}} : {{link}}",
  },
  secondGroupCalled: {
    subject: 'Second groupe : vos épreuves',
    text: '{{candidate}} est appelé au second groupe : {{exam}}.\n\nQuelles épreuves, où et quand : {{link}}',
    sms: 'Palmarès : second groupe. Vos épreuves : {{link}}',
  },
  resitOffered: {
    subject: 'Une épreuve est reprise : {{paper}}',
    text: 'L’épreuve {{paper}} est reprise ({{exam}}). {{candidate}} peut la repasser : la meilleure des deux notes compte et la décision ne peut pas baisser.\n\nDites-le jusqu’au {{until}}, {{untilTime}}, et voyez où et quand elle se passe : {{link}}',
    sms: "Palmarès : une épreuve est reprise. Dites jusqu'au {{untilShort}} {{untilTime}} si vous la repassez : {{link}}",
  },
  resitCalled: {
    subject: 'Une épreuve à repasser : {{paper}}',
    text: 'L’épreuve {{paper}} est reprise ({{exam}}). {{candidate}} doit la repasser ; la meilleure des deux notes compte.\n\nOù et quand : {{link}}',
    sms: 'Palmarès : une épreuve est à repasser. Où et quand : {{link}}',
  },
  roundCancelled: {
    subject: 'Les épreuves annoncées n’auront pas lieu',
    text: 'L’office a annulé le tour auquel {{candidate}} devait prendre part : {{exam}}. Il n’y a rien à passer ni à choisir.\n\nVotre espace : {{link}}',
    sms: 'Palmarès : les épreuves annoncées sont annulées. {{link}}',
  },
  claimAccepted: {
    subject: 'Votre réclamation est acceptée : {{paper}}',
    text: 'La copie de {{paper}} de {{candidate}} ({{exam}}) sera relue. L’office écrit :\n\n{{reason}}\n\nVous serez prévenu quand la note relue sera publiée. La réclamation : {{link}}',
    sms: 'Palmarès : réclamation acceptée, la copie sera relue. {{link}}',
  },
  claimRejected: {
    subject: 'Réponse à votre réclamation : {{paper}}',
    text: 'La réclamation de {{candidate}} sur {{paper}} ({{exam}}) n’est pas acceptée. L’office écrit :\n\n{{reason}}\n\nLa réclamation : {{link}}',
    sms: "Palmarès : votre réclamation n'est pas acceptée. La réponse : {{link}}",
  },
  claimDecided: {
    subject: 'Votre copie est relue : {{paper}}',
    text: 'La copie de {{paper}} de {{candidate}} ({{exam}}) a été relue, et les résultats sont publiés de nouveau.\n\nLa note relue, celle qui compte et pourquoi : {{link}}',
    sms: 'Palmarès : votre copie est relue. La note qui compte, et pourquoi : {{link}}',
  },
} as const;
