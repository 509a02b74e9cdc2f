import type { Label } from '../../kit/v1/words.ts';

export const PROOF = {
  title: { fr: 'Fiche d’inscription', en: 'Proof sheet' },
  number: { fr: 'N° de candidat', en: 'Candidate no.' },
  region: { fr: 'Région', en: 'Region' },
  options: { fr: 'Épreuves facultatives', en: 'Optional papers' },
  noOption: { fr: 'Aucune', en: 'None' },
  sport: { fr: 'Sport', en: 'Sport' },
  fit: { fr: 'Apte', en: 'Fit' },
  unfit: { fr: 'Inapte', en: 'Unfit' },
  nationalId: { fr: 'Numéro d’identité', en: 'Identity number' },
  diploma: { fr: 'Diplôme obtenu', en: 'Earlier diploma' },
  attempt: { fr: 'Présentation n°', en: 'Attempt no.' },
  toComplete: { fr: 'À compléter', en: 'To be completed' },
  reference: { fr: 'Référence', en: 'Reference' },
  code: { fr: 'Code', en: 'Code' },
  check: {
    fr: 'Lisez chaque ligne : c’est ainsi que tout sera imprimé sur la convocation, le relevé et le diplôme. Entourez ce qui est faux et écrivez à côté ce qu’il faut.',
    en: 'Read every line: this is how everything will be printed on the convocation, the transcript and the diploma. Circle what is wrong and write beside it what it should be.',
  },
  right: { fr: 'Tout est exact', en: 'Everything is right' },
  wrong: { fr: 'Des corrections sont écrites ci-dessus', en: 'Corrections are written above' },
  date: { fr: 'Date', en: 'Date' },
  candidate: { fr: 'Signature du candidat', en: 'Signature of the candidate' },
  head: { fr: 'Signature et cachet de l’établissement', en: 'Signature and stamp of the school' },
} as const satisfies Record<string, Label>;

export const accessAdvice = (host: string): Label => ({
  fr: `À remettre au candidat. Sur ${host}/reprendre, la référence et le code ouvrent ce dossier sur tout téléphone : à garder pour soi.`,
  en: `To be handed to the candidate. At ${host}/reprendre the reference and the code open this entry on any phone: keep them to yourself.`,
});

export const acceptedOn = (fr: string, en: string): Label => ({
  fr: `Fiche acceptée par le candidat le ${fr}`,
  en: `Accepted by the candidate on ${en}`,
});

export const pageFoot = (printedOn: string, page: number, total: number): string =>
  `Imprimé le ${printedOn} · ${page} / ${total}`;
