import type { Label } from '../../kit/v1/words.ts';

export const CONVOCATION = {
  title: { fr: 'Convocation', en: 'Summons to the examination' },
  centre: { fr: 'Centre d’examen', en: 'Examination centre' },
  room: { fr: 'Salle', en: 'Room' },
  seat: { fr: 'Place', en: 'Seat' },
  day: { fr: 'Jour', en: 'Day' },
  time: { fr: 'Horaire', en: 'Time' },
  paper: { fr: 'Épreuve', en: 'Paper' },
  instructions: { fr: 'Consignes', en: 'Instructions' },
  resultCode: { fr: 'Code de résultat', en: 'Result code' },
  keepSecret: {
    fr: 'À garder secret : avec le n° de table, il ouvre vos notes.',
    en: 'Keep it secret: with the candidate number, it opens your marks.',
  },
  photo: { fr: 'Photo', en: 'Photo' },
} as const satisfies Record<string, Label>;
