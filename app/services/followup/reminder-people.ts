import { type SQL, sql } from 'drizzle-orm';
import { type Audience, isForSchools } from '#app/domain/followup/audiences.ts';
import { roleGrant, userAccount } from '#db/schema/access.ts';
import { school } from '#db/schema/organisation.ts';
import { candidate, entry, reminder } from '#db/schema/registration.ts';

export type ReminderScope = {
  readonly organisationId: string;
  readonly sittingId: string;
  readonly audience: Audience;
  /** The day it counts for, `YYYY-MM-DD`: one message a person, an audience and a day. */
  readonly day: string;
  /** Regions by id; null for the whole organisation. */
  readonly regions: readonly string[] | null;
};

/**
 * Whom a reminder concerns, one line for each school and head, or each entry and its candidate: `about_id`, `user_id`
 * (null where nobody has an account), `school`, `surname`, `given_names`, `entries` (how many of a school), whether the
 * person can be written to by a contact they proved (`reachable`), and whether they were on that day (`reminded`).
 */
export function reminderPeople(scope: ReminderScope): SQL {
  const { sittingId, audience, day } = scope;
  return sql`
    select about.*, u.locale, u.email, u.email_verified_at, u.phone, u.phone_verified_at,
      coalesce(u.disabled_at is null and ((u.email is not null and u.email_verified_at is not null)
        or (u.phone is not null and u.phone_verified_at is not null)), false) as reachable,
      exists (select 1 from ${reminder} done where done.sitting_id = ${sittingId} and done.audience = ${audience}
        and done.day = ${day}::date and done.about_id = about.about_id and done.user_id = about.user_id) as reminded
    from (${aboutWhat(scope)}) about left join ${userAccount} u on u.id = about.user_id`;
}

function aboutWhat(scope: ReminderScope): SQL {
  if (scope.audience === 'deadlineMoved')
    return sql`${schools(scope, sql`true`)} union all ${entries(scope, sql`e.state in ('draft', 'submitted')`)}`;
  if (isForSchools(scope.audience)) return schools(scope, SCHOOL_CONDITIONS[scope.audience] ?? sql`false`);
  return entries(scope, ENTRY_CONDITIONS[scope.audience] ?? sql`false`);
}

const SCHOOL_CONDITIONS: Readonly<Partial<Record<Audience, SQL>>> = {
  silentSchools: sql`has.living = 0`,
  schoolDrafts: sql`has.drafts > 0`,
  schoolUnpaid: sql`has.unpaid > 0`,
};

const ENTRY_CONDITIONS: Readonly<Partial<Record<Audience, SQL>>> = {
  candidateDraft: sql`e.state = 'draft'`,
  candidateUnpaid: sql`e.state = 'submitted'`,
  candidateProof: sql`e.state in ('submitted', 'paid', 'validated') and e.proof_version is null`,
};

/** Every school of the organisation with what it has in this sitting, once for each of its heads. */
function schools({ organisationId, sittingId, audience, regions }: ReminderScope, condition: SQL): SQL {
  const concerned = audience === 'schoolUnpaid' ? sql`has.unpaid` : sql`has.drafts`;
  return sql`
    select s.id as about_id, head.user_id, s.name as school, null::text as surname, null::text as given_names,
      coalesce(${concerned}, 0)::int as entries
    from ${school} s
    left join lateral (
      select count(*) filter (where e.state <> 'withdrawn') as living, count(*) filter (where e.state = 'draft') as drafts,
        count(*) filter (where e.state = 'submitted') as unpaid
      from ${entry} e where e.sitting_id = ${sittingId} and e.school_id = s.id
    ) has on true
    left join (select distinct user_id, school_id from ${roleGrant} where role = 'schoolHead' and organisation_id = ${organisationId}) head
      on head.school_id = s.id
    where s.organisation_id = ${organisationId} and ${within(regions, sql`s.region_id`)} and ${condition}`;
}

function entries({ sittingId, regions }: ReminderScope, condition: SQL): SQL {
  return sql`
    select e.id as about_id, c.user_id, null::text as school, e.surname, e.given_names, 1 as entries
    from ${entry} e join ${candidate} c on c.id = e.candidate_id
    where e.sitting_id = ${sittingId} and ${within(regions, sql`e.region_id`)} and ${condition}`;
}

function within(regions: readonly string[] | null, column: SQL): SQL {
  return regions === null
    ? sql`true`
    : sql`${column} in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(regions)}::jsonb))`;
}
