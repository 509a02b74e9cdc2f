import {
  type ActionFunctionArgs,
  data,
  type HeadersArgs,
  type LoaderFunctionArgs,
  redirect,
} from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ButtonRow, LinkButton } from '#app/components/buttons.tsx';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { isSchoolTask, schoolTaskTitle } from '#app/components/school/task-title.ts';
import { TaskProgress, taskHeaders } from '#app/components/task-progress.tsx';
import { grantsFor } from '#app/domain/access/actor.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { countDrafts } from '#app/queries/school/list-school-entries.server.ts';
import { loadTask } from '#app/queries/tasks/load-task.server.ts';
import { cancelTask } from '#app/services/tasks/cancel-task.server.ts';

export const handle: RouteHandle = { title: 'entries:task.recent' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const found = orNotFound(await loadTask(ctx.db, ctx.actor.id, idParam(args.params.taskId)));
  const { fileKey, subject, kind, ...task } = found;
  if (!isSchoolTask(kind)) throw notFound();
  const sends = kind === 'submit-school-entries' && task.state === 'done';
  const head = fileKey === null ? undefined : await ctx.adapters.storage.head(fileKey);
  const grants = grantsFor(ctx.actor, 'entry.school');
  return data(
    {
      task,
      kind,
      fileBytes: head?.size ?? null,
      drafts: sends ? await countDrafts(ctx.db, grants, subject.sittingId ?? '') : 0,
      listHref: `/ecole?session=${subject.sittingId ?? ''}`,
    },
    { headers: taskHeaders(task) },
  );
}

export const headers = ({ loaderHeaders }: HeadersArgs) => loaderHeaders;

/** The page's only form stops the work. */
export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const taskId = idParam(args.params.taskId);
  const stopped = await cancelTask(ctx, { taskId });
  if (!stopped.ok) throw notFound();
  return redirect(`/ecole/travaux/${taskId}`);
}

export default function SchoolTask() {
  const t = useT();
  const format = useFormat();
  const { task, kind, fileBytes, drafts, listHref } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={listHref} text={t('entries:school.back')} />
      <PageHeading
        eyebrow={t('entries:task.when', { date: format.dateTime(task.createdAt) })}
        title={schoolTaskTitle(t, kind)}
      />
      <TaskProgress task={task} label={t('entries:task.progress')} />
      {fileBytes === null ? null : (
        <ButtonRow>
          <LinkButton
            href={`/ecole/travaux/${task.id}/fichier`}
            text={t('entries:task.download', { size: format.bytes(fileBytes) })}
            download
          />
        </ButtonRow>
      )}
      {drafts === 0 ? null : (
        <Notice tone="warn" title={t('entries:task.drafts', { count: drafts })}>
          <p>
            <a href={`${listHref}&etat=draft`}>{t('entries:task.seeDrafts')}</a>
          </p>
        </Notice>
      )}
    </>
  );
}
