import type { Audience } from '#app/domain/followup/audiences.ts';
import { takesEntries, type WindowRefusal } from '#app/domain/registration/eligibility.ts';
import { digestOf } from '#app/domain/shared/digest.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { withTx } from '#db/tx.ts';
import { holdReminders } from './hold-reminders.server.ts';
import { countReminder } from './preview-reminders.server.ts';

export type Remind = { readonly sittingId: string; readonly audience: Audience };
export type RemindRefusal = 'sitting.notFound' | 'reminder.nobody' | 'reminder.alreadyToday' | WindowRefusal;

/**
 * Has an audience of a sitting reminded of what they still have to do, once a day each, by the contact they proved. Who:
 * `sitting.manage`, or `entry.review` for the regions it is held in. The messages are written by a job, in batches.
 * `reminder.nobody`: no one in this audience can be reached. `reminder.alreadyToday`: all of them were reminded today.
 */
export async function remind(
  ctx: Ctx,
  { sittingId, audience }: Remind,
): Promise<Verdict<{ people: number }, RemindRefusal>> {
  return withTx(ctx, 'remind', { lock: [remindersLock(sittingId, audience)] }, async (tx) => {
    const held = await holdReminders(tx.db, ctx.actor, sittingId);
    if (!held.ok) return held;
    const { sitting, profile, regions } = held.value;
    const window = takesEntries(sitting, tx.now);
    if (!window.ok) return window;
    const day = localDate(tx.now, profile.timeZone);
    const { organisationId } = sitting;
    const { waiting, already } = await countReminder(tx.db, {
      ...{ organisationId, sittingId, audience, day, regions },
    });
    if (waiting === 0) return refuse(already === 0 ? 'reminder.nobody' : 'reminder.alreadyToday');
    await tx.enqueue(
      'send-reminders',
      { sittingId, audience, day, regions: regions === null ? null : [...regions] },
      {
        key: `send-reminders:${sittingId}:${audience}:${regions === null ? 'all' : digestOf(regions)}`,
        priority: 5,
      },
    );
    tx.audit({
      organisationId,
      action: 'sitting.remind',
      subject: { type: 'sitting', id: sittingId },
      detail: { audience, day, people: waiting, regions: regions?.join(' ') ?? null },
    });
    return accept({ people: waiting });
  });
}

export const remindersLock = (sittingId: string, audience: Audience): string =>
  `reminders:${sittingId}:${audience}`;
