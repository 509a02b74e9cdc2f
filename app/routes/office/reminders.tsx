import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { PastReminders } from '#app/components/follow-up/past-reminders.tsx';
import { ReminderConfirmation } from '#app/components/follow-up/reminder-confirmation.tsx';
import { ReminderTable } from '#app/components/follow-up/reminder-table.tsx';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { reachOf } from '#app/domain/access/reach.ts';
import { REMINDABLE } from '#app/domain/followup/audiences.ts';
import { REMINDER_TEMPLATES } from '#app/domain/messages/reminder-templates.ts';
import { takesEntries } from '#app/domain/registration/eligibility.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam, wordOf } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { translator } from '#app/i18n/translate.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { listReminders } from '#app/queries/followup/list-reminders.server.ts';
import { loadSitting } from '#app/queries/office/load-sitting.server.ts';
import { previewReminders } from '#app/services/followup/preview-reminders.server.ts';
import { remind } from '#app/services/followup/remind.server.ts';
import { renderMessage } from '#app/services/messages/render-message.ts';

export const handle: RouteHandle = { title: 'followUp:reminders.title' };
const WHO = ['entry.review', 'sitting.manage'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, WHO);
  const reach = reachOf(ctx.actor, ...WHO);
  const sittingId = idParam(args.params.sittingId);
  const { sitting, profile } = orNotFound(await loadSitting(ctx.db, reach, sittingId));
  const previews = await previewReminders(ctx, { sittingId });
  if (!previews.ok) throw notFound();
  const parameters = new URL(args.request.url).searchParams;
  const chosen = wordOf(parameters, 'a', REMINDABLE);
  const { locale } = args.context;
  const t = translator(locale);
  const sample = {
    candidate: t('followUp:reminders.sampleName'),
    school: t('followUp:reminders.sampleSchool'),
    exam: sitting.name[locale],
    untilDay: localDate(sitting.entriesCloseAt, profile.timeZone),
    entries: '3',
    path: '/',
  };
  const people = Number(parameters.get('n'));
  return {
    sitting: { id: sitting.id, name: sitting.name },
    previews: previews.value,
    open: takesEntries(sitting, ctx.clock()).ok,
    chosen: chosen
      ? {
          audience: chosen,
          ...renderMessage(
            { template: REMINDER_TEMPLATES[chosen], values: sample, locale },
            ctx.settings.origin,
          ),
        }
      : null,
    sent: Number.isSafeInteger(people) && people > 0 ? people : null,
    past: await listReminders(ctx.db, sitting.id),
  };
}

const form = z.object({ audience: z.enum(REMINDABLE) });

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, WHO);
  const sittingId = idParam(args.params.sittingId);
  const formData = await args.request.formData();
  orNotFound(await loadSitting(ctx.db, reachOf(ctx.actor, ...WHO), sittingId));
  const parsed = parseForm(form, formData);
  if (!parsed.ok) return formProblem(parsed);
  const done = await remind(ctx, { sittingId, audience: parsed.value.audience });
  if (done.ok) return redirect(`/bureau/sessions/${sittingId}/rappels?n=${done.value.people}`);
  if (done.reason === 'sitting.notFound') throw notFound();
  return formProblem(formError(formData, { '': reasonMessage(done) }));
}

export default function Reminders() {
  const t = useT();
  const locale = useLocale();
  const { sitting, previews, open, chosen, sent, past } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const path = `/bureau/sessions/${sitting.id}/rappels`;
  const preview = previews.find(({ audience }) => audience === chosen?.audience);
  return (
    <>
      <BackLink href={`/bureau/sessions/${sitting.id}/suivi`} text={t('followUp:title')} />
      <ErrorSummary problem={problem} order={[]} />
      {sent ? <Notice tone="good" live title={t('followUp:reminders.done', { count: sent })} /> : null}
      <PageHeading
        eyebrow={sitting.name[locale]}
        title={t('followUp:reminders.title')}
        lead={t('followUp:reminders.lead')}
      />
      {open ? null : <EmptyState title={t('followUp:reminders.closed')} />}
      {open && chosen && preview ? (
        <ReminderConfirmation chosen={chosen} preview={preview} path={path} />
      ) : null}
      <ReminderTable previews={previews} path={open ? path : null} />
      <PastReminders past={past} />
    </>
  );
}
