import type { Label } from '../../kit/v1/words.ts';

export const CENTRE = {
  title: { fr: 'Liste des candidats du centre', en: 'Candidates of the centre' },
  seat: { fr: 'Place', en: 'Seat' },
  tableNumber: { fr: 'N° de table', en: 'Candidate no.' },
  name: { fr: 'Nom et prénoms', en: 'Name' },
  series: { fr: 'Série', en: 'Series' },
  birthDate: { fr: 'Né(e) le', en: 'Born on' },
  school: { fr: 'Établissement', en: 'School' },
  candidates: { fr: 'Candidats', en: 'Candidates' },
  total: { fr: 'Ensemble', en: 'Total' },
} as const satisfies Record<string, Label>;

/** "Salle 12 · 40 candidats". */
export const roomLine = (room: string, count: number): Label => ({
  fr: `${room} · ${count} ${count === 1 ? 'candidat' : 'candidats'}`,
  en: `${count} ${count === 1 ? 'candidate' : 'candidates'}`,
});

export const pageOf = (printedOn: string, page: number, pages: number): string =>
  `Imprimé le ${printedOn} · page ${page} / ${pages}`;
