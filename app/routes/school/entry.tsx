import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ButtonRow, LinkButton } from '#app/components/buttons.tsx';
import { useReviewAnswers } from '#app/components/candidate/review-answers.tsx';
import { Corrections } from '#app/components/corrections.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { EntryState } from '#app/components/office/state-tags.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { AccessBox } from '#app/components/school/access-box.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { documentsFor, missingForValidation, photoFor } from '#app/domain/registration/entry-rules.ts';
import { isProofAccepted } from '#app/domain/registration/proof.ts';
import { schoolEntry } from '#app/http/candidate/own-entry.server.ts';
import { loadReviewPage } from '#app/http/candidate/review-page.server.ts';
import { keysOf } from '#app/http/candidate/step-page.server.ts';
import { schoolWay, stepPath } from '#app/http/candidate/step-paths.ts';
import { answerFromForm } from '#app/http/correction-form.server.ts';
import { formProblem } from '#app/http/forms.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { listCorrections } from '#app/queries/proof/list-corrections.server.ts';
import { isEditable, isOpenFor } from '#app/services/registration/save-step.server.ts';

export const handle: RouteHandle = { title: 'entries:school.answers' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const own = await schoolEntry(ctx, args.params.entryId);
  const { entry, rules } = own;
  const way = schoolWay(entry.id);
  const now = ctx.clock();
  const givesPapers = documentsFor(rules, entry.kind).length > 0 && isOpenFor('documents', own, now).ok;
  const givesPhoto = photoFor(rules, entry.kind) !== undefined && entry.photoKey === null;
  const editable = isEditable(own, now).ok;
  return {
    review: await loadReviewPage(ctx, own, way, args.context.locale),
    state: entry.state,
    number: entry.number,
    editable,
    papersHref: givesPapers && !editable ? stepPath(way, 'documents') : null,
    papersMissing: missingForValidation(rules, own.answers) !== undefined,
    photoHref: givesPhoto && !editable && isOpenFor('photo', own, now).ok ? stepPath(way, 'photo') : null,
    mayWithdraw: entry.state === 'draft' || entry.state === 'submitted',
    accepted: isProofAccepted(entry),
    keys: keysOf(own),
    corrections: await listCorrections(ctx.db, entry.id),
  };
}

/** The only form of the page answers a candidate's request for a correction. */
export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const { entry } = await schoolEntry(ctx, args.params.entryId);
  const problem = await answerFromForm(ctx, await args.request.formData());
  return problem ? formProblem(problem) : redirect(schoolWay(entry.id).home);
}

export default function SchoolEntry() {
  const t = useT();
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { review, editable, number, keys } = page;
  const answers = useReviewAnswers(review).map(({ changeHref, ...answer }) =>
    editable && changeHref ? { ...answer, changeHref } : answer,
  );
  return (
    <>
      <BackLink href="/ecole" text={t('entries:school.back')} />
      <ErrorSummary problem={problem} order={['answer']} />
      <PageHeading
        eyebrow={[review.sittingName[locale], number].filter(Boolean).join(' · ')}
        title={review.facts.name ?? t('candidate:school.unnamed')}
        actions={<EntryState state={page.state} />}
      />
      {review.returnReason === null ? null : (
        <Notice tone="warn" title={t('candidate:wizard.review.returned')}>
          <p>{review.returnReason}</p>
        </Notice>
      )}
      <div className="columns">
        <div>
          <SummaryList answers={answers} />
          <EntryActions page={page} />
        </div>
        <div>
          {keys === null ? null : <AccessBox {...keys} />}
          {page.accepted ? <Notice tone="good" title={t('entries:proof.state.accepted')} /> : null}
          <Corrections corrections={page.corrections} problem={problem} />
        </div>
      </div>
    </>
  );
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

function EntryActions({ page }: { page: Page }) {
  const t = useT();
  const { review, editable, papersHref, photoHref, mayWithdraw } = page;
  const { base, missingHref, resubmitting } = review;
  return (
    <>
      <ButtonRow>
        {editable && missingHref !== null ? (
          <LinkButton href={missingHref} text={t('entries:school.complete')} />
        ) : null}
        {editable && missingHref === null ? (
          <LinkButton
            href={`${base}/verifier`}
            text={t(resubmitting ? 'entries:school.correct' : 'entries:school.review')}
          />
        ) : null}
        {papersHref === null ? null : (
          <LinkButton
            href={papersHref}
            kind={page.papersMissing ? 'main' : 'second'}
            text={t('entries:school.givePapers')}
          />
        )}
        {photoHref === null ? null : <LinkButton href={photoHref} text={t('candidate:wizard.photo.label')} />}
        <LinkButton kind="second" href={`${base}/fiche.pdf`} text={t('entries:proof.pdf')} download />
      </ButtonRow>
      {mayWithdraw ? (
        <p className="small">
          <a href={`${base}/retrait`}>{t('entries:school.withdraw')}</a>
        </p>
      ) : null}
    </>
  );
}
