import { accept, refuse, type Verdict } from '../shared/verdict.ts';
import type { FinalOutcome, Jury } from './jury-decision.ts';
import type { DeliberationState } from './states.ts';

export type SealRefusal =
  | 'deliberation.alreadySealed'
  | 'deliberation.presidentMissing'
  | 'deliberation.quorumMissing'
  | 'deliberation.nobody'
  | 'deliberation.marksAwaited';

export type Sealing = {
  readonly state: DeliberationState;
  readonly jury: Jury;
  readonly outcomes: readonly FinalOutcome[];
};

/** The quorum: more than half of those appointed, the president among them. */
export function quorumOf(jury: Jury): number {
  return Math.floor(jury.appointed.length / 2) + 1;
}

/**
 * Whether the jury may seal. A mark awaited stops it, except for those already called to the second group: their orals
 * come after the seal. Reserved cases may be sealed as reserved and settled by a later version.
 */
export function canSeal({ state, jury, outcomes }: Sealing): Verdict<true, SealRefusal> {
  if (state !== 'open') return refuse('deliberation.alreadySealed');
  const present = new Set(jury.present.filter((member) => jury.appointed.includes(member)));
  if (!present.has(jury.president)) return refuse('deliberation.presidentMissing');
  const quorum = quorumOf(jury);
  if (present.size < quorum) return refuse('deliberation.quorumMissing', { quorum, present: present.size });
  if (outcomes.length === 0) return refuse('deliberation.nobody');
  const waiting = outcomes.filter(
    ({ awaited, final, decision }) => awaited.length > 0 && !final && decision !== 'secondGroup',
  ).length;
  return waiting > 0 ? refuse('deliberation.marksAwaited', { dossiers: waiting }) : accept();
}
