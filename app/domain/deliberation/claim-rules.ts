import type { PublishedResult } from '../publication/published-result.ts';
import type { Regulation } from '../regulation/schema.ts';
import { accept, refuse, type Verdict } from '../shared/verdict.ts';

const USUAL_DAYS = 30;
const DAY = 24 * 60 * 60_000;
const SHORTEST_REASON = 10;
const LONGEST_REASON = 1000;

/** Days after a publication during which a mark may be claimed. */
export function claimDays({ review }: Pick<Regulation, 'review'>): number {
  return review?.withinDays ?? USUAL_DAYS;
}

/** The instant after which no claim is taken on a publication. */
export function claimsUntil(publishedAt: Date, regulation: Pick<Regulation, 'review'>): Date {
  return new Date(publishedAt.getTime() + claimDays(regulation) * DAY);
}

export type Claimed = Pick<PublishedResult, 'snapshot' | 'decision'>;

/** Papers whose mark may be claimed: marked on a paper that somebody else can mark again, so neither orals nor sport. */
export function claimablePapers({ snapshot, decision }: Claimed, regulation: Regulation): readonly string[] {
  if (!regulation.review || decision === 'excluded') return [];
  return Object.entries(snapshot.marks)
    .filter(([paper, { state }]) => {
      const kind = regulation.papers[paper]?.kind;
      return state === 'mark' && kind !== undefined && kind !== 'oral' && kind !== 'sport';
    })
    .map(([paper]) => paper);
}

export type ClaimToCheck = { readonly paper: string; readonly reason: string };

/** Whether a candidate's claim is taken: within its time, on a paper that can be marked again, with a reason. */
export function checkClaim(
  { paper, reason }: ClaimToCheck,
  result: Claimed,
  regulation: Regulation,
  { publishedAt, now }: { readonly publishedAt: Date; readonly now: Date },
): Verdict<true, 'claim.noReviewRule' | 'claim.tooLate' | 'claim.paperRefused' | 'claim.reasonMissing'> {
  if (!regulation.review) return refuse('claim.noReviewRule');
  if (now > claimsUntil(publishedAt, regulation))
    return refuse('claim.tooLate', { days: claimDays(regulation) });
  if (!claimablePapers(result, regulation).includes(paper)) return refuse('claim.paperRefused');
  const { length } = reason.trim();
  return length < SHORTEST_REASON || length > LONGEST_REASON
    ? refuse('claim.reasonMissing', { minimum: SHORTEST_REASON, maximum: LONGEST_REASON })
    : accept();
}
