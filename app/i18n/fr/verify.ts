import { answers } from './verify-answers.ts';

/** The verification pages. These words, and no others, are there in Arabic and Hausa too. */
export const verify = {
  title: 'Vérifier un document',
  languages: 'Langue',
  answers,
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
    knownAt: 'État connu au',
    named: '{{name}} ({{code}})',
  },
  marks: { title: 'Les notes', paper: 'Épreuve', mark: 'Note' },
  sure: {
    title: 'Comment en être sûr',
    host: 'L’adresse en haut de votre écran doit commencer par {{official}}. Un faux document peut mener à une copie de cette page, sur un autre site.',
    code: 'En cas de doute, ouvrez cette adresse vous-même et écrivez le numéro et le code imprimés à côté du QR.',
    free: 'La vérification est gratuite, sans compte. Personne ne voit qui vérifie quoi.',
  },
  another: 'Vérifier un autre document',
  device: {
    agrees: 'Vérifié aussi par votre appareil, sans passer par ce site : même réponse.',
    unchecked:
      'Votre appareil n’a pas pu refaire la vérification lui-même. La réponse ci-dessus est celle de l’office.',
    differs:
      'Attention : votre appareil ne trouve pas la même réponse que ce site. Voici la plus prudente des deux.',
    differsFields:
      'Attention : ce site n’affichait pas ce que l’office a écrit dans ce QR. Voici ce que dit le QR. Ne vous fiez pas à l’autre version, et prévenez l’office.',
    otherRoot:
      'Attention : ce site ne se présente plus comme la première fois que cet appareil l’a vu. Vérifiez l’adresse en haut de l’écran, et demandez à l’office.',
    checking: 'Vérification sur cet appareil…',
    offlineTitle: 'Vérifier sans connexion',
    offline:
      'Cet appareil répond sans connexion à ce que vous scannez, à une photo, ou au texte lu dans le QR.',
    typed:
      'Le numéro et le code écrits ne peuvent être vérifiés qu’avec une connexion : seul l’office connaît les codes. Sans connexion, scannez le QR.',
    again: 'Scanner un document',
  },
  app: {
    title: 'Vérifier aussi sans connexion',
    lead: 'Cet appareil garde de quoi reconnaître un document de l’office quand il n’y a pas de réseau. Cela prend environ {{size}} et ne demande pas de compte.',
    keep: 'Garder sur cet appareil',
    ready: 'Listes à jour du {{date}}',
    readyLead: 'Sans connexion, scannez ici comme d’habitude.',
    update: 'Mettre les listes à jour',
    working: 'Un instant…',
    failed: 'Les listes n’ont pas pu être mises à jour. Réessayez avec une connexion.',
  },
  scan: {
    open: 'Scanner avec l’appareil photo',
    lead: 'Tenez le QR imprimé devant l’appareil photo, à plat et à la lumière. L’image reste sur votre appareil.',
    stop: 'Arrêter',
    video: 'Image de l’appareil photo',
    denied:
      'L’appareil photo n’est pas disponible, ou son accès est refusé. Autorisez-le dans les réglages du navigateur, ou choisissez une autre façon ci-dessous.',
    failed:
      'Le lecteur n’a pas pu être chargé. Vérifiez la connexion, ou écrivez le numéro et le code ci-dessous.',
    pictureNone:
      'Aucun QR n’a été trouvé sur cette image. Photographiez le QR de plus près, à plat et à la lumière.',
    pictureFailed:
      'Votre navigateur ne sait pas ouvrir cette image. Vérifiez de nouveau pour l’envoyer à l’office, qui la lira et ne la gardera pas.',
  },
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
    byCode: 'Écrire le numéro et le code',
    byText: 'Mon téléphone a lu un texte dans le QR',
    byFile: 'J’ai une photo ou un fichier PDF',
    scannedLead:
      'Scannez le QR avec l’appareil photo de votre téléphone : la réponse s’ouvre d’elle-même. Si votre lecteur montre un texte, copiez-le ici.',
    text: 'Texte ou adresse lus dans le QR',
    fileLead: 'Une photo nette du QR, ou le fichier PDF que l’office a délivré. Nous ne le gardons pas.',
    fileField: 'Photo ou fichier PDF',
    fileKinds: 'PDF, JPEG ou PNG',
  },
} as const;
