import { index, layout, type RouteConfig, route } from '@remix-run/route-config';
import { counterFiles, officeFiles, officePages } from './routes-office.ts';
import { verificationFiles, verificationPages } from './routes-verification.ts';

/**
 * Every address of Palmarès, by audience; the office's and those of verification each have a file beside this one. An `id` never changes: the authorisation matrix and the logs use it.
 * Nested `children` share a layout; a route that answers with a file or JSON stands outside the layouts.
 */
const publicPages = [
  layout('routes/public/public-layout.tsx', { id: 'public-layout' }, [
    index('routes/public/home.tsx', { id: 'home' }),
    route('sessions', 'routes/public/sittings.tsx', { id: 'sittings' }),
    route('connexion', 'routes/public/sign-in.tsx', { id: 'sign-in' }),
    route('deconnexion', 'routes/public/sign-out.tsx', { id: 'sign-out' }),
    route('compte/nouveau', 'routes/public/sign-up.tsx', { id: 'sign-up' }),
    route('compte/code', 'routes/public/confirm-code.tsx', { id: 'confirm-code' }),
    route('compte/mot-de-passe', 'routes/public/reset-password.tsx', { id: 'reset-password' }),
    route('reprendre', 'routes/public/resume-entry.tsx', { id: 'resume-entry' }),
    route('verify/lot', 'routes/verify/verify-lot.tsx', { id: 'verify-lot' }),
    route('verify/api', 'routes/verify/verify-api-guide.tsx', { id: 'verify-api-guide' }),
    route('demo', 'routes/public/demo.tsx', { id: 'demo' }),
    route('resultats', 'routes/public/results.tsx', { id: 'results' }),
    route('resultats/:sittingId', 'routes/public/results-sitting.tsx', { id: 'results-sitting' }),
    route('resultats/:sittingId/:tableNumber', 'routes/public/results-number.tsx', { id: 'results-number' }),
    route('resultats/:sittingId/:tableNumber/calcul', 'routes/public/results-steps.tsx', {
      id: 'results-steps',
    }),
    route('demo/composants', 'routes/public/demo-gallery.tsx', { id: 'demo-gallery' }),
  ]),
];

/** What follows results, in the candidate's own space. */
const followingPages = [
  route('espace/inscriptions/:entryId/tour', 'routes/candidate/entry-round.tsx', { id: 'entry-round' }),
  route('espace/inscriptions/:entryId/reclamations', 'routes/candidate/entry-claims.tsx', {
    id: 'entry-claims',
  }),
  route('espace/inscriptions/:entryId/reclamations/nouvelle', 'routes/candidate/new-claim.tsx', {
    id: 'new-claim',
  }),
];

/** What the office issued to a candidate, and the links they give to it. */
const ownDocumentPages = [
  route('espace/documents', 'routes/candidate/own-documents.tsx', { id: 'own-documents' }),
  route('espace/documents/:documentId', 'routes/candidate/own-document.tsx', { id: 'own-document' }),
];

const candidatePages = [
  layout('routes/candidate/candidate-layout.tsx', { id: 'candidate-layout' }, [
    route('espace', 'routes/candidate/home.tsx', { id: 'candidate-home' }),
    route('espace/inscriptions/nouvelle', 'routes/candidate/new-entry.tsx', { id: 'new-entry' }),
    route('espace/inscriptions/:entryId/verifier', 'routes/candidate/entry-review.tsx', {
      id: 'entry-review',
    }),
    route('espace/inscriptions/:entryId/abandon', 'routes/candidate/withdraw-entry.tsx', {
      id: 'withdraw-entry',
    }),
    route('espace/inscriptions/:entryId/paiement', 'routes/candidate/payment.tsx', { id: 'payment' }),
    route('espace/inscriptions/:entryId/paiement/retour', 'routes/candidate/payment-return.tsx', {
      id: 'payment-return',
    }),
    route('espace/inscriptions/:entryId/resultat', 'routes/candidate/result.tsx', { id: 'own-result' }),
    ...ownDocumentPages,
    ...followingPages,
    route('espace/inscriptions/:entryId/fiche', 'routes/candidate/proof-sheet.tsx', { id: 'proof-sheet' }),
    route('espace/inscriptions/:entryId/:step', 'routes/candidate/entry-step.tsx', { id: 'entry-step' }),
  ]),
];

const candidateFiles = [
  route('espace/documents/:documentId/:file', 'routes/candidate/own-document-export.ts', {
    id: 'own-document-export',
  }),
  route('espace/inscriptions/:entryId/photo.jpg', 'routes/candidate/entry-photo.ts', { id: 'entry-photo' }),
  route('espace/inscriptions/:entryId/documents/:documentId', 'routes/candidate/entry-document.ts', {
    id: 'entry-document',
  }),
  route('espace/inscriptions/:entryId/pieces/:documentId', 'routes/candidate/entry-paper.ts', {
    id: 'entry-paper',
  }),
  route('espace/inscriptions/:entryId/fiche.pdf', 'routes/candidate/proof-file.ts', { id: 'proof-file' }),
];

const importPages = [
  route('ecole/imports', 'routes/school/imports.tsx', { id: 'imports' }),
  route('ecole/imports/nouveau', 'routes/school/imports-new.tsx', { id: 'new-import' }),
  route('ecole/imports/:batchId', 'routes/school/imports-batch.tsx', { id: 'import' }),
];

