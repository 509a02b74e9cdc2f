import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ButtonRow, SubmitButton } from '#app/components/buttons.tsx';
import { RadioGroup } from '#app/components/choice-fields.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { TextAreaField } from '#app/components/text-field.tsx';
import { checkClaim, claimablePapers } from '#app/domain/deliberation/claim-rules.ts';
import { ownEntry } from '#app/http/candidate/own-entry.server.ts';
import { entryPath } from '#app/http/candidate/step-paths.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { message } from '#app/i18n/translate.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { listEntryClaims } from '#app/queries/rounds/list-claims.server.ts';
import { loadStandingResult } from '#app/queries/rounds/load-standing-result.server.ts';
import { fileClaim } from '#app/services/claims/file-claim.server.ts';

export const handle: RouteHandle = { title: 'rounds:claim.new' };

const listPath = (entryId: string) => `${entryPath(entryId)}/reclamations`;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const { entry, sitting, regulation } = await ownEntry(ctx, args.params.entryId);
  const own = { sittingId: sitting.id, entryId: entry.id };
  const { result } = orNotFound(await loadStandingResult(ctx.db, own));
  const claimed = (await listEntryClaims(ctx.db, entry.id)).map(({ paper }) => paper);
  const papers = claimablePapers(result, regulation).filter((code) => !claimed.includes(code));
  if (papers.length === 0) throw redirect(listPath(entry.id));
  const asked = new URL(args.request.url).searchParams.get('epreuve');
  return {
    list: listPath(entry.id),
    paper: papers.find((code) => code === asked) ?? null,
    papers: papers.map((code) => {
      const mark = result.snapshot.marks[code];
      return {
        code,
        name: regulation.papers[code]?.name ?? { fr: code, en: code },
        mark: mark?.state === 'mark' ? mark.value : 0,
        maximum: String(regulation.papers[code]?.maximum ?? regulation.scale.maximum),
      };
    }),
  };
}

const form = z.object({
  intent: z.enum(['paper', 'check', 'change', 'send']),
  paper: z.string({ error: message('common:errors.choose') }).max(24),
  reason: z.string().max(4000).default(''),
});

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const { entry, sitting, regulation } = await ownEntry(ctx, args.params.entryId);
  const formData = await args.request.formData();
  const parsed = parseForm(form, formData);
  if (!parsed.ok) return formProblem(parsed);
  const { intent, paper, reason } = parsed.value;
  if (intent === 'paper')
    return redirect(`${listPath(entry.id)}/nouvelle?epreuve=${encodeURIComponent(paper)}`);
  if (intent === 'change') return { ...formError(formData, {}), checking: false };
  const refused = (answer: { readonly reason: string }) =>
    formProblem(
      formError(formData, {
        [answer.reason === 'claim.paperRefused' ? 'paper' : 'reason']: reasonMessage(answer),
      }),
    );
  if (intent === 'check') {
    const own = { sittingId: sitting.id, entryId: entry.id };
    const { result, publishedAt } = orNotFound(await loadStandingResult(ctx.db, own));
    const when = { publishedAt, now: ctx.clock() };
    const checked = checkClaim({ paper, reason }, result, regulation, when);
    return checked.ok ? { ...formError(formData, {}), checking: true } : refused(checked);
  }
  const filed = await fileClaim(ctx, { entryId: entry.id, paper, reason });
  return filed.ok ? redirect(`${listPath(entry.id)}?fait=1`) : refused(filed);
}

export default function NewClaim() {
  const t = useT();
  const { list, paper } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const problem = answer && Object.keys(answer.errors).length > 0 ? answer : undefined;
  const checking = answer !== undefined && 'checking' in answer && answer.checking;
  return (
    <>
      <BackLink href={list} />
      <ErrorSummary problem={problem} order={['paper', 'reason']} />
      <PageHeading title={t(checking ? 'rounds:claim.check' : 'rounds:claim.new')} />
      {checking ? <CheckClaim /> : paper === null ? <PaperQuestion /> : <ReasonQuestion />}
    </>
  );
}

function PaperQuestion() {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const { papers } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  return (
    <form method="post">
      <RadioGroup
        {...fieldsOf(problem)('paper')}
        label={t('rounds:claim.paper')}
        choices={papers.map(({ code, name, mark, maximum }) => ({
          value: code,
          label: name[locale],
          hint: t('rounds:claim.mark', { mark: format.mark(mark), maximum }),
        }))}
      />
      <SubmitButton name="intent" value="paper" text={t('rounds:mine.next')} />
    </form>
  );
}

function ReasonQuestion() {
  const t = useT();
  const { paper } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  return (
    <form method="post">
      <input type="hidden" name="paper" value={paper ?? ''} />
      <TextAreaField
        {...fieldsOf(problem)('reason')}
        label={t('rounds:claim.why')}
        hint={t('rounds:claim.whyHint')}
        maxLength={1000}
      />
      <SubmitButton name="intent" value="check" text={t('rounds:mine.next')} />
    </form>
  );
}

function CheckClaim() {
  const t = useT();
  const locale = useLocale();
  const { papers, paper } = useLoaderData<typeof loader>();
  const reason = useActionData<typeof action>()?.values.reason ?? '';
  const name = papers.find(({ code }) => code === paper)?.name[locale] ?? '';
  return (
    <form method="post">
      <SummaryList
        answers={[
          { label: t('rounds:claim.paperHead'), value: name },
          { label: t('rounds:claim.reasonHead'), value: reason },
        ]}
      />
      <p>{t('rounds:claim.checkText')}</p>
      <input type="hidden" name="paper" value={paper ?? ''} />
      <input type="hidden" name="reason" value={reason} />
      <ButtonRow>
        <SubmitButton name="intent" value="send" text={t('rounds:claim.send')} />
        <SubmitButton kind="second" name="intent" value="change" text={t('rounds:mine.change')} />
      </ButtonRow>
    </form>
  );
}
