import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ButtonRow, LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { PaperQuestion, Programme, ResitQuestion } from '#app/components/candidate/round-choice.tsx';
import { ConfirmationPanel } from '#app/components/confirmation-panel.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { checkChoice } from '#app/domain/deliberation/round-candidates.ts';
import { ownEntry } from '#app/http/candidate/own-entry.server.ts';
import { entryPath } from '#app/http/candidate/step-paths.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { message } from '#app/i18n/translate.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { loadOwnRound } from '#app/queries/rounds/load-own-round.server.ts';
import { choosePapers, chooseResit } from '#app/services/rounds/choose-papers.server.ts';

export const handle: RouteHandle = { title: 'rounds:mine.programme' };

const pathOf = (entryId: string) => `${entryPath(entryId)}/tour`;

async function ownRound(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const { entry, sitting, regulation } = await ownEntry(ctx, args.params.entryId);
  const own = { sittingId: sitting.id, entryId: entry.id };
  const round = orNotFound(await loadOwnRound(ctx.db, own, regulation));
  return { entry, sitting, regulation, round };
}

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const { entry, sitting, regulation, round } = await ownRound(args);
  const { searchParams } = new URL(args.request.url);
  const codes = [...new Set([...round.choice.papers, ...round.papers.map(({ code }) => code)])];
  const { choicesUntil, roundId: _, ...shown } = round;
  const inTime = round.open && (choicesUntil === null || choicesUntil > ctx.clock());
  const asked = searchParams.get('choix');
  return {
    path: pathOf(entry.id),
    sittingName: sitting.name,
    round: { ...shown, choicesUntil },
    names: codes.map((code) => ({ code, name: regulation.papers[code]?.name ?? { fr: code, en: code } })),
    mayChoose:
      inTime && (round.kind === 'resit' ? !round.compulsory : round.choice.papers.length > round.choice.most),
    over: round.open && !inTime,
    toCheck: asked === null ? null : asked.split(',').filter((code) => round.choice.papers.includes(code)),
    saved: searchParams.has('fait'),
    changing: searchParams.has('modifier'),
  };
}

const paperForm = z.object({
  intent: z.enum(['check', 'confirm']),
  papers: z.array(z.string().max(24)).max(20).default([]),
});
const resitForm = z.object({
  intent: z.enum(['check', 'confirm']),
  again: z.enum(['yes', 'no'], { error: message('common:errors.choose') }),
});

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const { entry, round } = await ownRound(args);
  const formData = await args.request.formData();
  const command = { roundId: round.roundId, entryId: entry.id };
  const here = pathOf(entry.id);
  if (round.kind === 'resit') {
    const form = parseForm(resitForm, formData);
    if (!form.ok) return formProblem(form);
    const again = form.value.again === 'yes';
    if (form.value.intent === 'check')
      return redirect(`${here}?choix=${again ? round.choice.papers.join(',') : ''}`);
    const chosen = await chooseResit(ctx, { ...command, again });
    if (chosen.ok) return redirect(`${here}?fait=1`);
    return formProblem(formError(formData, { again: reasonMessage(chosen) }));
  }
  const form = parseForm(paperForm, formData);
  if (!form.ok) return formProblem(form);
  const { papers, intent } = form.value;
  const checked =
    intent === 'check' ? checkChoice(papers, round.choice) : await choosePapers(ctx, { ...command, papers });
  if (!checked.ok) return formProblem(formError(formData, { papers: reasonMessage(checked) }));
  return redirect(intent === 'check' ? `${here}?choix=${checked.value.join(',')}` : `${here}?fait=1`);
}

export default function EntryRound() {
  const t = useT();
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { round, mayChoose, toCheck, sittingName } = page;
  const nameOf = (code: string) => page.names.find((one) => one.code === code)?.name[locale] ?? code;
  const asks = mayChoose && (!round.chosen || page.changing || problem !== undefined);
  const title =
    round.kind === 'resit'
      ? t('rounds:mine.resit.title', { paper: nameOf(round.choice.papers[0] ?? '') })
      : t(mayChoose ? 'rounds:mine.secondGroup.title' : 'rounds:mine.programme');
  return (
    <>
      <BackLink href="/espace" />
      <ErrorSummary problem={problem} order={['papers', 'again']} />
      {page.saved ? <Saved /> : null}
      <PageHeading eyebrow={sittingName[locale]} title={toCheck ? t('rounds:mine.check') : title} />
      {toCheck && mayChoose ? (
        <CheckChoice papers={toCheck} nameOf={nameOf} />
      ) : asks && round.kind === 'resit' ? (
        <ResitQuestion round={round} problem={problem} />
      ) : asks ? (
        <PaperQuestion round={round} problem={problem} nameOf={nameOf} />
      ) : (
        <Programme
          round={round}
          nameOf={nameOf}
          over={page.over}
          changeHref={mayChoose ? '?modifier=1' : null}
        />
      )}
    </>
  );
}

function Saved() {
  const t = useT();
  const format = useFormat();
  const { choicesUntil } = useLoaderData<typeof loader>().round;
  return (
    <ConfirmationPanel title={t('rounds:mine.saved')}>
      {choicesUntil ? t('rounds:mine.savedText', { when: format.dateTime(new Date(choicesUntil)) }) : null}
    </ConfirmationPanel>
  );
}

function CheckChoice({ papers, nameOf }: { papers: readonly string[]; nameOf: (code: string) => string }) {
  const t = useT();
  const { round, path } = useLoaderData<typeof loader>();
  const resit = round.kind === 'resit';
  const told = resit
    ? t(papers.length > 0 ? 'rounds:mine.resit.yes' : 'rounds:mine.resit.no')
    : papers.map(nameOf).join(', ');
  return (
    <form method="post" action={path}>
      <SummaryList
        answers={[{ label: t('rounds:mine.answer'), value: told, changeHref: `${path}?modifier=1` }]}
      />
      {resit ? (
        <input type="hidden" name="again" value={papers.length > 0 ? 'yes' : 'no'} />
      ) : (
        papers.map((code) => <input key={code} type="hidden" name="papers" value={code} />)
      )}
      <ButtonRow>
        <SubmitButton name="intent" value="confirm" text={t('rounds:mine.confirm')} />
        <LinkButton kind="second" href={`${path}?modifier=1`} text={t('rounds:mine.change')} />
      </ButtonRow>
    </form>
  );
}
