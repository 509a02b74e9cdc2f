import { decodeBase10 } from './base10.ts';
import type { StatusList } from './status-list.ts';
import type { Trust } from './trust-list.ts';
import { type VerificationAnswer, verifyDocument } from './verify.ts';

export type DeviceKnowledge = {
  /** Seconds since 1970. */
  readonly now: number;
  readonly trust?: Trust | undefined;
  readonly status?: StatusList | undefined;
  /** Both lists were had from the office just now. */
  readonly reached: boolean;
};

/**
 * What a device finds by itself in the digits after an address. Without the network it never says `valid`, however young
 * its lists: an outage must not look like the office's word of today.
 */
export function answerOnDevice(
  { digits, token }: { readonly digits: string; readonly token: string },
  { now, trust, status, reached }: DeviceKnowledge,
): VerificationAnswer {
  const cose = decodeBase10(digits);
  if (!cose.ok) return { verdict: 'unreadable', reason: cose.reason };
  const known = status && ({ from: 'list', list: status } as const);
  const answer = verifyDocument({ cose: cose.value, token }, { now, trust, status: known });
  return reached || answer.verdict !== 'valid'
    ? answer
    : { ...answer, verdict: 'authentic', reason: 'status.old' };
}

/** Where the status of an issuer's documents is published. */
export function statusAddresses(trust: Trust, issuer: string): readonly string[] {
  const lists = trust.list?.statusLists ?? [];
  return lists.filter((one) => (one.issuer ?? trust.list?.issuer.id) === issuer).map(({ uri }) => uri);
}
