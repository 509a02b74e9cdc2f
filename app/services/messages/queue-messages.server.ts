import { sql } from 'drizzle-orm';
import type { MessageTemplate } from '#app/domain/messages/templates.ts';
import { message } from '#db/schema/access.ts';
import type { Tx } from '#db/tx.ts';
import type { QueueMessage } from './queue-message.server.ts';

const BATCH = 2000;

/** As `queueMessage`, for the thousands that one change tells of: a statement or two for each batch. */
export async function queueMessages<Name extends MessageTemplate>(
  tx: Tx,
  commands: readonly QueueMessage<Name>[],
): Promise<void> {
  for (let start = 0; start < commands.length; start += BATCH) {
    const rows = await tx.db
      .insert(message)
      .values(
        commands.slice(start, start + BATCH).map((command) => ({
          userId: command.userId ?? null,
          channel: command.channel,
          template: command.template,
          values: { ...command.values },
          recipient: command.recipient,
          locale: command.locale,
          createdAt: tx.now,
        })),
      )
      .returning({ id: message.id });
    const ids = JSON.stringify(rows.map(({ id }) => id));
    await tx.db.execute(sql`
      select graphile_worker.add_job('send-message', json_build_object('messageId', id),
        max_attempts := 25, job_key := 'send-message:' || id)
      from jsonb_array_elements_text(${ids}::jsonb) as id`);
  }
}
