import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ButtonRow, LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { useReviewAnswers } from '#app/components/candidate/review-answers.tsx';
import { CorrectionList } from '#app/components/corrections.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { Notice } from '#app/components/notice.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { TextAreaField } from '#app/components/text-field.tsx';
import { isProofAccepted, takesProof } from '#app/domain/registration/proof.ts';
import { ownEntry } from '#app/http/candidate/own-entry.server.ts';
import { loadReviewPage } from '#app/http/candidate/review-page.server.ts';
import { entryPath, ownWay } from '#app/http/candidate/step-paths.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { listCorrections } from '#app/queries/proof/list-corrections.server.ts';
import { acceptProof } from '#app/services/proof/accept-proof.server.ts';
import { requestCorrection } from '#app/services/proof/request-correction.server.ts';

export const handle: RouteHandle = { title: 'entries:proof.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const own = await ownEntry(ctx, args.params.entryId);
  const { entry, sitting } = own;
  if (entry.state === 'draft' || entry.state === 'withdrawn') throw redirect('/espace');
  const corrections = await listCorrections(ctx.db, entry.id);
  return {
    review: await loadReviewPage(ctx, own, ownWay(entry.id), args.context.locale),
    number: entry.number,
    acceptedAt: isProofAccepted(entry) ? entry.proofAcceptedAt : null,
    open: takesProof(entry, sitting, ctx.clock()),
    closesAt: sitting.entriesCloseAt,
    waiting: corrections.some(({ state }) => state === 'open'),
    corrections,
  };
}

const proofForm = z.object({
  intent: z.enum(['accept', 'correct']),
  version: z.number().int(),
  text: z.string().default(''),
});

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const { entry } = await ownEntry(ctx, args.params.entryId);
  const formData = await args.request.formData();
  const form = parseForm(proofForm, formData);
  if (!form.ok) return formProblem(form);
  const { intent, version, text } = form.value;
  const entryId = entry.id;
  const done =
    intent === 'accept'
      ? await acceptProof(ctx, { entryId, version })
      : await requestCorrection(ctx, { entryId, text });
  if (done.ok) return redirect(`${entryPath(entryId)}/fiche`);
  const field = done.reason === 'proof.textMissing' ? 'text' : '';
  return formProblem(formError(formData, { [field]: reasonMessage(done) }));
}

export default function ProofSheet() {
  const t = useT();
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { review, number } = page;
  const answers = useReviewAnswers(review).map(({ changeHref: _, ...answer }) => answer);
  return (
    <>
      <BackLink href="/espace" />
      <ErrorSummary problem={problem} />
      <PageHeading
        eyebrow={[review.sittingName[locale], number].filter(Boolean).join(' · ')}
        title={t('entries:proof.title')}
        lead={t('entries:proof.lead')}
      />
      <ProofState page={page} />
      <SummaryList answers={answers} />
      <ProofForms page={page} problem={problem} />
      <ButtonRow>
        <LinkButton kind="second" href={`${review.base}/fiche.pdf`} text={t('entries:proof.pdf')} download />
      </ButtonRow>
      {page.corrections.length === 0 ? null : (
        <section>
          <h2>{t('entries:proof.requests')}</h2>
          <CorrectionList corrections={page.corrections} />
        </section>
      )}
    </>
  );
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

function ProofState({ page: { acceptedAt, waiting, open, closesAt } }: { page: Page }) {
  const t = useT();
  const format = useFormat();
  if (waiting) return <Notice tone="warn" title={t('entries:proof.waiting')} />;
  if (acceptedAt !== null)
    return <Notice tone="good" title={t('entries:proof.accepted', { date: format.dateTime(acceptedAt) })} />;
  if (open.ok) return <Notice>{t('entries:proof.until', { date: format.dateTime(closesAt) })}</Notice>;
  return (
    <Notice>{t(open.reason === 'proof.notYet' ? 'reasons:proof.notYet' : 'entries:proof.closed')}</Notice>
  );
}

type FormProps = { readonly page: Page; readonly problem: ReturnType<typeof useActionData<typeof action>> };

function ProofForms({ page: { review, open, waiting, acceptedAt }, problem }: FormProps) {
  const t = useT();
  const field = fieldsOf(problem);
  if (!open.ok || waiting) return null;
  return (
    <>
      {acceptedAt === null ? (
        <form method="post">
          <input type="hidden" name="version" value={review.version} />
          <p>{t('entries:proof.acceptText')}</p>
          <SubmitButton name="intent" value="accept" text={t('entries:proof.accept')} />
        </form>
      ) : null}
      <details open={problem?.errors.text !== undefined}>
        <summary>{t('entries:proof.wrong')}</summary>
        <form method="post" noValidate>
          <input type="hidden" name="version" value={review.version} />
          <TextAreaField
            {...field('text')}
            label={t('entries:proof.text')}
            hint={t('entries:proof.textHint')}
            maxLength={600}
          />
          <SubmitButton kind="second" name="intent" value="correct" text={t('entries:proof.ask')} />
        </form>
      </details>
    </>
  );
}
