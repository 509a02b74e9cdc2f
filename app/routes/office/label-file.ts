import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { fileResponse } from '#app/http/file-response.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { takeLabels } from '#app/services/anonymity/take-labels.server.ts';

const pageOf = (sittingId: string | undefined) => `/bureau/sessions/${idParam(sittingId)}/etiquettes`;

/** The file is posted for, since taking it changes something; the address alone leads to the page with the button. */
export async function loader(args: LoaderFunctionArgs) {
  requireActor(args, 'bundle.manage');
  return redirect(pageOf(args.params.sittingId));
}

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'bundle.manage');
  const taken = await takeLabels(ctx, { taskId: idParam(args.params.taskId) });
  if (taken.ok) {
    const { bytes, fileName } = taken.value;
    return fileResponse(args.request, bytes, { contentType: 'application/pdf', name: fileName });
  }
  if (taken.reason === 'labels.taken') return redirect(pageOf(args.params.sittingId));
  throw notFound();
}
