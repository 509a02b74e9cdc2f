import type { DocumentClaims } from './document-claims.ts';
import type { ShownCheck, ShownDocument } from './shown-document.ts';
import type { VerificationVerdict } from './verdicts.ts';
import type { VerificationAnswer } from './verify.ts';

/** How bad an answer is for who relies on the document. Between valid and authentic lies only what the verifier knew. */
const WEIGHT: Readonly<Record<VerificationVerdict, number>> = {
  valid: 0,
  authentic: 0,
  suspended: 1,
  superseded: 2,
  revoked: 3,
  unreadable: 4,
  unsupported: 4,
  'unknown-issuer': 4,
  forged: 5,
};

export type Comparison = {
  /** Whose answer is to be read. */
  readonly show: 'server' | 'device';
  /** What to say of the two; nothing where the server only knows of a change sooner. */
  readonly say: 'agrees' | 'unchecked' | 'differs' | 'differsFields' | null;
};

/**
 * The server's answer beside the one that the device found by itself in the fragment: the worse one is shown. A device
 * without lists has no answer to compare. `null` for a server that could not answer.
 */
export function compareAnswers(server: ShownCheck | null, device: VerificationAnswer): Comparison {
  const undecided = device.reason === 'issuer.no-trust-list' || device.reason === 'key.compromised-undecided';
  if (!server) return { show: undecided ? 'server' : 'device', say: null };
  if (undecided) return { show: 'server', say: 'unchecked' };
  const [ours, theirs] = [WEIGHT[device.verdict], WEIGHT[server.verdict]];
  if (ours > theirs) return { show: 'device', say: 'differs' };
  if (server.document && device.claims && !saysTheSame(server.document, device.claims))
    return { show: 'device', say: 'differsFields' };
  if (ours === theirs) return { show: 'server', say: device.claims ? 'agrees' : null };
  // The register knows a status before the list does; but a document it does not know is not the one signed.
  return { show: 'server', say: server.document ? null : 'differs' };
}

function saysTheSame(shown: ShownDocument, claims: DocumentClaims): boolean {
  const { holder, type, year, number, edition, exam, series, honours } = shown;
  return (
    holder === claims.holder &&
    type === claims.type &&
    year === claims.year &&
    number === claims.number &&
    edition === claims.edition &&
    exam.code === claims.exam &&
    (series === null || series.code === claims.series) &&
    (honours === null || honours === claims.honours) &&
    (shown.average === null || shown.average.value === claims.average) &&
    // A page may leave all marks out, but not the one that is bad.
    (shown.marks === null ||
      (shown.marks.length === claims.marks?.length &&
        shown.marks.every(({ code, mark }) =>
          claims.marks?.some(([one, given]) => one === code && given === mark),
        )))
  );
}
