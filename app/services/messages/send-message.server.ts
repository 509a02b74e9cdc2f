import { and, eq, isNull } from 'drizzle-orm';
import { CODE_MINUTES } from '#app/domain/access/contact-code.ts';
import { CODE_TEMPLATES } from '#app/domain/messages/templates.ts';
import type { Ctx } from '#app/services/context.ts';
import { message } from '#db/schema/access.ts';
import { renderMessage } from './render-message.ts';

/**
 * Sends one queued message and forgets its values: what stays is who was written to, when, and about what, without
 * codes or names. A message already sent is not sent again. If the process dies between the gateway's answer and the
 * mark, the message is sent twice: better than never. A code too old to be typed is forgotten, not sent.
 * @throws when the mail server or gateway fails: the job is run again.
 */
export async function sendMessage(ctx: Ctx, { messageId }: { messageId: string }): Promise<void> {
  const [row] = await ctx.db
    .select()
    .from(message)
    .where(and(eq(message.id, messageId), isNull(message.sentAt)));
  if (!row) return;
  const age = ctx.clock().getTime() - row.createdAt.getTime();
  if (CODE_TEMPLATES.has(row.template) && age >= CODE_MINUTES * 60_000) {
    await ctx.db.update(message).set({ values: {} }).where(eq(message.id, messageId));
    ctx.log.warn({ messageId, template: row.template }, 'a code was too old to be sent');
    return;
  }
  const { subject, text, sms } = renderMessage(row, ctx.settings.origin);
  if (row.channel === 'mail') await ctx.adapters.mail.send({ to: row.recipient, subject, text });
  else await ctx.adapters.sms.send({ to: row.recipient, text: sms });
  await ctx.db.update(message).set({ sentAt: ctx.clock(), values: {} }).where(eq(message.id, messageId));
}
