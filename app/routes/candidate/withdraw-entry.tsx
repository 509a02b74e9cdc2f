import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ButtonRow, LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { ownEntry } from '#app/http/candidate/own-entry.server.ts';
import { formError, formProblem, reasonMessage } from '#app/http/forms.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { withdrawEntry } from '#app/services/registration/withdraw-entry.server.ts';

export const handle: RouteHandle = { title: 'candidate:withdraw.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const { entry, sitting } = await ownEntry(ctx, args.params.entryId);
  if (entry.state !== 'draft' && entry.state !== 'submitted') throw redirect('/espace');
  return { sittingName: sitting.name, number: entry.number };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const { entry } = await ownEntry(ctx, args.params.entryId);
  const withdrawn = await withdrawEntry(ctx, { entryId: entry.id });
  if (!withdrawn.ok) return formProblem(formError(new FormData(), { '': reasonMessage(withdrawn) }));
  return redirect('/espace');
}

export default function WithdrawEntry() {
  const t = useT();
  const locale = useLocale();
  const { sittingName, number } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  return (
    <>
      <ErrorSummary problem={problem} />
      <PageHeading
        eyebrow={[sittingName[locale], number].filter(Boolean).join(' · ')}
        title={t('candidate:withdraw.title')}
        lead={t('candidate:withdraw.text')}
      />
      <form method="post">
        <ButtonRow>
          <SubmitButton kind="danger" text={t('candidate:withdraw.confirm')} />
          <LinkButton kind="second" href="/espace" text={t('candidate:withdraw.keep')} />
        </ButtonRow>
      </form>
    </>
  );
}
