import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/services/context.ts';
import { sendMessage } from '#app/services/messages/send-message.server.ts';
import type { Db } from '#db/client.ts';

export type QueuedJob = { readonly name: string; readonly payload: unknown };

/** What the worker would be given, oldest first. */
export async function queuedJobs(db: Db): Promise<QueuedJob[]> {
  const rows = await db.execute<{ name: string; payload: unknown }>(sql`
    select t.identifier as name, j.payload
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    order by j.id`);
  return rows.map(({ name, payload }) => ({ name, payload }));
}

/** Does the worker's part for messages: sends all that wait and takes their jobs off the queue. */
export async function sendQueuedMessages(ctx: Ctx): Promise<void> {
  const rows = await ctx.db.execute<{ id: string; message_id: string }>(sql`
    select j.id, j.payload->>'messageId' as message_id
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'send-message' order by j.id`);
  for (const row of rows) {
    await sendMessage(ctx, { messageId: row.message_id });
    await ctx.db.execute(sql`select graphile_worker.complete_jobs(array[${row.id}::bigint])`);
  }
}
