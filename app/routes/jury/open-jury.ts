import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { z } from 'zod';
import { notFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { openDeliberation } from '#app/services/deliberation/open-deliberation.server.ts';

/** Nothing to read here: the button is on the list. */
export async function loader(args: LoaderFunctionArgs) {
  requireActor(args, 'deliberation.conduct');
  return redirect('/jury');
}

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'deliberation.conduct');
  const juryId = z.uuid().safeParse(args.params.juryId);
  if (!juryId.success) throw notFound();
  const answer = await openDeliberation(ctx, { juryId: juryId.data });
  if (answer.ok) return redirect(`/jury/${answer.value.deliberationId}?fait=opened`);
  if (answer.reason === 'jury.notFound') throw notFound();
  return redirect(`/jury?refus=${answer.reason}`);
}
