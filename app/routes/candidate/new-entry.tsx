import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ButtonRow, SubmitButton } from '#app/components/buttons.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { ownWay, stepPath } from '#app/http/candidate/step-paths.ts';
import { formError, formProblem, reasonMessage } from '#app/http/forms.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { listOpenSittings } from '#app/queries/candidate/list-open-sittings.server.ts';
import { startEntry } from '#app/services/registration/start-entry.server.ts';

export const handle: RouteHandle = { title: 'candidate:sittings.start' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const asked = new URL(args.request.url).searchParams.get('session');
  const sittings = await listOpenSittings(ctx.db, ctx.clock());
  const sitting = sittings.find(({ id, isOpen }) => id === asked && isOpen);
  if (!sitting) throw redirect('/sessions');
  const { id, name, office, closesAt, examStartsOn } = sitting;
  return { sitting: { id, name, office, closesAt, examStartsOn } };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const form = await args.request.formData();
  const sittingId = z.uuid().safeParse(form.get('sittingId'));
  if (!sittingId.success) throw notFound();
  const started = await startEntry(ctx, { sittingId: sittingId.data });
  if (!started.ok && started.reason === 'sitting.notFound') throw notFound();
  if (!started.ok) return formProblem(formError(form, { '': reasonMessage(started) }));
  return redirect(stepPath(ownWay(started.value.entryId), 'school'));
}

export default function NewEntry() {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const { sitting } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  return (
    <>
      <BackLink href="/sessions" />
      <ErrorSummary problem={problem} />
      <PageHeading
        title={sitting.name[locale]}
        eyebrow={sitting.office[locale]}
        lead={t('candidate:wizard.saveLater')}
      />
      <SummaryList
        answers={[
          { label: t('candidate:sittings.closes'), value: format.dateTime(sitting.closesAt) },
          { label: t('candidate:sittings.starts'), value: format.date(sitting.examStartsOn) },
        ]}
      />
      <form method="post">
        <input type="hidden" name="sittingId" value={sitting.id} />
        <ButtonRow>
          <SubmitButton text={t('candidate:sittings.start')} />
        </ButtonRow>
      </form>
    </>
  );
}
