import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { SittingFacts } from '#app/components/office/sitting-facts.tsx';
import { SittingFigures } from '#app/components/office/sitting-figures.tsx';
import { SittingProof } from '#app/components/office/sitting-proof.tsx';
import { SittingTimeline } from '#app/components/office/sitting-timeline.tsx';
import { SittingState } from '#app/components/office/state-tags.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { authorise, holds } from '#app/domain/access/actor.ts';
import { SITTING_READERS } from '#app/domain/access/office.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { localMoment } from '#app/domain/shared/local-moment.ts';
import { checkReadiness } from '#app/domain/sitting/readiness.ts';
import { dateField } from '#app/http/date-field.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam, wordOf } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor, type SignedIn } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import {
  loadProofCounts,
  loadSitting,
  loadSittingFigures,
  loadSittingProgress,
} from '#app/queries/office/load-sitting.server.ts';
import { requestConvocations } from '#app/services/allocation/request-convocations.server.ts';
import { changeDeadline } from '#app/services/sitting/change-deadline.server.ts';
import { closeSitting } from '#app/services/sitting/close-sitting.server.ts';
import { openSitting } from '#app/services/sitting/open-sitting.server.ts';
import { reopenSitting } from '#app/services/sitting/reopen-sitting.server.ts';

export const handle: RouteHandle = { title: 'office:sittings.title' };
const DONE = ['open', 'close', 'reopen', 'deadline', 'convocations', 'created', 'timetable'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, SITTING_READERS);
  const { actor, db } = ctx;
  const reach = reachOf(actor, ...SITTING_READERS);
  const found = orNotFound(await loadSitting(db, reach, idParam(args.params.sittingId)));
  const { regulationBody, feeBody, profile, sitting, ...facts } = found;
  const plan = { ...sitting, slots: facts.slots, regulation: regulationBody, feeSchedule: feeBody };
  const target = { organisationId: sitting.organisationId };
  const may = (capability: Parameters<typeof authorise>[1]) => authorise(actor, capability, target).ok;
  const { organisationId, regulationVersionId, feeScheduleId, entryRules, ...shown } = sitting;
  return {
    sitting: shown,
    facts,
    timeZone: profile.timeZone,
    problems: sitting.state === 'draft' ? checkReadiness(plan) : [],
    figures: await loadSittingFigures(db, reach, sitting.id),
    progress: await loadSittingProgress(db, sitting.id),
    proof: await loadProofCounts(db, reach, sitting.id),
    can: {
      manage: may('sitting.manage'),
      allocate: may('seat.allocate'),
      convoke: may('seat.allocate') || may('document.manage'),
      bundles: may('bundle.manage'),
      follow: holds(actor, 'entry.read') || holds(actor, 'sitting.manage'),
      publish: may('result.publish'),
      deliberate: holds(actor, 'deliberation.conduct'),
      minutes: may('document.read'),
      documents: may('document.read') || may('document.issue'),
    },
    done: wordOf(new URL(args.request.url).searchParams, 'fait', DONE),
  };
}

const simple = z.object({ intent: z.enum(['open', 'close', 'convocations']) });
const dated = z.object({
  intent: z.enum(['reopen', 'deadline']),
  until: dateField(),
  reason: z.string(),
});

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, ['sitting.manage', 'seat.allocate', 'document.manage']);
  const sittingId = idParam(args.params.sittingId);
  const formData = await args.request.formData();
  const intent = formData.get('intent');
  if (intent === 'reopen' || intent === 'deadline') return changeDates(ctx, sittingId, formData);
  const form = parseForm(simple, formData);
  if (!form.ok) return formProblem(form);
  const act = { open: openSitting, close: closeSitting, convocations: requestConvocations }[
    form.value.intent
  ];
  const answer = await act(ctx, { sittingId });
  if (answer.ok) return redirect(`/bureau/sessions/${sittingId}?fait=${form.value.intent}`);
  if (answer.reason === 'sitting.notFound') throw notFound();
  return formProblem(formError(formData, { '': reasonMessage(answer) }));
}

async function changeDates(ctx: SignedIn, sittingId: string, formData: FormData) {
  const reach = reachOf(ctx.actor, 'sitting.manage');
  const { profile } = orNotFound(await loadSitting(ctx.db, reach, sittingId));
  const form = parseForm(dated, formData);
  if (!form.ok) return formProblem(form);
  const { intent, until, reason } = form.value;
  const entriesCloseAt = localMoment(until, '23:59', profile.timeZone);
  const act = intent === 'reopen' ? reopenSitting : changeDeadline;
  const answer = await act(ctx, { sittingId, entriesCloseAt, reason });
  if (answer.ok) return redirect(`/bureau/sessions/${sittingId}?fait=${intent}`);
  if (answer.reason === 'sitting.notFound') throw notFound();
  const field = { 'sitting.reasonMissing': 'reason', 'state.refused': '' }[String(answer.reason)] ?? 'until';
  return formProblem(formError(formData, { [field]: reasonMessage(answer) }));
}

export default function Sitting() {
  const t = useT();
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { sitting, facts, done } = page;
  return (
    <>
      <BackLink href="/bureau/sessions" text={t('office:sittings.title')} />
      <ErrorSummary problem={problem} order={['until', 'reason']} />
      {done ? <Notice tone="good" live title={t(`office:sitting.done.${done}`)} /> : null}
      <PageHeading
        eyebrow={facts.examName[locale]}
        title={sitting.name[locale]}
        actions={<SittingState state={sitting.state} />}
      />
      <div className="columns">
        <div>
          <h2>{t('office:sitting.steps')}</h2>
          <SittingTimeline page={page} />
        </div>
        <SittingFacts page={page} problem={problem} />
      </div>
      <SittingProof sittingId={sitting.id} proof={page.proof} />
      <SittingFigures figures={page.figures} />
    </>
  );
}