const importFiles = [
  route('ecole/imports/modele/:sittingId/:format', 'routes/school/imports-model.ts', { id: 'import-model' }),
  route('ecole/imports/:batchId/erreurs', 'routes/school/imports-errors.ts', { id: 'import-errors' }),
];

const schoolPages = [
  layout('routes/school/school-layout.tsx', { id: 'school-layout' }, [
    route('ecole', 'routes/school/home.tsx', { id: 'school-home' }),
    ...importPages,
    route('ecole/travaux/:taskId', 'routes/school/task.tsx', { id: 'school-task' }),
    route('ecole/dossiers/nouveau', 'routes/school/new-entry.tsx', { id: 'school-new-entry' }),
    route('ecole/dossiers/:entryId', 'routes/school/entry.tsx', { id: 'school-entry' }),
    route('ecole/dossiers/:entryId/verifier', 'routes/school/entry-review.tsx', {
      id: 'school-entry-review',
    }),
    route('ecole/dossiers/:entryId/retrait', 'routes/school/withdraw-entry.tsx', {
      id: 'school-withdraw-entry',
    }),
    route('ecole/dossiers/:entryId/:step', 'routes/school/entry-step.tsx', { id: 'school-entry-step' }),
    route('ecole/resultats', 'routes/school/results.tsx', { id: 'school-results' }),
    route('ecole/resultats/:sittingId', 'routes/school/results-sitting.tsx', {
      id: 'school-results-sitting',
    }),
    route('ecole/factures', 'routes/school/school-invoices.tsx', { id: 'school-invoices' }),
    route('ecole/factures/:schoolInvoiceId', 'routes/school/school-invoice.tsx', { id: 'school-invoice' }),
  ]),
];

const schoolFiles = [
  ...importFiles,
  route('ecole/resultats/:sittingId/liste.csv', 'routes/school/results-csv.ts', {
    id: 'school-results-csv',
  }),
  route('ecole/travaux/:taskId/fichier', 'routes/school/task-file.ts', { id: 'school-task-file' }),
  route('ecole/dossiers/:entryId/photo.jpg', 'routes/school/entry-photo.ts', { id: 'school-entry-photo' }),
  route('ecole/dossiers/:entryId/fiche.pdf', 'routes/school/proof-file.ts', { id: 'school-proof-file' }),
  route('ecole/dossiers/:entryId/pieces/:documentId', 'routes/school/entry-paper.ts', {
    id: 'school-entry-paper',
  }),
];

const markerPages = [
  layout('routes/marker/marker-layout.tsx', { id: 'marker-layout' }, [
    route('correction', 'routes/marker/my-bundles.tsx', { id: 'my-bundles' }),
    route('correction/moderations', 'routes/marker/moderations.tsx', { id: 'my-moderations' }),
    route('correction/:bundleId/paquet', 'routes/marker/sign-packet.tsx', { id: 'sign-packet' }),
    route('correction/:bundleId', 'routes/marker/bundle-grid.tsx', { id: 'bundle-grid' }),
    route('correction/:bundleId/fichier', 'routes/marker/import-marks.tsx', { id: 'import-marks' }),
  ]),
];

const markerFiles = [
  route('correction/:bundleId/notes', 'routes/marker/save-notes.ts', { id: 'save-notes' }),
  route('correction/:bundleId/modele/:format', 'routes/marker/marks-model.ts', { id: 'marks-model' }),
];

const juryPages = [
  layout('routes/jury/jury-layout.tsx', { id: 'jury-layout' }, [
    route('jury', 'routes/jury/my-juries.tsx', { id: 'my-juries' }),
    route('jury/ouvrir/:juryId', 'routes/jury/open-jury.ts', { id: 'open-jury' }),
    route('jury/:deliberationId', 'routes/jury/deliberation.tsx', { id: 'deliberation' }),
    route('jury/:deliberationId/dossiers', 'routes/jury/dossiers.tsx', { id: 'jury-dossiers' }),
    route('jury/:deliberationId/concours', 'routes/jury/competition.tsx', { id: 'jury-competition' }),
    route('jury/:deliberationId/dossiers/:code', 'routes/jury/dossier.tsx', { id: 'jury-dossier' }),
  ]),
  route('jury/:deliberationId/pv.pdf', 'routes/jury/minutes-file.ts', { id: 'jury-minutes' }),
];

/** Published results as files and for programs; a result's signed PDF, for whoever posts the code. */
const resultFiles = [
  route('resultats/:sittingId/centres/:centreId', 'routes/public/results-centre-file.ts', {
    id: 'results-centre-file',
  }),
  route('api/v1/results/:sittingId/:tableNumber', 'routes/public/results-api.ts', { id: 'results-api' }),
  route('resultats/:sittingId/:tableNumber/:file', 'routes/public/results-document.ts', {
    id: 'results-document',
  }),
];

const webhooks = [
  route('webhooks/:provider', 'routes/webhooks/provider-webhook.ts', { id: 'provider-webhook' }),
];

export default [
  ...publicPages,
  ...verificationPages,
  ...candidatePages,
  ...candidateFiles,
  ...schoolPages,
  ...schoolFiles,
  ...officePages,
  ...officeFiles,
  ...counterFiles,
  ...markerPages,
  ...markerFiles,
  ...juryPages,
  ...resultFiles,
  ...webhooks,
  ...verificationFiles,
] satisfies RouteConfig;
