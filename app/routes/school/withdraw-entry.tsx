import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ButtonRow, LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { schoolEntry } from '#app/http/candidate/own-entry.server.ts';
import { schoolWay } from '#app/http/candidate/step-paths.ts';
import { formError, formProblem, reasonMessage } from '#app/http/forms.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { withdrawEntry } from '#app/services/registration/withdraw-entry.server.ts';

export const handle: RouteHandle = { title: 'entries:school.withdrawTitle' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const { entry, sitting } = await schoolEntry(ctx, args.params.entryId);
  const { home } = schoolWay(entry.id);
  if (entry.state !== 'draft' && entry.state !== 'submitted') throw redirect(home);
  const name = [entry.surname, entry.givenNames].filter(Boolean).join(' ');
  return { sittingName: sitting.name, name, home };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const { entry } = await schoolEntry(ctx, args.params.entryId);
  const withdrawn = await withdrawEntry(ctx, { entryId: entry.id });
  if (!withdrawn.ok) return formProblem(formError(new FormData(), { '': reasonMessage(withdrawn) }));
  return redirect('/ecole');
}

export default function WithdrawSchoolEntry() {
  const t = useT();
  const locale = useLocale();
  const { sittingName, name, home } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  return (
    <>
      <ErrorSummary problem={problem} />
      <PageHeading
        eyebrow={[sittingName[locale], name].filter(Boolean).join(' · ')}
        title={t('entries:school.withdrawTitle')}
        lead={t('entries:school.withdrawText')}
      />
      <form method="post">
        <ButtonRow>
          <SubmitButton kind="danger" text={t('entries:school.withdrawConfirm')} />
          <LinkButton kind="second" href={home} text={t('entries:school.withdrawKeep')} />
        </ButtonRow>
      </form>
    </>
  );
}
