import type { documents as fr } from '../fr/documents.ts';
import type { SameShape } from '../same-shape.ts';

export const documents: SameShape<typeof fr> = {
  kind: {
    convocation: 'Convocation',
    attendanceSheet: 'Attendance sheet',
    roomList: 'Room list',
    receipt: 'Receipt',
    transcript: 'Transcript',
    passCertificate: 'Pass certificate',
    diploma: 'Diploma',
    minutes: 'Deliberation minutes',
  },
  honours: {
    none: 'No honours',
    passable: 'Passable',
    assezBien: 'Assez bien (fairly good)',
    bien: 'Bien (good)',
    tresBien: 'Très bien (very good)',
    excellent: 'Excellent',
  },
};
