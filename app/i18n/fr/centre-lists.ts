/** Lists that are printed for a centre. */
export const centreLists = {
  title: 'Listes à imprimer par centre',
  lead: 'Pour chaque centre : une feuille d’émargement par salle et par épreuve, et la liste de ses candidats.',
  caption: 'Listes à imprimer par centre',
  centre: 'Centre',
  region: 'Région',
  candidates: 'Candidats',
  attendance: 'Feuilles d’émargement',
  list: 'Liste des candidats',
  none: 'Aucun candidat n’est placé.',
  noTimetable: 'Le calendrier de la session n’a pas encore d’épreuve : il n’y a rien à émarger.',
  attendancePdf: 'emargement-{{centre}}.pdf',
  listPdf: 'liste-{{centre}}.pdf',
} as const;
