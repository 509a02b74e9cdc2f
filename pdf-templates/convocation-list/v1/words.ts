import type { Label } from '../../kit/v1/words.ts';

export const LIST = {
  title: { fr: 'Liste de convocation', en: 'Convocation list' },
  tableNumber: { fr: 'N° de table', en: 'Table no.' },
  name: { fr: 'Nom et prénoms', en: 'Name' },
  series: { fr: 'Série', en: 'Series' },
  papers: { fr: 'Épreuves, jour et heure', en: 'Papers, day and hour' },
  signature: { fr: 'Émargement', en: 'Signature' },
} as const satisfies Record<string, Label>;

export const pageOf = (printedOn: string, page: number, pages: number): string =>
  `Imprimé le ${printedOn} · page ${page} / ${pages}`;
