import type { Ctx } from '#app/services/context.ts';
import { type SendReminders, sendReminders } from '#app/services/followup/send-reminders.server.ts';

export async function sendRemindersJob(ctx: Ctx, payload: SendReminders): Promise<void> {
  const { sent } = await sendReminders(ctx, payload);
  const { sittingId, audience } = payload;
  ctx.log.info({ sittingId, audience, sent }, 'reminders queued');
}
