import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ReviewPage } from '#app/components/candidate/review-page.tsx';
import { ownEntry } from '#app/http/candidate/own-entry.server.ts';
import { loadReviewPage } from '#app/http/candidate/review-page.server.ts';
import { sendEntry } from '#app/http/candidate/send-entry.server.ts';
import { entryPath, ownWay } from '#app/http/candidate/step-paths.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { isEditable } from '#app/services/registration/save-step.server.ts';

export const handle: RouteHandle = { title: 'candidate:wizard.review.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const own = await ownEntry(ctx, args.params.entryId);
  const { id, state } = own.entry;
  if (!isEditable(own, ctx.clock()).ok)
    throw redirect(state === 'submitted' ? `${entryPath(id)}/paiement` : '/espace');
  return loadReviewPage(ctx, own, ownWay(id), args.context.locale);
}

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const { entry } = await ownEntry(ctx, args.params.entryId);
  const next = entry.state === 'returned' ? '/espace' : `${entryPath(entry.id)}/paiement`;
  return sendEntry(ctx, entry, next, args);
}

export default function EntryReview() {
  const data = useLoaderData<typeof loader>();
  return <ReviewPage data={data} problem={useActionData<typeof action>()} backHref="/espace" />;
}
