import { accept, refuse, type Verdict } from '../shared/verdict.ts';

/** How long a shared link is open. */
export const SHARE_SPANS = ['day', 'week', 'month', 'date'] as const;
export type ShareSpan = (typeof SHARE_SPANS)[number];

/** 24 bytes of chance, 192 bits, as base64url. */
export const SHARE_TOKEN_BYTES = 24;
const TOKEN = /^[A-Za-z0-9_-]{32}$/;

export function isShareToken(text: string): boolean {
  return TOKEN.test(text);
}

const DAY = 86_400_000;
const DAYS = { day: 1, week: 7, month: 30 } as const;
const LONGEST = 366;

/**
 * When a link made now ends: a day, a week or a month later, or the end of the day chosen (UTC), at most a year ahead.
 * @param until `YYYY-MM-DD`, for the span `date`
 */
export function shareEnd(
  now: Date,
  span: ShareSpan,
  until?: string,
): Verdict<Date, 'share.endMissing' | 'share.endPast' | 'share.endFar'> {
  if (span !== 'date') return accept(new Date(now.getTime() + DAYS[span] * DAY));
  const start = until === undefined ? Number.NaN : Date.parse(`${until}T00:00:00Z`);
  if (Number.isNaN(start)) return refuse('share.endMissing');
  const end = start + DAY;
  if (end <= now.getTime()) return refuse('share.endPast');
  return end > now.getTime() + LONGEST * DAY ? refuse('share.endFar') : accept(new Date(end));
}

export type ShareState = 'open' | 'ended' | 'withdrawn';

export function shareState(
  { expiresAt, withdrawnAt }: { readonly expiresAt: Date; readonly withdrawnAt: Date | null },
  now: Date,
): ShareState {
  if (withdrawnAt) return 'withdrawn';
  return expiresAt <= now ? 'ended' : 'open';
}
