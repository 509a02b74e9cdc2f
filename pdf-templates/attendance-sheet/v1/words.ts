import type { Label } from '../../kit/v1/words.ts';

export const ATTENDANCE = {
  title: { fr: 'Feuille d’émargement', en: 'Attendance sheet' },
  seat: { fr: 'Place', en: 'Seat' },
  tableNumber: { fr: 'N° de table', en: 'Candidate no.' },
  name: { fr: 'Nom et prénoms', en: 'Name' },
  series: { fr: 'Série', en: 'Series' },
  signature: { fr: 'Signature', en: 'Signature' },
  expected: { fr: 'Attendus', en: 'Expected' },
  present: { fr: 'Présents', en: 'Present' },
  absent: { fr: 'Absents', en: 'Absent' },
  scripts: { fr: 'Copies remises', en: 'Scripts handed in' },
  first: { fr: 'Premier surveillant : nom et signature', en: 'First invigilator: name and signature' },
  second: { fr: 'Second surveillant : nom et signature', en: 'Second invigilator: name and signature' },
} as const satisfies Record<string, Label>;

/** "Absent" is written in the box by hand, so that an empty box is an oversight and not an absence. */
export const RULE: Label = {
  fr: 'Écrire « absent » dans la case de qui n’est pas là : aucune case ne reste vide.',
  en: 'Write “absent” in the box of whoever is not there: no box stays empty.',
};

export const pageOf = (page: number, pages: number): string => `${page} / ${pages}`;
