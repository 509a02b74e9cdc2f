import {
  type ActionFunctionArgs,
  data,
  type HeadersArgs,
  type LoaderFunctionArgs,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { SubmitButton } from '#app/components/buttons.tsx';
import { SelectField } from '#app/components/choice-fields.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { LabelTasks } from '#app/components/marking/label-tasks.tsx';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { TaskProgress, taskHeaders } from '#app/components/task-progress.tsx';
import { authorise } from '#app/domain/access/actor.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { paperOf, paperValue } from '#app/http/paper-round.ts';
import { requireActor, type SignedIn } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { listLabelTasks, listSeatedCentres } from '#app/queries/office/load-labels-page.server.ts';
import { loadMarkedSitting } from '#app/queries/office/load-marker-statistics.server.ts';
import { requestLabels } from '#app/services/anonymity/print-labels.server.ts';
import { cancelTask } from '#app/services/tasks/cancel-task.server.ts';

export const handle: RouteHandle = { title: 'scripts:labels.title' };

async function sittingOf(ctx: SignedIn, sittingId: string | undefined) {
  const marked = orNotFound(await loadMarkedSitting(ctx.db, idParam(sittingId)));
  if (!authorise(ctx.actor, 'bundle.manage', marked).ok) throw notFound();
  return marked;
}

const isUnderWay = ({ state }: { readonly state: string }) => state === 'queued' || state === 'running';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'bundle.manage');
  const { sitting, papers } = await sittingOf(ctx, args.params.sittingId);
  const tasks = await listLabelTasks(ctx.db, ctx.actor.id, sitting.id);
  const underWay = tasks.find(isUnderWay) ?? null;
  return data(
    { sitting, papers, tasks, underWay, centres: await listSeatedCentres(ctx.db, sitting.id) },
    { headers: underWay ? taskHeaders(underWay) : {} },
  );
}

export const headers = ({ loaderHeaders }: HeadersArgs) => loaderHeaders;

const form = z.object({
  intent: z.literal('stop').optional(),
  paper: z.string().max(40).optional(),
  centre: z.uuid().optional(),
});

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'bundle.manage');
  const { sitting, papers } = await sittingOf(ctx, args.params.sittingId);
  const formData = await args.request.formData();
  const parsed = parseForm(form, formData);
  if (!parsed.ok) return formProblem(parsed);
  const here = `/bureau/sessions/${sitting.id}/etiquettes`;
  if (parsed.value.intent === 'stop') {
    const tasks = await listLabelTasks(ctx.db, ctx.actor.id, sitting.id);
    for (const { id } of tasks.filter(isUnderWay)) await cancelTask(ctx, { taskId: id });
    return redirect(here);
  }
  const paper = paperOf(papers, parsed.value.paper);
  if (!paper) return formProblem(formError(formData, { paper: reasonMessage({ reason: 'labels.none' }) }));
  const answer = await requestLabels(ctx, {
    sittingId: sitting.id,
    paperCode: paper.code,
    round: paper.round,
    centreId: parsed.value.centre ?? null,
  });
  if (answer.ok) return redirect(here);
  if (answer.reason === 'sitting.notFound') throw notFound();
  const field = answer.reason === 'labels.chooseCentre' ? 'centre' : '';
  return formProblem(formError(formData, { [field]: reasonMessage(answer) }));
}

export default function Labels() {
  const t = useT();
  const locale = useLocale();
  const { sitting, papers, tasks, underWay } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  return (
    <>
      <BackLink href={`/bureau/sessions/${sitting.id}/lots`} text={t('marking:office.title')} />
      <ErrorSummary problem={problem} />
      <PageHeading
        eyebrow={sitting.name[locale]}
        title={t('scripts:labels.title')}
        lead={t('scripts:labels.lead')}
      />
      {papers.length === 0 ? (
        <EmptyState title={t('scripts:labels.noCodes')} text={t('scripts:labels.noCodesText')} />
      ) : (
        <>
          <Notice tone="warn">{t('scripts:labels.warning')}</Notice>
          <Ask />
          {underWay ? <TaskProgress task={underWay} label={t('scripts:labels.progress')} /> : null}
          <LabelTasks tasks={tasks} papers={papers} sittingId={sitting.id} />
        </>
      )}
    </>
  );
}

function Ask() {
  const t = useT();
  const locale = useLocale();
  const { papers, centres } = useLoaderData<typeof loader>();
  const field = fieldsOf(useActionData<typeof action>());
  return (
    <form method="post">
      <SelectField
        {...field('paper')}
        label={t('scripts:labels.paper')}
        choices={papers.map((paper) => ({
          value: paperValue(paper),
          label:
            paper.round > 1
              ? t('scripts:round', { name: paper.name[locale], round: paper.round })
              : paper.name[locale],
        }))}
      />
      <SelectField
        {...field('centre')}
        label={t('scripts:labels.centre')}
        placeholder={t('scripts:labels.everyCentre')}
        choices={centres.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SubmitButton text={t('scripts:labels.print')} />
    </form>
  );
}
