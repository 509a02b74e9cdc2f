import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';

export type CompromiseRefusal = 'signingKey.compromisedInFuture' | 'signingKey.compromiseMovesForward';

/**
 * Whether a key may be said to be compromised since `at`. It is so for ever; what is learned later can only move the
 * date back, since a later one would make good again what a thief may have signed.
 */
export function judgeCompromise(known: Date | null, at: Date, now: Date): Verdict<true, CompromiseRefusal> {
  if (at > now) return refuse('signingKey.compromisedInFuture');
  if (known && at > known) return refuse('signingKey.compromiseMovesForward', { at: known.toISOString() });
  return accept();
}
