import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { accept, refuse, type Verdict } from '../shared/verdict.ts';
import { unprintableFields } from './check-printable.ts';
import {
  type DocumentDraft,
  type DocumentModel,
  type DocumentQr,
  documentDraftSchema,
  qrSchema,
} from './model.ts';

export type PrepareRefusal = 'document.malformed' | 'document.unprintable';

/**
 * Checks a draft before a number is spent on it: its shape, that a receipt adds up, and that every character can be
 * printed. Text comes back in NFC. `detail.path` names the first field at fault; `detail.characters` what can't be printed.
 */
export function prepareDocument(draft: unknown): Verdict<DocumentDraft, PrepareRefusal> {
  const parsed = documentDraftSchema.safeParse(draft);
  if (!parsed.success)
    return refuse('document.malformed', { path: parsed.error.issues[0]?.path.join('.') ?? '' });
  const [field] = unprintableFields(parsed.data);
  if (field)
    return refuse('document.unprintable', { path: field.path, characters: field.characters.join(' ') });
  return accept(parsed.data);
}

/** Puts the signed QR on a draft; refused when it is not of the profile's form or leads to another host than the printed one. */
export function attachQr(
  draft: DocumentDraft,
  qr: DocumentQr,
): Verdict<DocumentModel, 'document.foreign-qr'> {
  const parsed = qrSchema.safeParse(qr);
  if (!parsed.success || new URL(parsed.data.url).host !== draft.verification.host)
    return refuse('document.foreign-qr');
  return accept({ ...draft, qr: parsed.data });
}

/**
 * What a PDF calls itself: 32 hexadecimal digits of its number, edition, template and signed QR, which no other document
 * shares.
 */
export function fileIdentifier({ kind, templateVersion, number, edition, qr }: DocumentModel): string {
  const named = [kind, templateVersion, number, edition, qr.url, qr.digits].join('\n');
  return bytesToHex(sha256(utf8ToBytes(named)).subarray(0, 16));
}
