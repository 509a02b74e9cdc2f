/**
 * For somebody who never heard of signatures: an employer with a paper in one hand and a phone in the other.
 * Each answer is a word, a sentence, and what to do.
 */
export const verify = {
  title: 'Vérifier un document',
  answers: {
    valid: {
      answer: 'Valable',
      sentence: 'L’office a délivré ce document et confirme aujourd’hui qu’il est en vigueur.',
      do: 'Comparez-le avec ce qui suit : il doit dire exactement la même chose.',
    },
    authentic: {
      answer: 'Authentique',
      sentence:
        'L’office a bien délivré ce document, mais nous n’avons pas pu savoir s’il est toujours en vigueur.',
      do: 'Vérifiez-le de nouveau quand la connexion sera revenue, avant de décider.',
    },
    fileAltered: {
      answer: 'Fichier modifié',
      sentence:
        'Le code que porte ce fichier est bien de l’office, mais le fichier n’est pas celui que l’office a délivré : il a été changé ou réenregistré.',
      do: 'Ne croyez que ce qui est écrit ici, et demandez à la personne le fichier d’origine.',
    },
    superseded: {
      answer: 'Remplacé',
      sentence:
        'L’office a délivré ce document, puis l’a remplacé par un plus récent. Celui-ci ne vaut plus.',
      do: 'Demandez à la personne le document qui le remplace, et vérifiez-le de la même façon.',
    },
    revoked: {
      answer: 'Annulé',
      sentence: 'L’office avait délivré ce document, puis l’a annulé. Il ne vaut plus.',
      do: 'N’acceptez pas ce document. La personne qui vous l’a remis peut s’adresser à l’office.',
    },
    suspended: {
      answer: 'Suspendu',
      sentence: 'L’office a suspendu ce document : pour le moment, il ne vaut pas.',
      do: 'Attendez avant de décider, et vérifiez-le de nouveau dans quelques jours. La personne qui vous l’a remis peut s’adresser à l’office.',
    },
    notOurs: {
      answer: 'Pas reconnu',
      sentence: 'Aucun document de l’office ne porte ce code.',
      do: 'Si vous avez écrit l’adresse vous-même, vérifiez chaque lettre. Si vous l’avez scannée, ce document ne vient pas de l’office : ne l’acceptez pas et prévenez l’office.',
    },
    forged: {
      answer: 'Faux',
      sentence:
        'Ce code imite ceux de l’office, mais l’office ne l’a pas fait. Nous ne montrons rien de ce qu’il contient.',
      do: 'N’acceptez pas ce document. Gardez-en une copie et prévenez l’office.',
    },
    unknownIssuer: {
      answer: 'On ne peut pas dire',
      sentence: 'Ce code ne vient d’aucun des organismes dont cet office répond.',
      do: 'Regardez sur le document quel organisme l’a délivré, et vérifiez-le sur le site de cet organisme.',
    },
    unreadable: {
      answer: 'Illisible',
      sentence:
        'Ce n’est pas un code de l’office, ou il en manque une partie. Cela ne veut pas dire que le document est faux.',
      do: 'Scannez de nouveau, bien à plat et à la lumière, ou écrivez le numéro et le code imprimés à côté du QR.',
    },
    noCode: {
      answer: 'Illisible',
      sentence:
        'Ce fichier ne contient pas le code que portent les documents de l’office. Cela ne veut pas dire que le document est faux : une photo ou une copie n’a pas ce code.',
      do: 'Si vous avez une copie, scannez le QR imprimé, ou écrivez le numéro et le code imprimés à côté.',
    },
    foreign: {
      answer: 'Un autre site',
      sentence: 'Ce code mène à {{host}}. Ce n’est pas le site de l’office, qui est {{official}}.',
      do: 'N’ouvrez pas cette adresse et n’y écrivez rien. Un document de l’office mène toujours à {{official}}.',
    },
    unsupported: {
      answer: 'Inconnu ici',
      sentence: 'Ce code est d’une sorte que cette page ne sait pas lire.',
      do: 'Écrivez le numéro et le code imprimés sur le document.',
    },
    unavailable: {
      answer: 'Pas de réponse',
      sentence:
        'Nous ne pouvons pas répondre en ce moment. Cela ne dit rien du document : ni qu’il est bon, ni qu’il est faux.',
      do: 'Réessayez dans quelques minutes. En attendant, ne décidez pas.',
    },
  },
  compare: {
    title: 'Ce que le document doit dire',
    titleEnded: 'Le document dont il s’agit',
    lead: 'Comparez ligne par ligne avec le document que vous tenez. Une seule différence, et ce n’est pas celui que l’office a délivré.',
    holder: 'Nom',
    type: 'Document',
    exam: 'Examen',
    series: 'Série',
    year: 'Année',
    honours: 'Mention',
    average: 'Moyenne',
    number: 'Numéro',
    edition: 'Édition',
    editionText: '{{edition}} (après correction ou perte)',
    issuer: 'Délivré par',
    checkedAt: 'Vérifié le',
    named: '{{name}} ({{code}})',
  },
  marks: {
    title: 'Les notes',
    paper: 'Épreuve',
    mark: 'Note',
  },
  sure: {
    title: 'Comment en être sûr',
    hostStart: 'L’adresse en haut de votre écran doit commencer par',
    hostEnd: 'Un faux document peut mener à une copie de cette page, sur un autre site.',
    code: 'En cas de doute, ouvrez cette adresse vous-même et écrivez le numéro et le code imprimés à côté du QR.',
    free: 'La vérification est gratuite, sans compte. Personne ne voit qui vérifie quoi.',
  },
  another: 'Vérifier un autre document',
  form: {
    lead: 'Avec le numéro et le code imprimés sur le document. C’est gratuit, sans compte, et la réponse vient tout de suite.',
    number: 'Numéro du document',
    numberHint: 'Par exemple RN-2026-BAC-000123. Majuscules et tirets n’ont pas d’importance.',
    code: 'Code de vérification',
    codeHint: 'Imprimé à côté du QR : 11 lettres et chiffres, comme 7K3M-9QXA-2RT.',
    submit: 'Vérifier',
    noMatch:
      'Aucun document n’a ce numéro avec ce code. Relisez chaque lettre et chiffre des deux. S’ils sont exactement comme sur le document, l’office ne l’a pas délivré',
    others: 'D’autres façons de vérifier',
    scanned: 'Ce que votre téléphone a lu',
    scannedLead:
      'Scannez le QR avec l’appareil photo de votre téléphone : la réponse s’ouvre d’elle-même. Si votre lecteur montre un texte, copiez-le ici.',
    text: 'Texte ou adresse lus dans le QR',
    file: 'Un document reçu en PDF',
    fileLead:
      'Le fichier que l’office a délivré, pas une photo ni une impression scannée. Nous ne le gardons pas.',
    fileField: 'Fichier PDF',
    fileKinds: 'PDF',
  },
} as const;
