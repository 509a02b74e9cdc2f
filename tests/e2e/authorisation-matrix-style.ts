import type { Opening } from './authorisation-opening.ts';
import { anywhere, here } from './authorisation-who.ts';
import type { Targets } from './demo-targets.ts';

const PATH = '/bureau/documents/style';
const centre = (t: Targets) => `/bureau/sessions/${t.publishedSitting}/centres/${t.roundCentre}`;
const configures = anywhere('administrator');

/** How documents look is the administrator's, who sees that of their own organisation; what is printed for a centre is for who gives seats. */
export const styleOpenings = {
  'document-style': {
    path: () => PATH,
    opens: configures,
    posts: [{ form: () => ({ seen: '0' }), by: configures }],
  },
  signature: { path: () => '/bureau/documents/signature', opens: anywhere('administrator', 'registrar') },
  'document-style-specimen': { path: () => `${PATH}/apercu/diploma`, opens: configures, file: true },
  'document-style-arms': { path: () => `${PATH}/armoiries.jpg`, opens: configures, file: true },
  'attendance-file': {
    path: (t) => `${centre(t)}/emargement.pdf`,
    opens: here('logistics'),
    file: true,
  },
  'centre-list-file': { path: (t) => `${centre(t)}/liste.pdf`, opens: here('logistics'), file: true },
} satisfies Record<string, Opening>;
