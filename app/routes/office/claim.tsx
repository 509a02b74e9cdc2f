import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ButtonRow, SubmitButton } from '#app/components/buttons.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { ClaimTag } from '#app/components/office/claim-tag.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { TextAreaField } from '#app/components/text-field.tsx';
import { DateText, Mark } from '#app/components/values.tsx';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { roundSitting } from '#app/http/round-page.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { loadClaim } from '#app/queries/rounds/list-claims.server.ts';
import { loadStandingResult } from '#app/queries/rounds/load-standing-result.server.ts';
import { answerClaim } from '#app/services/claims/answer-claim.server.ts';

export const handle: RouteHandle = { title: 'rounds:office.one' };

async function claimOf(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const ctx = requireActor(args, 'sitting.manage');
  const { sitting, regulation } = await roundSitting(ctx, args.params.sittingId, ['sitting.manage']);
  const claim = await loadClaim(ctx.db, idParam(args.params.claimId));
  return { ctx, sitting, regulation, claim: orNotFound(claim?.sittingId === sitting.id ? claim : undefined) };
}

export async function loader(args: LoaderFunctionArgs) {
  requireActor(args, 'sitting.manage');
  const { ctx, sitting, regulation, claim } = await claimOf(args);
  const { entryId, paper } = claim;
  const standing = await loadStandingResult(ctx.db, { sittingId: sitting.id, entryId });
  const { id, reason, state, filedAt, answer, answeredAt, tableNumber, surname, givenNames } = claim;
  return {
    list: `/bureau/sessions/${sitting.id}/reclamations`,
    sittingName: sitting.name,
    paper: regulation.papers[paper]?.name ?? { fr: paper, en: paper },
    claim: { id, reason, state, filedAt, answer, answeredAt, tableNumber, surname, givenNames },
    before: standing?.result.snapshot.marks[paper] ?? null,
    found: state === 'decided' ? (standing?.result.snapshot.reviewed?.[paper] ?? null) : null,
  };
}

const form = z.object({ event: z.enum(['accept', 'reject']), answer: z.string().max(4000).default('') });

export async function action(args: ActionFunctionArgs) {
  requireActor(args, 'sitting.manage');
  const { ctx, sitting, claim } = await claimOf(args);
  const formData = await args.request.formData();
  const parsed = parseForm(form, formData);
  if (!parsed.ok) return formProblem(parsed);
  const answered = await answerClaim(ctx, { claimId: claim.id, ...parsed.value });
  if (answered.ok) return redirect(`/bureau/sessions/${sitting.id}/reclamations?fait=answered`);
  if (answered.reason === 'claim.notFound') throw notFound();
  const field = answered.reason === 'claim.answerMissing' ? 'answer' : '';
  return formProblem(formError(formData, { [field]: reasonMessage(answered) }));
}

export default function Claim() {
  const t = useT();
  const locale = useLocale();
  const { list, sittingName, paper, claim, before, found } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  return (
    <>
      <BackLink href={list} text={t('rounds:office.title')} />
      <ErrorSummary problem={problem} order={['answer']} />
      <PageHeading
        eyebrow={sittingName[locale]}
        title={`${t('rounds:office.one')} : ${paper[locale]}`}
        actions={<ClaimTag state={claim.state} />}
      />
      <SummaryList
        answers={[
          {
            label: t('rounds:claim.candidate'),
            value: `${claim.surname ?? ''} ${claim.givenNames ?? ''} (${claim.tableNumber})`,
          },
          { label: t('rounds:claim.filedOn'), value: <DateText value={claim.filedAt} style="time" /> },
          { label: t('rounds:claim.reasonHead'), value: claim.reason },
          ...(before ? [{ label: t('rounds:claim.before'), value: <Mark mark={before} /> }] : []),
          ...(found ? [{ label: t('rounds:claim.found'), value: <Mark mark={found} /> }] : []),
          ...(claim.answer === null ? [] : [{ label: t('rounds:office.answered'), value: claim.answer }]),
          ...(claim.answeredAt === null
            ? []
            : [
                {
                  label: t('rounds:office.answeredOn'),
                  value: <DateText value={claim.answeredAt} style="time" />,
                },
              ]),
        ]}
      />
      {claim.state === 'filed' ? (
        <form method="post">
          <TextAreaField
            {...fieldsOf(problem)('answer')}
            label={t('rounds:office.answer')}
            hint={t('rounds:office.answerHint')}
            maxLength={1000}
          />
          <ButtonRow>
            <SubmitButton name="event" value="accept" text={t('rounds:office.accept')} />
            <SubmitButton kind="danger" name="event" value="reject" text={t('rounds:office.reject')} />
          </ButtonRow>
        </form>
      ) : null}
    </>
  );
}
