import type { Opening } from './authorisation-opening.ts';
import { here } from './authorisation-who.ts';
import type { Targets } from './demo-targets.ts';

const page = (t: Targets) => `/bureau/sessions/${t.publishedSitting}/documents`;
const readers = here('registrar', 'publisher', 'auditor');
const NOBODYS = '00000000-0000-4000-8000-000000000000';

/** What is issued to a whole sitting. */
export const issuingOpenings: Readonly<Record<string, Opening>> = {
  issuing: {
    path: page,
    opens: readers,
    posts: [
      { form: () => ({ intent: 'start', kind: 'convocation' }), by: here('registrar') },
      { form: () => ({ intent: 'pause', task: NOBODYS }), by: 'nobody' },
    ],
  },
  'document-pack': {
    path: (t) => `/bureau/sessions/${t.publishedSitting}/documents/${t.documentPack}.zip`,
    opens: readers,
    file: true,
  },
  'document-pack-print': {
    path: (t) => `/bureau/sessions/${t.publishedSitting}/documents/${t.documentPack}.pdf`,
    opens: readers,
    file: true,
  },
};
