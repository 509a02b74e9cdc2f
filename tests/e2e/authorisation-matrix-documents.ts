import type { Opening } from './authorisation-opening.ts';
import { anywhere, candidate, here } from './authorisation-who.ts';
import type { Targets } from './demo-targets.ts';

const readers = here('registrar', 'publisher', 'auditor');
const handOut = here('registrar', 'regionalOfficer');
const given = () => ({ to: 'holder', collector: 'Titulaire', identityPaper: 'CNI 1', place: 'Guichet' });

/** The life of documents: at the office, where they are collected, with their holder, and by a shared link. */
export const documentOpenings = {
  'office-document-export': {
    path: (t) => `/bureau/documents/${t.document}/credential.jwt`,
    opens: readers,
    file: true,
  },
  'hand-overs': {
    path: (t) => `/bureau/remises?q=${t.uncollectedNumber}`,
    opens: anywhere('registrar', 'regionalOfficer'),
    shows: { text: (t: Targets) => t.uncollected, to: handOut },
  },
  'hand-overs-csv': {
    path: (t) => `/bureau/remises.csv?q=${t.uncollectedNumber}`,
    opens: anywhere('registrar', 'regionalOfficer'),
    file: true,
    shows: { text: (t: Targets) => `${t.uncollectedNumber};`, to: handOut },
  },
  'hand-over': {
    path: (t) => `/bureau/remises/${t.uncollected}`,
    opens: handOut,
    posts: [{ form: given, by: handOut }],
  },
  'own-documents': {
    path: () => '/espace/documents',
    opens: 'signedIn',
    shows: { text: (t: Targets) => t.document, to: candidate('published') },
  },
  'own-document': {
    path: (t) => `/espace/documents/${t.document}`,
    opens: candidate('published'),
    posts: [{ form: () => ({ intent: 'share', span: 'day' }), by: candidate('published') }],
  },
  'own-document-export': {
    path: (t) => `/espace/documents/${t.document}/wallet.svg`,
    opens: candidate('published'),
    file: true,
  },
  'shared-document': { path: (t) => `/p/${t.shareToken}`, opens: 'everyone' },
  'shared-file': { path: (t) => `/p/${t.shareToken}/document.pdf`, opens: 'everyone', file: true },
  'key-set': { path: () => '/.well-known/jwks.json', opens: 'everyone', file: true },
  // Of no key: the demonstration makes its own.
  'one-key': { path: () => '/.well-known/jwks/AAAAAAAAAAA', opens: 'everyone', status: 404, file: true },
  'credential-issuer': { path: () => '/.well-known/jwt-vc-issuer', opens: 'everyone', file: true },
} satisfies Record<string, Opening>;
