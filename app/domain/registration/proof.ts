import { refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { type SittingWindow, takesEntries, type WindowRefusal } from './eligibility.ts';
import type { EntryState } from './states.ts';

/** What became of the proof sheet of a paid or validated entry. */
export const PROOF_STANDINGS = ['notAccepted', 'correction', 'accepted'] as const;
export type ProofStanding = (typeof PROOF_STANDINGS)[number];

type Accepted = { readonly proofVersion: number | null; readonly proofAcceptedAt: Date | null };

/** Whether the details as they stand are those the candidate accepted: a change of them takes the acceptance away. */
export function isProofAccepted({ proofVersion, proofAcceptedAt }: Accepted): boolean {
  return proofVersion !== null && proofAcceptedAt !== null;
}

/** Whether the proof sheet is to be accepted or corrected now: once paid for, until entries close. */
export function takesProof(
  { state }: { readonly state: EntryState },
  sitting: SittingWindow,
  now: Date,
): Verdict<true, 'proof.notYet' | WindowRefusal> {
  if (state !== 'paid' && state !== 'validated') return refuse('proof.notYet');
  return takesEntries(sitting, now);
}

export const SHORTEST_CORRECTION = 5;
export const LONGEST_CORRECTION = 600;

/** What a person wrote, tidied; undefined when it says too little or too much. */
export function readWords(typed: string): string | undefined {
  const text = typed.normalize('NFC').trim();
  return text.length >= SHORTEST_CORRECTION && text.length <= LONGEST_CORRECTION ? text : undefined;
}
