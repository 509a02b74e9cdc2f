import { layout, route } from '@remix-run/route-config';

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

export const counterFiles = [
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
  route('bureau/sessions/:sittingId/documents/:packId.pdf', 'routes/office/document-pack-print.ts', {
    id: 'document-pack-print',
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

export const officePages = [
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
    route('bureau/documents/signature', 'routes/office/signature.tsx', { id: 'signature' }),
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

export const officeFiles = [
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
