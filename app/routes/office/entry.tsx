import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { OpenPairs } from '#app/components/follow-up/open-pairs.tsx';
import { Notice } from '#app/components/notice.tsx';
import { EntryAnswers } from '#app/components/office/entry-answers.tsx';
import { EntryFees, EntryHistory } from '#app/components/office/entry-facts.tsx';
import { EntryPapers } from '#app/components/office/entry-papers.tsx';
import { EntryProof } from '#app/components/office/entry-proof.tsx';
import { ReviewForms } from '#app/components/office/review-forms.tsx';
import { EntryState } from '#app/components/office/state-tags.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { authorise } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { answerFromForm, answersCorrection } from '#app/http/correction-form.server.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam, wordOf } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { listOpenPairsOf } from '#app/queries/followup/list-duplicates.server.ts';
import { loadEntry } from '#app/queries/office/load-entry.server.ts';
import { rejectEntry } from '#app/services/review/reject-entry.server.ts';
import { returnEntry } from '#app/services/review/return-entry.server.ts';
import { validateEntry } from '#app/services/review/validate-entry.server.ts';

export const handle: RouteHandle = { title: 'office:entries.title' };
const DECIDED = ['validated', 'returned', 'rejected'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.read');
  const reach = reachOf(ctx.actor, 'entry.read');
  const { organisationId, candidateId, photoKey, ...entry } = orNotFound(
    await loadEntry(ctx.db, reach, idParam(args.params.entryId)),
  );
  const target = { organisationId, regionId: entry.regionId };
  return {
    entry: { ...entry, hasPhoto: photoKey !== null },
    canReview: entry.state === 'paid' && authorise(ctx.actor, 'entry.review', target).ok,
    canAnswer: authorise(ctx.actor, 'entry.review', target).ok,
    pairs: await listOpenPairsOf(ctx.db, reach, entry.id),
    decided: wordOf(new URL(args.request.url).searchParams, 'fait', DECIDED),
  };
}

const reviewForm = z.object({
  intent: z.enum(['validate', 'return', 'reject']),
  version: z.coerce.number().int(),
  reason: z.string().optional(),
});

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.review');
  const entryId = idParam(args.params.entryId);
  const formData = await args.request.formData();
  if (answersCorrection(formData)) {
    const problem = await answerFromForm(ctx, formData);
    return problem ? formProblem(problem) : redirect(`/bureau/dossiers/${entryId}`);
  }
  const form = parseForm(reviewForm, formData);
  if (!form.ok) return formProblem(form);
  const { intent, version, reason = '' } = form.value;
  const decided =
    intent === 'validate'
      ? await validateEntry(ctx, { entryId, version })
      : await (intent === 'return' ? returnEntry : rejectEntry)(ctx, { entryId, version, reason });
  if (decided.ok) return redirect(`/bureau/dossiers/${entryId}?fait=${decided.value.state}`);
  if (decided.reason === 'entry.notFound') throw notFound();
  const field = decided.reason === 'review.reasonMissing' ? 'reason' : '';
  return formProblem(formError(formData, { [field]: reasonMessage(decided) }));
}

export default function Entry() {
  const t = useT();
  const locale = useLocale();
  const { entry, canReview, canAnswer, pairs, decided } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const name = `${entry.surname ?? ''} ${entry.givenNames ?? ''}`.trim();
  return (
    <>
      <BackLink href="/bureau/dossiers" text={t('office:entries.title')} />
      <ErrorSummary problem={problem} order={['reason', 'answer']} />
      {decided ? (
        <Notice tone="good" live title={t('office:entry.done', { state: t(`states:entry.${decided}`) })} />
      ) : null}
      <PageHeading
        eyebrow={entry.sittingName[locale]}
        title={name}
        lead={t('office:entry.title', { number: entry.number ?? '' })}
        actions={<EntryState state={entry.state} />}
      />
      <div className="columns">
        <div>
          <EntryAnswers entry={entry} name={name} />
          <EntryPapers entry={entry} />
          <EntryFees fees={entry.fees} />
        </div>
        <div>
          {entry.returnReason ? (
            <Notice tone="warn" title={t('office:entry.wasReturned')}>
              <p>{entry.returnReason}</p>
            </Notice>
          ) : null}
          <EntryProof entry={entry} canAnswer={canAnswer} problem={problem} />
          <OpenPairs pairs={pairs} />
          {canReview ? <ReviewForms version={entry.version} problem={problem} /> : null}
          <EntryHistory history={entry.history} />
        </div>
      </div>
    </>
  );
}
