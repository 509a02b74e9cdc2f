/** An office is told so long before the certificate it seals with ends. */
const WARNED_BEFORE_MS = 60 * 86_400_000;

export type CertificateWarning =
  /** It ends within 60 days, or has ended. */
  | 'ends'
  /** Nobody outside knows who vouches for it. */
  | 'selfMade';

/** What an office should be told of the certificate it seals with. In a demonstration a self-made one is as it should be. */
export function certificateWarning(
  { notAfter, selfMade }: { readonly notAfter: Date; readonly selfMade: boolean },
  { now, demo }: { readonly now: Date; readonly demo: boolean },
): CertificateWarning | undefined {
  if (notAfter.getTime() - now.getTime() <= WARNED_BEFORE_MS) return 'ends';
  return selfMade && !demo ? 'selfMade' : undefined;
}
