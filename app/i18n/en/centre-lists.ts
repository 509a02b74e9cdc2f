import type { centreLists as fr } from '../fr/centre-lists.ts';
import type { SameShape } from '../same-shape.ts';

export const centreLists: SameShape<typeof fr> = {
  title: 'Lists to print for each centre',
  lead: 'For each centre: an attendance sheet for each room and paper, and the list of its candidates.',
  caption: 'Lists to print for each centre',
  centre: 'Centre',
  region: 'Region',
  candidates: 'Candidates',
  attendance: 'Attendance sheets',
  list: 'List of candidates',
  none: 'No candidate has a seat.',
  noTimetable: 'The timetable of the sitting has no paper yet: there is nothing to sign for.',
  attendancePdf: 'emargement-{{centre}}.pdf',
  listPdf: 'liste-{{centre}}.pdf',
};
