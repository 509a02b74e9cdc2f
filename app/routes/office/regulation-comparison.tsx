import {
  type ActionFunctionArgs,
  data,
  type HeadersArgs,
  type LoaderFunctionArgs,
  redirect,
} from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { ComparisonTables } from '#app/components/regulations/comparison-tables.tsx';
import { TaskProgress, taskHeaders } from '#app/components/task-progress.tsx';
import { reachOf } from '#app/domain/access/reach.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { loadComparison } from '#app/queries/regulations/load-comparison.server.ts';
import { readComparison } from '#app/services/regulations/compare-versions.server.ts';
import { cancelTask } from '#app/services/tasks/cancel-task.server.ts';

export const handle: RouteHandle = { title: 'regulations:comparison.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'regulation.manage');
  const reach = reachOf(ctx.actor, 'regulation.manage');
  const found = orNotFound(await loadComparison(ctx.db, reach, idParam(args.params.taskId)));
  const { fileKey, ...page } = found;
  const comparison = fileKey === null ? null : await readComparison(ctx, fileKey);
  return data({ ...page, comparison }, { headers: taskHeaders(page.task) });
}

export const headers = ({ loaderHeaders }: HeadersArgs) => loaderHeaders;

/** The page's only form stops the work. */
export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'regulation.manage');
  const taskId = idParam(args.params.taskId);
  const stopped = await cancelTask(ctx, { taskId });
  if (!stopped.ok) throw notFound();
  return redirect(`/bureau/reglements/comparaisons/${taskId}`);
}

export default function RegulationComparison() {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const { task, sitting, backHref, comparison } = useLoaderData<typeof loader>();
  const changed = comparison?.decisionChanged ?? 0;
  const total = format.number(comparison?.dossiers ?? 0);
  return (
    <>
      <BackLink href={backHref} />
      <PageHeading
        eyebrow={t('regulations:comparison.title')}
        title={
          comparison
            ? `${t('regulations:comparison.changed', { count: changed })} ${t('regulations:comparison.of', { total })}`
            : t('regulations:comparison.running')
        }
        lead={t('regulations:comparison.lead', { sitting: sitting[locale] })}
      />
      {comparison ? (
        <ComparisonTables comparison={comparison} />
      ) : (
        <TaskProgress task={task} label={t('regulations:comparison.running')} />
      )}
    </>
  );
}
