import type { importReasons as french } from '../fr/import-reasons.ts';
import type { SameShape } from '../same-shape.ts';

export const importReasons: SameShape<typeof french> = {
  notFound: 'This list does not exist.',
  schoolNotFound: 'This school does not exist.',
  badRows: 'Some rows are to be corrected: enter only the good ones, or send the corrected list.',
  nothingToEnter: 'This list has no row to enter.',
  fileMissing: 'The file is gone. Send it again.',
};
