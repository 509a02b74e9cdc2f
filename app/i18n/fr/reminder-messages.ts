/** Reminders. `sms` keeps to the GSM 7-bit alphabet and says no name, so that it fits in one message. */
export const reminderMessages = {
  remindSilentSchool: {
    subject: 'Votre établissement n’a encore inscrit personne',
    text: '{{school}} n’a encore inscrit aucun candidat : {{exam}}.\n\nLes inscriptions se ferment le {{until}} au soir. Ouvrez votre page pour inscrire vos élèves : {{link}}\n\nVotre établissement ne présente personne cette année ? Dites-le à l’inspection régionale.',
    sms: "Palmarès : votre établissement n'a inscrit aucun candidat, {{exam}}. Dernier jour : {{untilShort}}. {{link}}",
  },
  remindSchoolDrafts: {
    subject: 'Des inscriptions ne sont pas envoyées',
    text: '{{school}} a commencé des inscriptions sans les envoyer : {{exam}}. Dossiers en brouillon : {{entries}}.\n\nUn brouillon ne compte pas. Complétez et envoyez ces dossiers avant le {{until}} au soir : {{link}}',
    sms: 'Palmarès : {{entries}} dossier(s) de votre établissement à envoyer, {{exam}}. Dernier jour : {{untilShort}}. {{link}}',
  },
  remindSchoolUnpaid: {
    subject: 'Des droits d’inscription ne sont pas payés',
    text: '{{school}} a des dossiers dont les droits ne sont pas payés : {{exam}}. Dossiers concernés : {{entries}}.\n\nUn dossier non payé n’est pas examiné. Payez avant le {{until}} au soir : {{link}}',
    sms: 'Palmarès : {{entries}} dossier(s) de votre établissement à payer, {{exam}}. Dernier jour : {{untilShort}}. {{link}}',
  },
  remindDraft: {
    subject: 'Votre inscription n’est pas envoyée',
    text: 'L’inscription de {{candidate}} est commencée mais pas envoyée : {{exam}}.\n\nVos réponses sont gardées. Complétez-les et envoyez le dossier avant le {{until}} au soir : {{link}}',
    sms: "Palmarès : votre inscription n'est pas envoyée, {{exam}}. Dernier jour : {{untilShort}}. {{link}}",
  },
  remindUnpaid: {
    subject: 'Vos droits d’inscription ne sont pas payés',
    text: 'Le dossier de {{candidate}} est envoyé, mais ses droits ne sont pas payés : {{exam}}.\n\nUn dossier non payé n’est pas examiné. Payez avant le {{until}} au soir : {{link}}',
    sms: 'Palmarès : vos droits ne sont pas payés, {{exam}}. Dernier jour : {{untilShort}}. {{link}}',
  },
  remindProof: {
    subject: 'Vérifiez ce qui sera imprimé sur votre diplôme',
    text: 'Lisez la fiche de {{candidate}} : {{exam}}. Le nom, la date et le lieu de naissance seront imprimés tels quels.\n\nAcceptez la fiche ou demandez une correction avant le {{until}} au soir : {{link}}',
    sms: 'Palmarès : vérifiez et acceptez votre fiche, {{exam}}. Dernier jour : {{untilShort}}. {{link}}',
  },
  deadlineMoved: {
    subject: 'La date de clôture des inscriptions a changé',
    text: 'Les inscriptions se ferment maintenant le {{until}} au soir : {{exam}}.\n\nCe qui reste à faire se fait ici : {{link}}',
    sms: 'Palmarès : les inscriptions se ferment maintenant le {{untilShort}} au soir, {{exam}}. {{link}}',
  },
  entryDuplicate: {
    subject: 'Un de vos deux dossiers est retiré',
    text: 'L’office a trouvé deux dossiers au nom de {{candidate}} : {{exam}}.\n\nLe dossier {{kept}} reste. Le dossier {{number}} est retiré. Si vous avez payé les deux, adressez-vous à la caisse de l’office pour être remboursé.\n\nCe n’est pas la même personne ? Écrivez à l’office sans attendre : {{link}}',
    sms: 'Palmarès : deux dossiers à votre nom. {{kept}} reste, {{number}} est retiré. {{link}}',
  },
} as const;
