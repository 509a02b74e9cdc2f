import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useLocation } from '@remix-run/react';
import { z } from 'zod';
import { ButtonRow, LinkButton, SubmitButton } from '#app/components/buttons.tsx';
import { SelectField } from '#app/components/choice-fields.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { FilterForm } from '#app/components/filter-form.tsx';
import { Notice } from '#app/components/notice.tsx';
import { RoundPeople } from '#app/components/office/round-people.tsx';
import { RoundStateTag } from '#app/components/office/round-table.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { SummaryList } from '#app/components/summary-list.tsx';
import { DateText } from '#app/components/values.tsx';
import { PART_FILTERS } from '#app/domain/deliberation/round-states.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { hrefWith, pageOf, wordOf } from '#app/http/list-address.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { paperNames, roundOf } from '#app/http/round-page.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import {
  listRoundPeople,
  loadRoundFigures,
  ROUND_PEOPLE_PER_PAGE,
} from '#app/queries/rounds/load-round-page.server.ts';
import { cancelRound } from '#app/services/rounds/cancel-round.server.ts';
import { startRoundMarking } from '#app/services/rounds/start-round-marking.server.ts';

export const handle: RouteHandle = { title: 'rounds:title' };

const DONE = ['opened', 'started', 'chosen'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, ['sitting.manage', 'bundle.manage']);
  const { sitting, regulation, can, round } = await roundOf(ctx, args.params);
  const { searchParams } = new URL(args.request.url);
  const filter = { part: wordOf(searchParams, 'lesquels', PART_FILTERS), page: pageOf(searchParams) };
  const { rows, total } = await listRoundPeople(ctx.db, round.id, filter);
  const { number, kind, reason, state, choicesUntil, rule } = round;
  const preparing = state === 'preparing';
  return {
    sitting: { id: sitting.id, name: sitting.name },
    round: { number, kind, reason, state, choicesUntil, sitsAt: rule.kind === 'resit' ? rule.sitsAt : null },
    ...(await loadRoundFigures(ctx.db, round.id)),
    papers: paperNames(
      regulation,
      rows.flatMap((row) => row.papers),
    ),
    rows,
    total,
    pageSize: ROUND_PEOPLE_PER_PAGE,
    filter,
    can: {
      choose: can.manage && preparing && kind !== 'review',
      cancel: can.manage && preparing,
      start: can.bundles && preparing,
      bundles: can.bundles && !preparing && state !== 'cancelled',
    },
    done: wordOf(searchParams, 'fait', DONE),
  };
}

const form = z.object({ intent: z.enum(['start', 'cancel']) });

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, ['sitting.manage', 'bundle.manage']);
  const { sitting, round } = await roundOf(ctx, args.params);
  const formData = await args.request.formData();
  const parsed = parseForm(form, formData);
  if (!parsed.ok) return formProblem(parsed);
  const all = `/bureau/sessions/${sitting.id}/tours`;
  const act = { start: startRoundMarking, cancel: cancelRound }[parsed.value.intent];
  const answer = await act(ctx, { roundId: round.id });
  if (answer.ok)
    return redirect(
      parsed.value.intent === 'start' ? `${all}/${round.number}?fait=started` : `${all}?fait=cancelled`,
    );
  if (answer.reason === 'round.notFound') throw notFound();
  return formProblem(formError(formData, { '': reasonMessage(answer) }));
}

export default function Round() {
  const t = useT();
  const locale = useLocale();
  const page = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { sitting, round, done, filter } = page;
  const { pathname, search } = useLocation();
  return (
    <>
      <BackLink href={`/bureau/sessions/${sitting.id}/tours`} text={t('rounds:title')} />
      <ErrorSummary problem={problem} />
      {done ? <Notice tone="good" live title={t(`rounds:done.${done}`)} /> : null}
      <PageHeading
        eyebrow={sitting.name[locale]}
        title={`${t('rounds:number', { number: round.number })} : ${t(`rounds:kind.${round.kind}`)}`}
        actions={<RoundStateTag state={round.state} />}
      />
      <Facts />
      <Steps />
      <Lists />
      <h2>{t('rounds:one.people')}</h2>
      {round.kind === 'review' ? null : <PartFilter />}
      {page.rows.length === 0 ? <EmptyState title={t('rounds:one.none')} /> : <RoundPeople page={page} />}
      <Pagination
        page={filter.page}
        pageSize={page.pageSize}
        total={page.total}
        hrefOf={(number) => hrefWith(pathname, search, { page: String(number) })}
      />
    </>
  );
}

function Facts() {
  const t = useT();
  const format = useFormat();
  const { round, counts } = useLoaderData<typeof loader>();
  const { choicesUntil, sitsAt } = round;
  // Nobody chooses in a round of reviews: the papers are those claimed.
  const shown = round.kind === 'review' ? (['all'] as const) : (['all', ...PART_FILTERS] as const);
  return (
    <>
      <SummaryList
        answers={[
          { label: t('rounds:reason'), value: round.reason },
          ...(choicesUntil
            ? [{ label: t('rounds:until'), value: <DateText value={new Date(choicesUntil)} style="time" /> }]
            : []),
          ...(sitsAt
            ? [{ label: t('rounds:one.sitsAt'), value: <DateText value={sitsAt} style="time" /> }]
            : []),
        ]}
      />
      <dl className="figures">
        {shown.map((name) => (
          <div key={name}>
            <dt>{t(`rounds:one.${name}`)}</dt>
            <dd>{format.number(counts[name])}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Steps() {
  const t = useT();
  const { can, sitting } = useLoaderData<typeof loader>();
  if (can.bundles)
    return (
      <LinkButton href={`/bureau/sessions/${sitting.id}/lots`} kind="second" text={t('rounds:one.bundles')} />
    );
  if (!can.start && !can.cancel) return null;
  return (
    <form method="post">
      <p>{t(can.start ? 'rounds:one.startText' : 'rounds:one.startsNext')}</p>
      <ButtonRow>
        {can.start ? <SubmitButton name="intent" value="start" text={t('rounds:one.start')} /> : null}
        {can.cancel ? (
          <SubmitButton kind="danger" name="intent" value="cancel" text={t('rounds:one.cancel')} />
        ) : null}
      </ButtonRow>
    </form>
  );
}

function Lists() {
  const t = useT();
  const format = useFormat();
  const { centres, sitting, round } = useLoaderData<typeof loader>();
  if (centres.length === 0 || round.kind === 'review') return null;
  const path = `/bureau/sessions/${sitting.id}/tours/${round.number}/convocations`;
  return (
    <section>
      <h2>{t('rounds:one.lists')}</h2>
      <p>{t('rounds:one.listsText')}</p>
      <ul className="papers">
        {centres.map(({ id, name, candidates }) => (
          <li key={id}>
            <a href={`${path}/${id}`}>{name} (PDF)</a>{' '}
            <small className="num">{format.number(candidates)}</small>
          </li>
        ))}
        <li>
          <a href={`${path}.csv`}>{t('rounds:one.csv')}</a>
        </li>
      </ul>
    </section>
  );
}

function PartFilter() {
  const t = useT();
  const { filter } = useLoaderData<typeof loader>();
  return (
    <FilterForm {...(filter.part ? { clearHref: '?' } : {})}>
      <SelectField
        name="lesquels"
        label={t('rounds:one.filter')}
        placeholder={t('rounds:one.any')}
        defaultValue={filter.part ?? ''}
        choices={PART_FILTERS.map((value) => ({ value, label: t(`rounds:one.${value}`) }))}
      />
    </FilterForm>
  );
}
