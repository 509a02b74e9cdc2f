import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { StepPage, stepTitle } from '#app/components/candidate/step-page.tsx';
import { ownEntry } from '#app/http/candidate/own-entry.server.ts';
import { answerStepPage, loadStepPage } from '#app/http/candidate/step-page.server.ts';
import { ownWay } from '#app/http/candidate/step-paths.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';

export const handle: RouteHandle = { title: stepTitle };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const own = await ownEntry(ctx, args.params.entryId);
  return loadStepPage(ctx, own, ownWay(own.entry.id), args);
}

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const own = await ownEntry(ctx, args.params.entryId);
  return answerStepPage(ctx, own, ownWay(own.entry.id), args);
}

export default function EntryStep() {
  return <StepPage page={useLoaderData<typeof loader>()} problem={useActionData<typeof action>()} />;
}
