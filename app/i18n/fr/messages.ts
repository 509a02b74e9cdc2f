import { reminderMessages } from './reminder-messages.ts';
import { roundMessages } from './round-messages.ts';

/** Mails and SMS. `sms` keeps to the GSM 7-bit alphabet (no ’, ê, ç, «): one other letter halves what a message holds. */
export const messages = {
  greeting: 'Bonjour,',
  signature:
    'Ce message est envoyé par le service des examens. Personne ne vous demandera votre code ou votre mot de passe.',
  accountCode: {
    subject: 'Votre code : {{code}}',
    text: 'Votre code est {{code}}.\n\nÉcrivez-le sur la page que vous avez ouverte. Il vaut {{minutes}} minutes et ne sert qu’une fois.\n\nVous n’avez rien demandé ? Ne faites rien : sans ce code, aucun compte n’est ouvert.',
    sms: '{{code}} est votre code Palmarès. Il vaut {{minutes}} minutes. Ne le donnez à personne.',
  },
  resetCode: {
    subject: 'Votre code pour changer de mot de passe : {{code}}',
    text: 'Votre code est {{code}}.\n\nÉcrivez-le sur la page que vous avez ouverte, avec votre nouveau mot de passe. Il vaut {{minutes}} minutes et ne sert qu’une fois.\n\nVous n’avez rien demandé ? Ne faites rien : votre mot de passe ne change pas.',
    sms: '{{code}} est votre code Palmarès pour changer de mot de passe. Il vaut {{minutes}} minutes. Ne le donnez à personne.',
  },
  accountExists: {
    subject: 'Vous avez déjà un compte',
    text: 'Quelqu’un, peut-être vous, a voulu ouvrir un compte avec cette adresse. Vous en avez déjà un : rien n’a changé.\n\nPour vous connecter : {{link}}\n\nCe n’était pas vous ? Ne faites rien.',
    sms: "Palmarès : vous avez déjà un compte avec ce numéro. Rien n'a changé. Connexion : {{link}}",
  },
  passwordChanged: {
    subject: 'Votre mot de passe a changé',
    text: 'Le mot de passe de votre compte vient d’être changé, et les autres appareils ont été déconnectés.\n\nCe n’était pas vous ? Choisissez tout de suite un autre mot de passe : {{link}}',
    sms: "Palmarès : votre mot de passe a changé. Ce n'est pas vous ? Changez-le : {{link}}",
  },
  paymentReceived: {
    subject: 'Paiement reçu : {{amount}}',
    text: 'Nous avons reçu {{amount}} pour l’inscription de {{candidate}} : {{exam}}.\n\nVotre reçu : {{link}}\n\nL’office va maintenant vérifier le dossier.',
    sms: 'Palmarès : paiement de {{amount}} pour {{candidate}}, {{exam}}. {{link}}',
  },
  entryValidated: {
    subject: 'Inscription validée',
    text: 'L’inscription de {{candidate}} est validée : {{exam}}.\n\nVous recevrez un message quand la convocation sera prête. Le dossier : {{link}}',
    sms: 'Palmarès : inscription validée pour {{candidate}}, {{exam}}. {{link}}',
  },
  entryReturned: {
    subject: 'Votre dossier est à corriger',
    text: 'Le dossier de {{candidate}} ({{exam}}) vous est renvoyé. L’office écrit :\n\n{{reason}}\n\nCorrigez-le puis renvoyez-le ici : {{link}}',
    sms: 'Palmarès : dossier de {{candidate}} à corriger. {{reason}} {{link}}',
  },
  correctionAnswered: {
    subject: 'Réponse à votre demande de correction',
    text: 'Vous avez demandé une correction dans le dossier de {{candidate}} ({{exam}}). Voici la réponse :\n\n{{reason}}\n\nVérifiez la fiche ici : {{link}}',
    sms: 'Palmarès : réponse à votre demande pour {{candidate}}. {{reason}} {{link}}',
  },
  entryRejected: {
    subject: 'Votre dossier est refusé',
    text: 'Le dossier de {{candidate}} ({{exam}}) est refusé. L’office écrit :\n\n{{reason}}\n\nLe dossier, et comment nous joindre : {{link}}',
    sms: 'Palmarès : dossier de {{candidate}} refusé. {{reason}} {{link}}',
  },
  convocationReady: {
    subject: 'Votre convocation est prête',
    text: 'La convocation de {{candidate}} est prête : {{exam}}.\n\nElle dit le centre, la salle, le numéro de table et le code qui donnera le résultat. Imprimez-la et gardez-la : {{link}}',
    sms: 'Palmarès : convocation disponible pour {{candidate}}, {{exam}}. Imprimez-la : {{link}}',
  },
  marksModerated: {
    subject: 'Des notes que vous avez données ont changé : {{paper}}',
    text: 'L’office a changé des notes de {{paper}} ({{exam}}) : {{shift}} point à chaque note, sans sortir du barème. Son motif :\n\n{{reason}}\n\nDans quels lots, et ce que chaque note est devenue : {{link}}',
    sms: 'Palmarès : {{exam}}, {{paper}} : {{shift}} point aux notes de vos lots. {{reason}} {{link}}',
  },
  resultPublished: {
    subject: 'Les résultats sont publiés',
    text: 'Les résultats sont publiés : {{exam}}.\n\nCelui de {{candidate}} : {{link}}',
    sms: 'Palmarès : résultats publiés, {{exam}}. {{candidate}} : {{link}}',
  },
  ...reminderMessages,
  ...roundMessages,
} as const;
