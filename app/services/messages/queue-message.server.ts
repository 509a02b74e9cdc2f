import type { MessageChannel, MessageTemplate, MessageTemplates } from '#app/domain/messages/templates.ts';
import { message } from '#db/schema/access.ts';
import type { Tx } from '#db/tx.ts';

export type QueueMessage<Name extends MessageTemplate = MessageTemplate> = {
  readonly userId?: string;
  readonly channel: MessageChannel;
  /** An address for `mail`, an E.164 number for `sms`. */
  readonly recipient: string;
  readonly template: Name;
  readonly values: MessageTemplates[Name];
  readonly locale: string;
};

/** Writes a message with the change it tells of; the worker sends it after commit. Returns its id. */
export async function queueMessage<Name extends MessageTemplate>(
  tx: Tx,
  command: QueueMessage<Name>,
): Promise<string> {
  const [row] = await tx.db
    .insert(message)
    .values({
      userId: command.userId ?? null,
      channel: command.channel,
      template: command.template,
      values: { ...command.values },
      recipient: command.recipient,
      locale: command.locale,
      createdAt: tx.now,
    })
    .returning({ id: message.id });
  if (!row) throw new Error('the message was not written');
  await tx.enqueue('send-message', { messageId: row.id }, { key: `send-message:${row.id}` });
  return row.id;
}
