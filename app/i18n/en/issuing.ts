import type { issuing as fr } from '../fr/issuing.ts';
import type { SameShape } from '../same-shape.ts';

export const issuing: SameShape<typeof fr> = {
  title: 'Documents of the sitting',
  lead: 'Each document is numbered, signed and put into one file per centre. You can leave this page: the work goes on.',
  kind: {
    convocation: 'Convocations',
    transcript: 'Transcripts',
    passCertificate: 'Pass certificates',
    diploma: 'Diplomas',
  },
  notYet: {
    convocation: 'Seats have not been given yet.',
    transcript: 'The results are not published yet.',
    passCertificate: 'The results are not published yet.',
    diploma: 'The results are not published yet.',
  },
  due_one: '{{due}} candidate has a right to one',
  due_other: '{{due}} candidates have a right to one',
  issued_one: '{{issued}} document issued',
  issued_other: '{{issued}} documents issued',
  waiting_one: '{{waiting}} numbered, to be signed',
  waiting_other: '{{waiting}} numbered, to be signed',
  revoked_one: '{{revoked}} revoked',
  revoked_other: '{{revoked}} revoked',
  refused_one: '{{refused}} refused',
  refused_other: '{{refused}} refused',
  numbering: 'Numbering, then the first centre',
  progress: 'Documents issued',
  start: 'Issue: {{what}}',
  pause: 'Pause: {{what}}',
  resume: 'Go on: {{what}}',
  stop: 'Stop: {{what}}',
  templateChanged:
    'The template of this document was changed after its first use: nothing is issued. Tell the technical team.',
  refusals: {
    title: 'Documents that could not be made',
    candidate: 'Candidate',
    table: 'Table number',
    why: 'Why',
    after:
      'Correct what is written, then issue again: only these candidates will be given a document. A published result is corrected by a new publication. A hundred lines are shown at most.',
  },
  packs: {
    title: 'Files by centre',
    none: 'No file yet',
    noneText: 'A file appears here once all documents of a centre are signed.',
    noCentre: 'Without a centre',
    centre: 'Centre',
    kind: 'Document',
    documents: 'Documents',
    when: 'Finished on',
    file: 'File',
    download: 'Download (ZIP, {{size}})',
    downloadOf: 'Download: {{what}}, {{centre}}',
  },
};
