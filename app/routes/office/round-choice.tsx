import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { SubmitButton } from '#app/components/buttons.tsx';
import { CheckboxGroup, RadioGroup } from '#app/components/choice-fields.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { fieldsOf } from '#app/components/form-fields.ts';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { paperNames, roundOf } from '#app/http/round-page.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { message } from '#app/i18n/translate.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import { loadOwnRound } from '#app/queries/rounds/load-own-round.server.ts';
import { choosePapers, chooseResit } from '#app/services/rounds/choose-papers.server.ts';

export const handle: RouteHandle = { title: 'rounds:desk.title' };

async function atDesk(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const ctx = requireActor(args, 'sitting.manage');
  const { sitting, regulation, round } = await roundOf(ctx, args.params, ['sitting.manage']);
  const entryId = idParam(args.params.entryId);
  const part = await loadOwnRound(ctx.db, { sittingId: sitting.id, entryId }, regulation);
  const own = orNotFound(part?.roundId === round.id && part.open ? part : undefined);
  const back = `/bureau/sessions/${sitting.id}/tours/${round.number}`;
  return { ctx, sitting, regulation, round, entryId, own, back };
}

export async function loader(args: LoaderFunctionArgs) {
  requireActor(args, 'sitting.manage');
  const { sitting, regulation, own, back } = await atDesk(args);
  if (own.kind === 'resit' && own.compulsory) throw redirect(back);
  const { kind, choice, papers, place, chosen } = own;
  return {
    back,
    sittingName: sitting.name,
    round: { kind, choice, papers: papers.map(({ code }) => code), place, chosen },
    names: paperNames(regulation, choice.papers),
  };
}

const paperForm = z.object({ papers: z.array(z.string().max(24)).max(20).default([]) });
const resitForm = z.object({ again: z.enum(['yes', 'no'], { error: message('common:errors.choose') }) });

export async function action(args: ActionFunctionArgs) {
  requireActor(args, 'sitting.manage');
  const { ctx, round, entryId, own, back } = await atDesk(args);
  const formData = await args.request.formData();
  const command = { roundId: round.id, entryId };
  if (own.kind === 'resit') {
    const form = parseForm(resitForm, formData);
    if (!form.ok) return formProblem(form);
    const chosen = await chooseResit(ctx, { ...command, again: form.value.again === 'yes' });
    if (!chosen.ok) return formProblem(formError(formData, { again: reasonMessage(chosen) }));
    return redirect(`${back}?fait=chosen`);
  }
  const form = parseForm(paperForm, formData);
  if (!form.ok) return formProblem(form);
  const chosen = await choosePapers(ctx, { ...command, ...form.value });
  if (chosen.ok) return redirect(`${back}?fait=chosen`);
  if (chosen.reason === 'round.notFound') throw notFound();
  return formProblem(formError(formData, { papers: reasonMessage(chosen) }));
}

export default function RoundChoice() {
  const t = useT();
  const locale = useLocale();
  const { back, sittingName, round, names } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const said = round.chosen ? (round.papers.length > 0 ? 'yes' : 'no') : '';
  return (
    <>
      <BackLink href={back} />
      <ErrorSummary problem={problem} order={['papers', 'again']} />
      <PageHeading
        eyebrow={sittingName[locale]}
        title={t('rounds:desk.title')}
        lead={t('rounds:desk.lead')}
      />
      <p>{t('rounds:mine.where', { centre: round.place.centre, table: round.place.tableNumber })}</p>
      <form method="post">
        {round.kind === 'resit' ? (
          <RadioGroup
            {...fieldsOf(problem, { again: said })('again')}
            label={t('rounds:mine.resit.title', { paper: names[0]?.name[locale] ?? '' })}
            choices={(['yes', 'no'] as const).map((value) => ({
              value,
              label: t(`rounds:mine.resit.${value}`),
            }))}
          />
        ) : (
          <CheckboxGroup
            {...fieldsOf(problem).list('papers', round.papers)}
            label={t('rounds:mine.secondGroup.lead', { count: round.choice.most })}
            choices={names.map(({ code, name }) => ({ value: code, label: name[locale] }))}
          />
        )}
        <SubmitButton text={t('rounds:desk.submit')} />
      </form>
    </>
  );
}
