import type { Ctx } from '#app/services/context.ts';
import { sendMessage } from '#app/services/messages/send-message.server.ts';

export async function sendMessageJob(ctx: Ctx, payload: { messageId: string }): Promise<void> {
  await sendMessage(ctx, payload);
}
