import { counterOpenings, schoolMoneyOpenings } from './authorisation-matrix-counter.ts';
import { documentOpenings } from './authorisation-matrix-documents.ts';
import { entryOpenings } from './authorisation-matrix-entries.ts';
import { importOpenings } from './authorisation-matrix-imports.ts';
import { issuingOpenings } from './authorisation-matrix-issuing.ts';
import { moneyOpenings } from './authorisation-matrix-money.ts';
import { schoolResultOpenings } from './authorisation-matrix-publication.ts';
import { regulationOpenings } from './authorisation-matrix-regulations.ts';
import { resultOpenings } from './authorisation-matrix-results.ts';
import { roundOpenings } from './authorisation-matrix-rounds.ts';
import { scriptOpenings } from './authorisation-matrix-scripts.ts';
import { staffOpenings } from './authorisation-matrix-staff.ts';
import { styleOpenings } from './authorisation-matrix-style.ts';
import { verificationOpenings } from './authorisation-matrix-verification.ts';
import { verifyOpenings } from './authorisation-matrix-verify.ts';
import type { Opening } from './authorisation-opening.ts';
import { anywhere, candidate, here } from './authorisation-who.ts';
import type { Targets } from './demo-targets.ts';

/**
 * Who may open each page, written from what the page is for, not from its code. What is not here is refused: a route
 * without a line fails tests/architecture/matrix.test.ts, and authorisation.test.ts asks every address as everybody.
 */

const publicPages = {
  home: { path: () => '/', opens: 'everyone' },
  sittings: { path: () => '/sessions', opens: 'everyone' },
  'sign-in': { path: () => '/connexion', opens: 'everyone', turns: 'signedIn', posts: [{ by: 'everyone' }] },
  'sign-out': {
    path: () => '/deconnexion',
    opens: 'everyone',
    turns: 'anonymous',
    posts: [{ by: 'everyone' }],
  },
  'sign-up': {
    path: () => '/compte/nouveau',
    opens: 'everyone',
    turns: 'signedIn',
    posts: [{ by: 'everyone' }],
  },
  // Without a code asked for in this browser it leads back to the sign-in page.
  'confirm-code': {
    path: () => '/compte/code',
    opens: 'everyone',
    status: 302,
    posts: [{ by: 'everyone' }],
  },
  'reset-password': { path: () => '/compte/mot-de-passe', opens: 'everyone', posts: [{ by: 'everyone' }] },
  'document-page': { path: (t) => `/v/${t.documentToken}`, opens: 'everyone' },
  'verify-form': { path: () => '/verify', opens: 'everyone', posts: [{ by: 'everyone' }] },
  demo: { path: () => '/demo', opens: 'everyone' },
  results: { path: () => '/resultats', opens: 'everyone', posts: [{ by: 'everyone' }] },
  'results-sitting': { path: (t) => `/resultats/${t.publishedSitting}`, opens: 'everyone' },
  // The decision alone; marks and name take the code of the convocation.
  'results-number': {
    path: (t) => `/resultats/${t.publishedSitting}/${t.publishedTable}`,
    opens: 'everyone',
    shows: { text: (t) => t.publishedSurname, to: 'nobody' },
    posts: [{ by: 'everyone' }],
  },
  'demo-gallery': { path: () => '/demo/composants', opens: 'everyone' },
} satisfies Record<string, Opening>;

const forPrograms = {
  'trust-list': { path: () => '/.well-known/palmares-trust.jwt', opens: 'everyone', file: true },
  'status-list': { path: (t) => `/status/${t.organisationCode}`, opens: 'everyone', file: true },
  'verify-api': { path: (t) => `/api/v1/verify/${t.documentToken}`, opens: 'everyone', file: true },
  // The file is posted for, with the code; the address alone leads to the page that asks for it.
  'results-document': {
    path: (t) => `/resultats/${t.publishedSitting}/${t.publishedTable}/releve.pdf`,
    opens: 'everyone',
    status: 302,
    file: true,
    posts: [{ by: 'everyone' }],
  },
  // Only the provider's signed messages are taken; there is nothing to read.
  'provider-webhook': {
    path: () => '/webhooks/stripe',
    opens: 'everyone',
    status: 405,
    file: true,
    posts: [{ by: 'everyone' }],
  },
} satisfies Record<string, Opening>;

const mine = (path: string) => (t: Targets) => `/espace/inscriptions/${t.draftEntry}/${path}`;

const candidatePages = {
  'candidate-home': {
    path: () => '/espace',
    opens: 'signedIn',
    shows: { text: (t) => t.publishedEntry, to: candidate('published') },
  },
  // Anyone with an account may begin an entry of their own in an open sitting.
  'new-entry': {
    path: (t) => `/espace/inscriptions/nouvelle?session=${t.openSitting}`,
    opens: 'signedIn',
    posts: [{ form: (t) => ({ sittingId: t.openSitting }), by: 'signedIn' }],
  },
  'entry-review': {
    path: mine('verifier'),
    opens: candidate('draft'),
    posts: [{ form: () => ({ version: '1', accept: 'yes' }), by: candidate('draft') }],
  },
  'withdraw-entry': { path: mine('abandon'), opens: candidate('draft'), posts: [{ by: candidate('draft') }] },
  payment: {
    path: (t) => `/espace/inscriptions/${t.submittedEntry}/paiement`,
    opens: candidate('submitted'),
    posts: [{ by: candidate('submitted') }],
  },
  'payment-return': {
    path: (t) => `/espace/inscriptions/${t.submittedEntry}/paiement/retour`,
    opens: candidate('submitted'),
  },
  'own-result': {
    path: (t) => `/espace/inscriptions/${t.publishedEntry}/resultat`,
    opens: candidate('published'),
  },
  'entry-step': {
    path: mine('identite'),
    opens: candidate('draft'),
    posts: [
      {
        form: () => ({ version: '1', surname: 'Autre', givenNames: 'Personne', sex: 'F' }),
        by: candidate('draft'),
      },
    ],
  },
  'entry-photo': { path: mine('photo.jpg'), opens: candidate('draft'), file: true },
  'entry-document': {
    path: (t) => `/espace/inscriptions/${t.publishedEntry}/documents/${t.document}`,
    opens: candidate('published'),
    file: true,
  },
} satisfies Record<string, Opening>;

const schoolPages = {
  'school-home': {
    path: (t) => `/ecole?session=${t.openSitting}&etat=paid`,
    opens: anywhere('schoolHead'),
    shows: { text: (t) => t.paidNumber, to: here('schoolHead') },
    posts: ['submit', 'print'].map((intent) => ({
      form: (t: Targets) => ({ intent, schoolId: t.paidSchool, sittingId: t.openSitting }),
      by: here('schoolHead'),
    })),
  },
} satisfies Record<string, Opening>;

export const openings: Readonly<Record<string, Opening>> = {
  ...publicPages,
  ...forPrograms,
  ...candidatePages,
  ...schoolPages,
  ...importOpenings,
  ...entryOpenings,
  ...moneyOpenings,
  ...regulationOpenings,
  ...roundOpenings,
  ...resultOpenings,
  ...staffOpenings,
  ...verifyOpenings,
  ...scriptOpenings,
  ...styleOpenings,
  ...issuingOpenings,
  ...counterOpenings,
  ...schoolMoneyOpenings,
  ...schoolResultOpenings,
  ...documentOpenings,
  ...verificationOpenings,
};
