/**
 * For somebody who never heard of signatures: an employer with a paper in one hand and a phone in the other.
 * Each answer is a word, a sentence, and what to do.
 */
export const answers = {
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
  dated: {
    answer: 'Authentique',
    sentence: 'L’office a bien délivré ce document. État connu au {{date}}.',
    do: 'Il était en vigueur ce jour-là. Vérifiez-le de nouveau avec une connexion pour savoir s’il l’est aujourd’hui.',
  },
  fileUnsigned: {
    answer: 'Authentique, mais comparez',
    sentence:
      'Le code que porte ce fichier est bien de l’office, mais rien ne prouve que le reste du fichier n’a pas été changé.',
    do: 'Ne croyez que ce qui est écrit ici : comparez chaque ligne. Ou demandez à la personne le fichier d’origine.',
  },
  fileForged: {
    answer: 'Fichier modifié',
    sentence:
      'Ce fichier a été changé après que l’office l’a délivré. Nous ne montrons rien de ce qu’il contient.',
    do: 'N’acceptez pas ce fichier. Demandez à la personne le fichier d’origine, ou le document sur papier.',
  },
  superseded: {
    answer: 'Remplacé',
    sentence: 'L’office a délivré ce document, puis l’a remplacé par un plus récent. Celui-ci ne vaut plus.',
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
  twoDocuments: {
    answer: 'Faux',
    sentence:
      'Ce QR est fait de deux morceaux qui ne vont pas ensemble : l’adresse d’un document, et autre chose. L’office ne fait jamais cela.',
    do: 'N’acceptez pas ce document, même si la page de l’adresse avait l’air bonne. Gardez-en une copie et prévenez l’office.',
  },
  forged: {
    answer: 'Faux',
    sentence:
      'Ce code imite ceux de l’office, mais l’office ne l’a pas fait. Nous ne montrons rien de ce qu’il contient.',
    do: 'N’acceptez pas ce document. Gardez-en une copie et prévenez l’office.',
  },
  undecided: {
    answer: 'On ne peut pas dire ici',
    sentence:
      'Quelqu’un a pu imiter les documents de cette époque. Seul l’office, avec son registre, peut dire si celui-ci est le sien.',
    do: 'Vérifiez-le avec une connexion, sur le site de l’office. En attendant, ne décidez pas.',
  },
  unknownIssuer: {
    answer: 'On ne peut pas dire',
    sentence: 'Ce code ne vient d’aucun des organismes dont cet office répond.',
    do: 'Regardez sur le document quel organisme l’a délivré, et vérifiez-le sur le site de cet organisme.',
  },
  noLists: {
    answer: 'On ne peut pas dire',
    sentence:
      'Cet appareil n’a pas encore ce qu’il faut pour reconnaître un document de l’office. Cela ne dit rien du document.',
    do: 'Ouvrez cette page une fois avec une connexion, puis scannez de nouveau.',
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
      'Ce fichier ne contient pas le code que portent les documents de l’office. Cela ne veut pas dire que le document est faux : une copie peut avoir perdu ce code.',
    do: 'Si vous avez le papier, scannez le QR imprimé, ou écrivez le numéro et le code imprimés à côté.',
  },
  several: {
    answer: 'Plusieurs documents',
    sentence:
      'Cette image montre les codes de plusieurs documents. Nous ne répondons que pour un seul à la fois.',
    do: 'Photographiez ou scannez un seul QR, celui du document que vous voulez vérifier.',
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
} as const;
