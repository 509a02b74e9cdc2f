import { sql } from 'drizzle-orm';
import { REMINDABLE } from '#app/domain/followup/audiences.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { accept, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import type { Db, TxDb } from '#db/client.ts';
import { holdReminders } from './hold-reminders.server.ts';
import { type ReminderScope, reminderPeople } from './reminder-people.ts';

export type ReminderCount = {
  /** Schools or entries concerned. */
  readonly concerned: number;
  /** Messages that a reminder would send now. */
  readonly waiting: number;
  /** Messages of the same day that are sent or on their way. */
  readonly already: number;
  /** Schools or entries of which nobody has a contact they proved. */
  readonly unreachable: number;
};
export type ReminderPreview = ReminderCount & { readonly audience: (typeof REMINDABLE)[number] };

/** How many people each reminder would reach, for who may send it. Refused: `sitting.notFound`. */
export async function previewReminders(
  ctx: Ctx,
  { sittingId }: { readonly sittingId: string },
): Promise<Verdict<readonly ReminderPreview[], 'sitting.notFound'>> {
  const held = await holdReminders(ctx.db, ctx.actor, sittingId);
  if (!held.ok) return held;
  const { sitting, profile, regions } = held.value;
  const day = localDate(ctx.clock(), profile.timeZone);
  const { organisationId } = sitting;
  const previews: ReminderPreview[] = [];
  for (const audience of REMINDABLE) {
    const scope = { organisationId, sittingId, audience, day, regions };
    previews.push({ audience, ...(await countReminder(ctx.db, scope)) });
  }
  return accept(previews);
}

export async function countReminder(db: Db | TxDb, scope: ReminderScope): Promise<ReminderCount> {
  const [row] = await db.execute<ReminderCount & Record<string, unknown>>(sql`
    select count(distinct about_id)::int as concerned,
      (count(*) filter (where reachable and not reminded))::int as waiting,
      (count(*) filter (where reachable and reminded))::int as already,
      (count(distinct about_id) - count(distinct about_id) filter (where reachable))::int as unreachable
    from (${reminderPeople(scope)}) people`);
  return row ?? { concerned: 0, waiting: 0, already: 0, unreachable: 0 };
}
