import { index, layout, type RouteConfig, route } from '@remix-run/route-config';

/**
 * Every address of Palmarès, by audience. An `id` never changes: the authorisation matrix and the logs use it.
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

/** Files of one document behind a shared link, and the keys of the credentials among them. */
const credentialFiles = [
  route('p/:token/:file', 'routes/verify/shared-file.ts', { id: 'shared-file' }),
  route('.well-known/jwks.json', 'routes/verify/key-set.ts', { id: 'key-set' }),
  route('.well-known/jwks/:kid', 'routes/verify/one-key.ts', { id: 'one-key' }),
  route('.well-known/jwt-vc-issuer', 'routes/verify/credential-issuer.ts', { id: 'credential-issuer' }),
];

/** In four languages, and usable without a network: see docs/verifying.md. */
const verificationPages = [
  layout('routes/verify/verify-layout.tsx', { id: 'verify-layout' }, [
    route('v/:token', 'routes/verify/document-page.tsx', { id: 'document-page' }),
    route('p/:token', 'routes/verify/shared-document.tsx', { id: 'shared-document' }),
    route('verify', 'routes/verify/verify-form.tsx', { id: 'verify-form' }),
    route('verify/hors-connexion', 'routes/verify/offline-page.tsx', { id: 'verify-offline' }),
  ]),
  route('verify/service-worker.js', 'routes/verify/service-worker.ts', { id: 'verify-worker' }),
];

