import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ReviewPage } from '#app/components/candidate/review-page.tsx';
import { schoolEntry } from '#app/http/candidate/own-entry.server.ts';
import { loadReviewPage } from '#app/http/candidate/review-page.server.ts';
import { sendEntry } from '#app/http/candidate/send-entry.server.ts';
import { schoolWay } from '#app/http/candidate/step-paths.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { isEditable } from '#app/services/registration/save-step.server.ts';

export const handle: RouteHandle = { title: 'candidate:wizard.review.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const own = await schoolEntry(ctx, args.params.entryId);
  const way = schoolWay(own.entry.id);
  if (!isEditable(own, ctx.clock()).ok) throw redirect(way.home);
  return loadReviewPage(ctx, own, way, args.context.locale);
}

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const { entry } = await schoolEntry(ctx, args.params.entryId);
  return sendEntry(ctx, entry, schoolWay(entry.id).home, args);
}

export default function SchoolEntryReview() {
  const data = useLoaderData<typeof loader>();
  return <ReviewPage data={data} problem={useActionData<typeof action>()} backHref={data.base} />;
}
