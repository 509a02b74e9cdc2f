import { accept, refuse, type Verdict } from '../shared/verdict.ts';

export type Hours = {
  readonly now: Date;
  /** When everyone may read; at once without it. */
  readonly releasesAt?: Date | undefined;
  /** From when school heads may. */
  readonly schoolsFrom?: Date | undefined;
};

/**
 * A time lock is in the future, and schools read before everyone or not apart from everyone: `publication.hourPast`,
 * `publication.schoolsAfter`. School heads may be let in from now on: an hour that is past means at once.
 */
export function checkHours({
  now,
  releasesAt,
  schoolsFrom,
}: Hours): Verdict<true, 'publication.hourPast' | 'publication.schoolsAfter'> {
  if (releasesAt && releasesAt.getTime() < now.getTime()) return refuse('publication.hourPast');
  if (schoolsFrom && (!releasesAt || schoolsFrom.getTime() >= releasesAt.getTime()))
    return refuse('publication.schoolsAfter');
  return accept();
}
