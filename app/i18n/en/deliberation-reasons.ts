import type { deliberationReasons as fr, minutesReasons as frMinutes } from '../fr/deliberation-reasons.ts';
import type { SameShape } from '../same-shape.ts';

export const deliberationReasons: SameShape<typeof fr> = {
  papersMissing: 'Choose the papers in which fraud is established',
  paperUnknown: 'This dossier has no mark in that paper',
  nothingToUndo: 'There is no decision of the jury to take back for this dossier',
  decidedMeanwhile:
    'Another decision was just recorded for dossier {{dossier}}. Reload the page and read it before deciding.',
  reasonUnprintable: 'Write the reason without these characters, which cannot be printed: {{characters}}',
  dossiersMissing: 'Choose at least one dossier, and at most {{most}}',
};

export const minutesReasons: SameShape<typeof frMinutes> = {
  notSealed: 'The minutes are signed once the deliberation is sealed.',
  alreadySigned: 'These minutes are signed already.',
  notPresent: 'Only the president who sat signs the minutes.',
  nameDiffers: 'Write your name as it is recorded: {{name}}',
  unprintable:
    'A name holds characters that cannot be printed ({{characters}}). The administrator can correct the displayed name.',
  passwordWrong: 'That is not your password. Write it again',
  notFound: 'These minutes do not exist.',
};
