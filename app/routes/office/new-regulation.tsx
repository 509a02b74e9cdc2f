import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { SubmitButton } from '#app/components/buttons.tsx';
import { SelectField } from '#app/components/choice-fields.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { TextAreaField } from '#app/components/text-field.tsx';
import { reachOf } from '#app/domain/access/reach.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { message } from '#app/i18n/translate.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { listPlaces } from '#app/queries/office/list-choices.server.ts';
import { newDraft } from '#app/services/regulations/new-draft.server.ts';
import { listSamples, sampleText } from '#app/services/regulations/samples.server.ts';

export const handle: RouteHandle = { title: 'regulations:new.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'regulation.manage');
  const { organisations } = await listPlaces(ctx.db, reachOf(ctx.actor, 'regulation.manage'));
  return {
    organisations: organisations.map(({ id, profile }) => ({ id, name: profile.name })),
    samples: listSamples(),
  };
}

const form = z.object({
  organisationId: z.uuid(),
  sample: z.string().max(40).optional(),
  text: z.string().optional(),
});

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'regulation.manage');
  const formData = await args.request.formData();
  const read = parseForm(form, formData);
  if (!read.ok) return formProblem(read);
  const { organisationId, sample, text } = read.value;
  const chosen = text ?? (sample === undefined ? undefined : sampleText(sample));
  if (chosen === undefined)
    return formProblem(formError(formData, { sample: message('regulations:new.nothing') }));
  const begun = await newDraft(ctx, { organisationId, text: chosen.replaceAll('\r\n', '\n') });
  if (begun.ok) return redirect(`/bureau/reglements/brouillons/${begun.value.draftId}`);
  const field = begun.reason === 'access.denied' ? 'organisationId' : text === undefined ? 'sample' : 'text';
  return formProblem(formError(formData, { [field]: reasonMessage(begun) }));
}

export default function NewRegulation() {
  const t = useT();
  const locale = useLocale();
  const problem = useActionData<typeof action>();
  const { organisations, samples } = useLoaderData<typeof loader>();
  const field = fieldsOf(problem, { organisationId: organisations[0]?.id });
  return (
    <>
      <BackLink href="/bureau/reglements" text={t('regulations:title')} />
      <ErrorSummary problem={problem} />
      <PageHeading title={t('regulations:new.title')} lead={t('regulations:new.lead')} />
      <form method="post" noValidate className="file-text">
        <SelectField
          {...field('organisationId')}
          label={t('regulations:new.office')}
          choices={organisations.map(({ id, name }) => ({ value: id, label: name[locale] }))}
        />
        <SelectField
          {...field('sample')}
          label={t('regulations:new.sample')}
          optional
          choices={samples.map(({ code, name, status }) => ({
            value: code,
            label: `${name[locale]} (${t(`regulations:status.${status}`)})`,
          }))}
        />
        <TextAreaField {...field('text')} label={t('regulations:new.file')} optional />
        <SubmitButton text={t('regulations:new.submit')} />
      </form>
    </>
  );
}
