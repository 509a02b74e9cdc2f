import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ButtonRow, SubmitButton } from '#app/components/buttons.tsx';
import { type ReviewFacts, useReviewAnswers } from '#app/components/candidate/review-answers.tsx';
import { CheckboxGroup } from '#app/components/choice-fields.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { countryName } from '#app/domain/registration/nationality.ts';
import { optionalPapers, seriesChoices } from '#app/domain/registration/papers.ts';
import { firstUnanswered, stepsFor } from '#app/domain/registration/steps.ts';
import { ownEntry } from '#app/http/candidate/own-entry.server.ts';
import { entryPath, stepPath } from '#app/http/candidate/step-paths.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { loadPlaces } from '#app/queries/candidate/load-places.server.ts';
import { resubmitEntry } from '#app/services/registration/resubmit-entry.server.ts';
import { isEditable } from '#app/services/registration/save-step.server.ts';
import { submitEntry } from '#app/services/registration/submit-entry.server.ts';

export const handle: RouteHandle = { title: 'candidate:wizard.review.title' };

/** An unticked box is sent by no browser: its absence is the answer "no". */
const acceptSchema = z.object({
  version: z.number().int(),
  accept: z.literal('yes', 'candidate:errors.accept'),
});

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const own = await ownEntry(ctx, args.params.entryId);
  const { entry, regulation, sitting } = own;
  if (!isEditable(own, ctx.clock()).ok)
    throw redirect(entry.state === 'submitted' ? `${entryPath(entry.id)}/paiement` : '/espace');
  const { locale } = args.context;
  const series = seriesChoices(regulation).find(({ code }) => code === entry.series);
  const chosen = optionalPapers(regulation, entry.series).filter(({ code }) => entry.options?.includes(code));
  const missing = firstUnanswered(entry, regulation);
  return {
    entryId: entry.id,
    version: entry.version,
    sittingName: sitting.name,
    returnReason: entry.state === 'returned' ? entry.returnReason : null,
    resubmitting: entry.state === 'returned',
    missingHref: missing === undefined ? null : stepPath(entry.id, missing),
    steps: stepsFor(entry, regulation),
    facts: {
      ...(await loadPlaces(ctx.db, entry)),
      kind: entry.regionId === null ? null : entry.kind,
      name: entry.surname === null ? null : [entry.surname, entry.givenNames].join(' '),
      sex: entry.sex,
      birthDate: entry.birthDate,
      birthPlace: entry.birthPlace,
      nationality: entry.nationality === null ? null : countryName(entry.nationality, locale),
      series: series?.name ?? null,
      options: entry.options === null ? null : chosen.map(({ name }) => name),
      fit: entry.fit,
      photoHref: entry.photoKey === null ? null : `${entryPath(entry.id)}/photo.jpg?v=${entry.version}`,
    } satisfies ReviewFacts,
  };
}

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const { entry } = await ownEntry(ctx, args.params.entryId);
  const form = await args.request.formData();
  const read = parseForm(acceptSchema, form);
  if (!read.ok) return formProblem(read);
  const command = { entryId: entry.id, version: read.value.version };
  const again = entry.state === 'returned';
  const sent = again ? await resubmitEntry(ctx, command) : await submitEntry(ctx, command);
  if (!sent.ok) return formProblem(formError(form, { '': reasonMessage(sent) }));
  return redirect(again ? '/espace' : `${entryPath(entry.id)}/paiement`);
}

export default function EntryReview() {
  const t = useT();
  const locale = useLocale();
  const data = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const answers = useReviewAnswers(data);
  const { missingHref, returnReason, resubmitting } = data;
  return (
    <>
      <BackLink href="/espace" />
      <ErrorSummary problem={problem} />
      <PageHeading
        eyebrow={t('candidate:wizard.sitting', { sitting: data.sittingName[locale] })}
        title={t('candidate:wizard.review.title')}
        lead={t('candidate:wizard.review.lead')}
      />
      {returnReason === null ? null : (
        <Notice tone="warn" title={t('candidate:wizard.review.returned')}>
          <p>{returnReason}</p>
        </Notice>
      )}
      <SummaryList answers={answers} />
      {missingHref !== null ? (
        <ButtonRow>
          <a className="button" href={missingHref}>
            {t('candidate:journey.registration.action')}
          </a>
        </ButtonRow>
      ) : (
        <form method="post" noValidate>
          <input type="hidden" name="version" value={data.version} />
          <CheckboxGroup
            name="accept"
            label={t('candidate:wizard.review.acceptTitle')}
            error={problem?.errors.accept}
            defaultValues={problem?.lists.accept ?? []}
            choices={[{ value: 'yes', label: t('candidate:wizard.review.accept') }]}
          />
          <ButtonRow>
            <SubmitButton
              text={t(resubmitting ? 'candidate:wizard.review.resubmit' : 'candidate:wizard.review.submit')}
            />
          </ButtonRow>
        </form>
      )}
    </>
  );
}