/** For programs: a verifier outside this site reads them. */
const verificationFiles = [
  route('.well-known/palmares-trust.jwt', 'routes/verify/trust-list.ts', { id: 'trust-list' }),
  route('status/:organisation/:list?', 'routes/verify/status-list.ts', { id: 'status-list' }),
  route('api/v1/openapi.json', 'routes/verify/openapi.ts', { id: 'openapi' }),
  route('api/v1/verify', 'routes/verify/verify-api-question.ts', { id: 'verify-api-question' }),
  route('api/v1/verify/bulk', 'routes/verify/verify-bulk-api.ts', { id: 'verify-bulk-api' }),
  ...credentialFiles,
  route('api/v1/verify/:token', 'routes/verify/verify-api.ts', { id: 'verify-api' }),
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

/** Counters and tills, by who takes money and who receives it. */
const counterPages = [
  route('bureau/guichet', 'routes/counter/home.tsx', { id: 'counter-home' }),
  route('bureau/guichet/factures/:invoiceId', 'routes/counter/invoice.tsx', { id: 'counter-invoice' }),
  route('bureau/guichet/factures/:invoiceId/exoneration', 'routes/counter/new-waiver.tsx', {
    id: 'new-waiver',
  }),
  route('bureau/guichet/factures-ecole/:schoolInvoiceId', 'routes/counter/school-invoice.tsx', {
    id: 'counter-school-invoice',
  }),
  route('bureau/guichet/encaissements/:paymentId', 'routes/counter/payment.tsx', { id: 'counter-payment' }),
  route('bureau/guichet/journal/:tillId', 'routes/counter/journal.tsx', { id: 'counter-journal' }),
  route('bureau/guichet/remboursements', 'routes/counter/refunds.tsx', { id: 'counter-refunds' }),
  route('bureau/guichet/caisses', 'routes/counter/tills.tsx', { id: 'counter-tills' }),
  route('bureau/guichet/releves', 'routes/counter/bank-files.tsx', { id: 'bank-files' }),
  route('bureau/guichet/releves/:fileId', 'routes/counter/bank-file.tsx', { id: 'bank-file' }),
  route('bureau/caisse/exonerations', 'routes/counter/waivers.tsx', { id: 'waivers' }),
];

const counterFiles = [
  route('bureau/guichet/encaissements/:paymentId/recu.pdf', 'routes/counter/receipt-file.ts', {
    id: 'counter-receipt',
  }),
  route('bureau/guichet/journal/:tillId/journal.csv', 'routes/counter/journal-csv.ts', {
    id: 'counter-journal-csv',
  }),
  route('bureau/caisse/ecritures.csv', 'routes/counter/ledger-csv.ts', { id: 'ledger-csv' }),
];

/** What happens to scripts around their marks. */
const scriptPages = [
  route('bureau/sessions/:sittingId/lots/:bundleId', 'routes/office/bundle.tsx', { id: 'bundle' }),
  route('bureau/sessions/:sittingId/etiquettes', 'routes/office/labels.tsx', { id: 'labels' }),
  route('bureau/sessions/:sittingId/correcteurs', 'routes/office/marker-statistics.tsx', {
    id: 'marker-statistics',
  }),
  route('bureau/sessions/:sittingId/moderations', 'routes/office/moderations.tsx', { id: 'moderations' }),
];

const scriptFiles = [
  route('bureau/sessions/:sittingId/lots/:bundleId/bordereau.pdf', 'routes/office/bundle-slip.ts', {
    id: 'bundle-slip',
  }),
  route('bureau/sessions/:sittingId/etiquettes/:taskId/fichier', 'routes/office/label-file.ts', {
    id: 'label-file',
  }),
];

/** What is issued to a whole sitting. */
const issuingPages = [
  route('bureau/sessions/:sittingId/documents', 'routes/office/issuing.tsx', { id: 'issuing' }),
];

const issuingFiles = [
  route('bureau/sessions/:sittingId/documents/:packId.zip', 'routes/office/document-pack.ts', {
    id: 'document-pack',
  }),
];

/** What follows the first publication of a sitting. */
const roundPages = [
  route('bureau/sessions/:sittingId/tours', 'routes/office/rounds.tsx', { id: 'office-rounds' }),
  route('bureau/sessions/:sittingId/tours/:number', 'routes/office/round.tsx', { id: 'office-round' }),
  route('bureau/sessions/:sittingId/tours/:number/candidats/:entryId', 'routes/office/round-choice.tsx', {
    id: 'office-round-choice',
  }),
  route('bureau/sessions/:sittingId/reclamations', 'routes/office/claims.tsx', { id: 'office-claims' }),
  route('bureau/sessions/:sittingId/reclamations/:claimId', 'routes/office/claim.tsx', {
    id: 'office-claim',
  }),
];

const roundFiles = [
  route('bureau/sessions/:sittingId/tours/:number/convocations.csv', 'routes/office/round-csv.ts', {
    id: 'office-round-csv',
  }),
  route('bureau/sessions/:sittingId/tours/:number/convocations/:centreId', 'routes/office/round-list.ts', {
    id: 'office-round-list',
  }),
];

const officePages = [
  layout('routes/office/office-layout.tsx', { id: 'office-layout' }, [
    route('bureau', 'routes/office/home.tsx', { id: 'office-home' }),
    route('bureau/dossiers', 'routes/office/entries.tsx', { id: 'office-entries' }),
    route('bureau/dossiers/:entryId', 'routes/office/entry.tsx', { id: 'office-entry' }),
    route('bureau/sessions', 'routes/office/sittings.tsx', { id: 'office-sittings' }),
    route('bureau/sessions/nouvelle', 'routes/office/new-sitting.tsx', { id: 'new-sitting' }),
    route('bureau/sessions/:sittingId', 'routes/office/sitting.tsx', { id: 'office-sitting' }),
    route('bureau/sessions/:sittingId/conditions', 'routes/office/entry-rules.tsx', { id: 'entry-rules' }),
    route('bureau/sessions/:sittingId/calendrier', 'routes/office/timetable.tsx', { id: 'timetable' }),
    route('bureau/sessions/:sittingId/places', 'routes/office/seating.tsx', { id: 'seating' }),
    route('bureau/sessions/:sittingId/suivi', 'routes/office/follow-up.tsx', { id: 'follow-up' }),
    route('bureau/sessions/:sittingId/suivi/etablissements-muets', 'routes/office/silent-schools.tsx', {
      id: 'silent-schools',
    }),
    route('bureau/sessions/:sittingId/rappels', 'routes/office/reminders.tsx', { id: 'reminders' }),
    route('bureau/copies', 'routes/office/script-history.tsx', { id: 'script-history' }),
    route('bureau/reglements', 'routes/office/regulations.tsx', { id: 'regulations' }),
    route('bureau/reglements/nouveau', 'routes/office/new-regulation.tsx', { id: 'new-regulation' }),
    route('bureau/reglements/brouillons/:draftId', 'routes/office/regulation-draft.tsx', {
      id: 'regulation-draft',
    }),
    route('bureau/reglements/comparaisons/:taskId', 'routes/office/regulation-comparison.tsx', {
      id: 'regulation-comparison',
    }),
    route('bureau/reglements/:versionId', 'routes/office/regulation.tsx', { id: 'regulation' }),
    route('bureau/doublons', 'routes/office/duplicates.tsx', { id: 'duplicates' }),
    route('bureau/doublons/:pairId', 'routes/office/duplicate.tsx', { id: 'duplicate' }),
    route('bureau/sessions/:sittingId/lots', 'routes/office/bundles.tsx', { id: 'bundles' }),
    ...scriptPages,
    ...issuingPages,
    route('bureau/sessions/:sittingId/publication', 'routes/office/publication.tsx', { id: 'publication' }),
    route('bureau/sessions/:sittingId/pv', 'routes/office/minutes.tsx', { id: 'office-minutes' }),
    ...roundPages,
    route('bureau/documents', 'routes/office/documents.tsx', { id: 'office-documents' }),
    route('bureau/documents/style', 'routes/office/document-style.tsx', { id: 'document-style' }),
    route('bureau/documents/:documentId', 'routes/office/document.tsx', { id: 'office-document' }),
    route('bureau/remises', 'routes/office/hand-overs.tsx', { id: 'hand-overs' }),
    route('bureau/remises/:documentId', 'routes/office/hand-over.tsx', { id: 'hand-over' }),
    route('bureau/caisse', 'routes/office/till.tsx', { id: 'till' }),
    route('bureau/caisse/remboursements', 'routes/office/refunds.tsx', { id: 'refunds' }),
    route('bureau/caisse/rapprochements', 'routes/office/reconciliations.tsx', { id: 'reconciliations' }),
    route('bureau/caisse/rapprochements/:reconciliationId', 'routes/office/reconciliation.tsx', {
      id: 'reconciliation',
    }),
    ...counterPages,
    route('bureau/verifications', 'routes/office/verifications.tsx', { id: 'verifications' }),
    route('bureau/journal', 'routes/office/audit.tsx', { id: 'audit' }),
    route('bureau/utilisateurs', 'routes/office/users.tsx', { id: 'users' }),
  ]),
];

const styleAndListFiles = [
  route('bureau/documents/style/apercu/:kind', 'routes/office/document-style-specimen.ts', {
    id: 'document-style-specimen',
  }),
  route('bureau/documents/style/armoiries.jpg', 'routes/office/document-style-arms.ts', {
    id: 'document-style-arms',
  }),
  route('bureau/sessions/:sittingId/centres/:centreId/emargement.pdf', 'routes/office/attendance-file.ts', {
    id: 'attendance-file',
  }),
  route('bureau/sessions/:sittingId/centres/:centreId/liste.pdf', 'routes/office/centre-list-file.ts', {
    id: 'centre-list-file',
  }),
];

const officeFiles = [
  ...styleAndListFiles,
  route('bureau/deliberations/:deliberationId/pv.pdf', 'routes/office/minutes-file.ts', {
    id: 'office-minutes-file',
  }),
  ...scriptFiles,
  ...issuingFiles,
  ...roundFiles,
  route('bureau/dossiers/:entryId/photo.jpg', 'routes/office/entry-photo.ts', { id: 'office-entry-photo' }),
  route('bureau/dossiers/:entryId/pieces/:documentId', 'routes/office/entry-paper.ts', {
    id: 'office-entry-paper',
  }),
  route('bureau/documents/:documentId/:file', 'routes/office/document-export.ts', {
    id: 'office-document-export',
  }),
  route('bureau/remises.csv', 'routes/office/hand-overs-csv.ts', { id: 'hand-overs-csv' }),
  route('bureau/documents/:documentId/fichier', 'routes/office/document-file.ts', {
    id: 'office-document-file',
  }),
  route('bureau/sessions/:sittingId/suivi.csv', 'routes/office/follow-up-export.ts', {
    id: 'follow-up-export',
  }),
  route(
    'bureau/sessions/:sittingId/suivi/etablissements-muets.csv',
    'routes/office/silent-schools-export.ts',
    { id: 'silent-schools-export' },
  ),
  route('bureau/doublons/:pairId/photos/:entryId', 'routes/office/duplicate-photo.ts', {
    id: 'duplicate-photo',
  }),
  route(
    'bureau/caisse/rapprochements/:reconciliationId/mouvements.csv',
    'routes/office/reconciliation-csv.ts',
    {
      id: 'reconciliation-csv',
    },
  ),
  route('bureau/verifications.csv', 'routes/office/verifications-csv.ts', { id: 'verifications-csv' }),
  route('bureau/caisse/paiements.csv', 'routes/office/till-export.ts', { id: 'till-export' }),
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
