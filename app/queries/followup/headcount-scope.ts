import { and, eq, inArray, type SQL } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import type { EntryState } from '#app/domain/registration/states.ts';
import { withinReach } from '#app/queries/office/within-reach.ts';
import { entry } from '#db/schema/registration.ts';

export type HeadcountFilter = {
  readonly regionId?: string | undefined;
  readonly series?: string | undefined;
  readonly sex?: 'F' | 'M' | undefined;
  readonly kind?: 'official' | 'free' | undefined;
  /** Left out: every entry that was sent and not withdrawn. */
  readonly state?: EntryState | undefined;
};

/** Entries that were sent and not withdrawn: what is counted unless a state is asked for. */
export const SENT_STATES = ['submitted', 'paid', 'validated', 'returned', 'rejected'] as const;

/** The entries a follow-up counts: the reader's own, of one sitting, as filtered. */
export function headcountScope(reach: Reach, sittingId: string, filter: HeadcountFilter): SQL | undefined {
  const { regionId, series, sex, kind, state } = filter;
  return and(
    eq(entry.sittingId, sittingId),
    withinReach(reach, entry.organisationId, entry.regionId),
    state === undefined ? inArray(entry.state, [...SENT_STATES]) : eq(entry.state, state),
    regionId === undefined ? undefined : eq(entry.regionId, regionId),
    series === undefined ? undefined : eq(entry.series, series),
    sex === undefined ? undefined : eq(entry.sex, sex),
    kind === undefined ? undefined : eq(entry.kind, kind),
  );
}
