import {
  type ActionFunctionArgs,
  data,
  type HeadersArgs,
  type LoaderFunctionArgs,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { IssuingKind } from '#app/components/office/issuing-kind.tsx';
import { IssuingPacks } from '#app/components/office/issuing-packs.tsx';
import { IssuingRefused } from '#app/components/office/issuing-refused.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { authorise } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { BULK_KINDS } from '#app/domain/documents/bulk-kinds.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import {
  findReachedSitting,
  listIssuing,
  listPacks,
  listRefused,
} from '#app/queries/office/load-issuing-page.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { changeIssuing } from '#app/services/documents/bulk/change-issuing.server.ts';
import { requestPackPrint } from '#app/services/documents/bulk/print-pack.server.ts';
import { startIssuing } from '#app/services/documents/bulk/start-issuing.server.ts';

export const handle: RouteHandle = { title: 'issuing:title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, ['document.read', 'document.issue']);
  const reach = reachOf(ctx.actor, 'document.read', 'document.issue');
  const sitting = orNotFound(await findReachedSitting(ctx.db, reach, idParam(args.params.sittingId)));
  const kinds = await listIssuing(ctx.db, sitting.id);
  const packs = await listPacks(ctx.db, sitting.id);
  const goesOn = [...kinds.map(({ run }) => run), ...packs.map(({ print }) => print)].some(
    (work) => work?.state === 'queued' || work?.state === 'running',
  );
  return data(
    {
      sitting: { id: sitting.id, name: sitting.name },
      kinds,
      refused: await listRefused(ctx.db, sitting.id),
      packs,
      mayIssue: authorise(ctx.actor, 'document.issue', { organisationId: sitting.organisationId }).ok,
    },
    { headers: goesOn ? { Refresh: '3' } : {} },
  );
}

export const headers = ({ loaderHeaders }: HeadersArgs) => loaderHeaders;

const form = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('start'), kind: z.enum(BULK_KINDS) }),
  z.object({ intent: z.literal('print'), pack: z.uuid() }),
  z.object({ intent: z.enum(['pause', 'resume', 'stop']), task: z.uuid() }),
]);

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'document.issue');
  const sittingId = idParam(args.params.sittingId);
  const formData = await args.request.formData();
  const parsed = parseForm(form, formData);
  if (!parsed.ok) return formProblem(parsed);
  const asked = parsed.value;
  const answer = await answerTo(ctx, sittingId, asked);
  if (answer.ok) return redirect(`/bureau/sessions/${sittingId}/documents`);
  if (isNotFound(answer.reason)) throw notFound();
  return formProblem(formError(formData, { '': reasonMessage(answer) }));
}

function answerTo(ctx: Ctx, sittingId: string, asked: z.output<typeof form>) {
  if (asked.intent === 'start') return startIssuing(ctx, { sittingId, kind: asked.kind });
  if (asked.intent === 'print') return requestPackPrint(ctx, { sittingId, packId: asked.pack });
  return changeIssuing(ctx, { sittingId, taskId: asked.task, change: asked.intent });
}

const isNotFound = (reason: string) =>
  reason === 'sitting.notFound' || reason === 'task.notFound' || reason === 'pack.notFound';

export default function Issuing() {
  const t = useT();
  const locale = useLocale();
  const { sitting, kinds, refused, packs, mayIssue } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  return (
    <>
      <BackLink href={`/bureau/sessions/${sitting.id}`} text={sitting.name[locale]} />
      <ErrorSummary problem={problem} />
      <PageHeading eyebrow={sitting.name[locale]} title={t('issuing:title')} lead={t('issuing:lead')} />
      {kinds.map((view) => (
        <IssuingKind key={view.kind} view={view} mayIssue={mayIssue} />
      ))}
      {refused.length === 0 ? null : <IssuingRefused rows={refused} />}
      <IssuingPacks packs={packs} sittingId={sitting.id} mayIssue={mayIssue} />
    </>
  );
}
