import type { LoaderFunctionArgs } from '@remix-run/node';
import { fileResponse } from '#app/http/file-response.ts';
import { idParam } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { loadTask } from '#app/queries/tasks/load-task.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const task = orNotFound(await loadTask(ctx.db, ctx.actor.id, idParam(args.params.taskId)));
  const bytes = orNotFound(await ctx.adapters.storage.get(orNotFound(task.fileKey)));
  return fileResponse(args.request, bytes, {
    contentType: 'application/pdf',
    name: task.fileName ?? 'fiches.pdf',
  });
}
