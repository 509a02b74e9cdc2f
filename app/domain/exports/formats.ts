import type { DocumentKind, DocumentStatus } from '../documents/kinds.ts';

/** The forms in which a document leaves the office for other systems: a name for people, a file for browsers. */
export const DOCUMENT_EXPORTS = [
  { name: 'credential', file: 'credential.jwt', type: 'application/vc+jwt' },
  { name: 'elmo', file: 'elmo.xml', type: 'application/xml; charset=utf-8' },
  { name: 'walletSvg', file: 'wallet.svg', type: 'image/svg+xml' },
  { name: 'walletPng', file: 'wallet.png', type: 'image/png' },
] as const;
export type DocumentExport = (typeof DOCUMENT_EXPORTS)[number];
export type ExportFile = DocumentExport['file'];

/** What only its office and its bearer use says nothing of an achievement. */
const CREDENTIAL_KINDS: readonly DocumentKind[] = ['transcript', 'passCertificate', 'diploma'];

/** The formats of a document: none once it has ended, ELMO only of marks. */
export function exportsOf(kind: DocumentKind, status: DocumentStatus): readonly DocumentExport[] {
  if (status !== 'valid' || !CREDENTIAL_KINDS.includes(kind)) return [];
  return DOCUMENT_EXPORTS.filter(({ name }) => name !== 'elmo' || kind === 'transcript');
}
