import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useActionData, useLoaderData, useLocation } from '@remix-run/react';
import { z } from 'zod';
import { SubmitButton } from '#app/components/buttons.tsx';
import { SelectField } from '#app/components/choice-fields.tsx';
import { type Column, DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { FilterForm } from '#app/components/filter-form.tsx';
import { LikenessList, PairTag } from '#app/components/follow-up/pair-tags.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { DateText } from '#app/components/values.tsx';
import { holds } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import { hrefWith, idOf, pageOf, wordOf } from '#app/http/list-address.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { listDuplicates, PAIR_STATES, PAIRS_PER_PAGE } from '#app/queries/followup/list-duplicates.server.ts';
import { listEntryChoices } from '#app/queries/office/list-choices.server.ts';
import { requestSearch } from '#app/services/duplicates/search-sitting.server.ts';

export const handle: RouteHandle = { title: 'followUp:duplicates.title' };
const PATH = '/bureau/doublons';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.read');
  const reach = reachOf(ctx.actor, 'entry.read');
  const parameters = new URL(args.request.url).searchParams;
  const filter = {
    sittingId: idOf(parameters, 'session'),
    regionId: idOf(parameters, 'region'),
    state: wordOf(parameters, 'etat', PAIR_STATES),
    page: pageOf(parameters),
  };
  return {
    filter,
    ...(await listDuplicates(ctx.db, reach, filter)),
    choices: await listEntryChoices(ctx.db, reach),
    pageSize: PAIRS_PER_PAGE,
    canSearch: holds(ctx.actor, 'entry.review'),
    searching: parameters.get('fait') === 'recherche',
  };
}

const form = z.object({ sittingId: z.uuid() });

export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'entry.review');
  const formData = await args.request.formData();
  const parsed = parseForm(form, formData);
  if (!parsed.ok) return formProblem(parsed);
  const { sittingId } = parsed.value;
  const asked = await requestSearch(ctx, { sittingId });
  if (asked.ok) return redirect(`${PATH}?session=${sittingId}&fait=recherche`);
  if (asked.reason === 'sitting.notFound') throw notFound();
  return formProblem(formError(formData, { '': reasonMessage(asked) }));
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Duplicates() {
  const t = useT();
  const { filter, rows, total, pageSize, searching } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>();
  const { search } = useLocation();
  return (
    <>
      <ErrorSummary problem={problem} order={['sittingId']} />
      {searching ? <Notice tone="good" live title={t('followUp:duplicates.searching')} /> : null}
      <PageHeading title={t('followUp:duplicates.title')} lead={t('followUp:duplicates.lead')} />
      <StateCounts />
      <Filters />
      <DataTable
        caption={t('followUp:duplicates.caption')}
        captionHidden
        columns={useColumns()}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('followUp:duplicates.none')} />}
      />
      <Pagination
        page={filter.page}
        pageSize={pageSize}
        total={total}
        hrefOf={(page) => hrefWith(PATH, search, { page: String(page) })}
      />
      <SearchAgain />
    </>
  );
}

function StateCounts() {
  const t = useT();
  const format = useFormat();
  const { byState, filter } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const all = byState.reduce((sum, { count }) => sum + count, 0);
  const link = (state: (typeof byState)[number]['state'] | undefined) => ({
    href: hrefWith(PATH, search, { etat: state, fait: undefined }),
    'aria-current': filter.state === state ? ('true' as const) : undefined,
  });
  return (
    <nav aria-label={t('office:entries.byState')}>
      <ul className="lists">
        <li>
          <a {...link(undefined)}>
            {t('office:filter.all')} <span className="none num">{format.number(all)}</span>
          </a>
        </li>
        {byState.map(({ state, count }) => (
          <li key={state}>
            <a {...link(state)}>
              <PairTag state={state} /> <span className="none num">{format.number(count)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Filters() {
  const t = useT();
  const locale = useLocale();
  const { choices, filter } = useLoaderData<typeof loader>();
  const all = t('office:filter.all');
  return (
    <FilterForm clearHref={PATH} keep={{ etat: filter.state }}>
      <SelectField
        name="session"
        label={t('office:filter.sitting')}
        placeholder={all}
        defaultValue={filter.sittingId ?? ''}
        choices={choices.sittings.map(({ id, name }) => ({ value: id, label: name[locale] }))}
      />
      <SelectField
        name="region"
        label={t('office:filter.region')}
        placeholder={all}
        defaultValue={filter.regionId ?? ''}
        choices={choices.regions.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </FilterForm>
  );
}

/** Of the sitting the list is filtered to. */
function SearchAgain() {
  const t = useT();
  const locale = useLocale();
  const { choices, filter, canSearch } = useLoaderData<typeof loader>();
  const chosen = choices.sittings.find(({ id }) => id === filter.sittingId);
  if (!canSearch) return null;
  if (!chosen) return <p>{t('followUp:duplicates.chooseSitting')}</p>;
  return (
    <form method="post" action={PATH}>
      <p>{t('followUp:duplicates.againText', { sitting: chosen.name[locale] })}</p>
      <input type="hidden" name="sittingId" value={chosen.id} />
      <SubmitButton kind="second" text={t('followUp:duplicates.again')} />
    </form>
  );
}

function useColumns(): Column<Loaded['rows'][number]>[] {
  const t = useT();
  const locale = useLocale();
  const person = ({ surname, givenNames, birthDate, birthPlace, number }: Loaded['rows'][number]['a']) => (
    <>
      {surname} {givenNames}
      <br />
      <small>
        {birthDate ? <DateText value={birthDate} style="short" /> : null}
        {birthPlace ? `, ${birthPlace}` : null} · {number}
      </small>
    </>
  );
  return [
    {
      key: 'a',
      header: t('followUp:duplicates.first'),
      heading: true,
      cell: ({ id, a }) => <a href={`${PATH}/${id}`}>{person(a)}</a>,
    },
    { key: 'b', header: t('followUp:duplicates.second'), cell: ({ b }) => <span>{person(b)}</span> },
    {
      key: 'reasons',
      header: t('followUp:duplicates.why'),
      cell: ({ reasons }) => <LikenessList reasons={reasons} />,
    },
    {
      key: 'sitting',
      header: t('office:filter.sitting'),
      cell: ({ sittingName }) => sittingName[locale],
    },
    { key: 'state', header: t('office:filter.state'), cell: ({ state }) => <PairTag state={state} /> },
  ];
}
