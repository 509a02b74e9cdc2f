import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useLocation } from '@remix-run/react';
import { SelectField } from '#app/components/choice-fields.tsx';
import { type Column, DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { FilterForm } from '#app/components/filter-form.tsx';
import { EntryState } from '#app/components/office/state-tags.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { DateText } from '#app/components/values.tsx';
import { reachOf } from '#app/domain/access/reach.ts';
import { PROOF_STANDINGS } from '#app/domain/registration/proof.ts';
import { ENTRY_STATES } from '#app/domain/registration/states.ts';
import { hrefWith, idOf, pageOf, textOf, wordOf } from '#app/http/list-address.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { listEntryChoices } from '#app/queries/office/list-choices.server.ts';
import { ENTRIES_PER_PAGE, ENTRY_SORTS, listEntries } from '#app/queries/office/list-entries.server.ts';

export const handle: RouteHandle = { title: 'office:entries.title' };
const PATH = '/bureau/dossiers';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.read');
  const reach = reachOf(ctx.actor, 'entry.read');
  const parameters = new URL(args.request.url).searchParams;
  const filter = {
    sittingId: idOf(parameters, 'session'),
    regionId: idOf(parameters, 'region'),
    state: wordOf(parameters, 'etat', ENTRY_STATES),
    series: textOf(parameters, 'serie'),
    text: textOf(parameters, 'q'),
    proof: wordOf(parameters, 'fiche', PROOF_STANDINGS),
    sort: wordOf(parameters, 'tri', ENTRY_SORTS),
    descending: parameters.get('sens') === 'desc',
    page: pageOf(parameters),
  };
  return {
    filter,
    choices: await listEntryChoices(ctx.db, reach),
    ...(await listEntries(ctx.db, reach, filter)),
    pageSize: ENTRIES_PER_PAGE,
  };
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>;
type Row = Loaded['rows'][number];

export default function Entries() {
  const t = useT();
  const { filter, rows, total, pageSize } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  return (
    <>
      <PageHeading title={t('office:entries.title')} />
      <StateCounts />
      <Filters />
      <DataTable
        caption={t('office:entries.caption')}
        captionHidden
        columns={useColumns()}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('office:entries.none')} />}
      />
      <Pagination
        page={filter.page}
        pageSize={pageSize}
        total={total}
        hrefOf={(page) => hrefWith(PATH, search, { page: String(page) })}
      />
    </>
  );
}

/** How many in each state with the other filters kept; each is a link. */
function StateCounts() {
  const t = useT();
  const format = useFormat();
  const { byState, filter } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const all = byState.reduce((sum, { count }) => sum + count, 0);
  return (
    <nav aria-label={t('office:entries.byState')}>
      <ul className="lists">
        <li>
          <a
            href={hrefWith(PATH, search, { etat: undefined })}
            aria-current={filter.state === undefined ? 'true' : undefined}
          >
            {t('office:filter.all')} <span className="none num">{format.number(all)}</span>
          </a>
        </li>
        {byState.map(({ state, count }) => (
          <li key={state}>
            <a
              href={hrefWith(PATH, search, { etat: state })}
              aria-current={filter.state === state ? 'true' : undefined}
            >
              <EntryState state={state} /> <span className="none num">{format.number(count)}</span>
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
  const { sort, descending, state } = filter;
  return (
    <FilterForm clearHref={PATH} keep={{ tri: sort, sens: descending ? 'desc' : undefined, etat: state }}>
      <TextField name="q" type="search" label={t('office:filter.text')} defaultValue={filter.text ?? ''} />
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
      <SelectField
        name="serie"
        label={t('office:filter.series')}
        placeholder={all}
        defaultValue={filter.series ?? ''}
        choices={choices.series.map((series) => ({ value: series, label: series }))}
      />
      <SelectField
        name="fiche"
        label={t('entries:proof.filter')}
        placeholder={all}
        defaultValue={filter.proof ?? ''}
        choices={PROOF_STANDINGS.map((value) => ({ value, label: t(`entries:proof.state.${value}`) }))}
      />
    </FilterForm>
  );
}

function useColumns(): Column<Row>[] {
  const t = useT();
  const { filter } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const sorting = (sort: (typeof ENTRY_SORTS)[number]): Pick<Column<Row>, 'sortHref' | 'sorted'> => {
    const current = filter.sort === sort;
    const turn = current && !filter.descending;
    const sortHref = hrefWith(PATH, search, { tri: sort, sens: turn ? 'desc' : undefined });
    if (!current) return { sortHref };
    return { sortHref, sorted: filter.descending ? 'descending' : 'ascending' };
  };
  return [
    {
      key: 'number',
      header: t('office:entries.number'),
      heading: true,
      cell: ({ id, number }) => <a href={`${PATH}/${id}`}>{number}</a>,
      ...sorting('number'),
    },
    {
      key: 'name',
      header: t('office:entries.candidate'),
      cell: ({ surname, givenNames }) => `${surname ?? ''} ${givenNames ?? ''}`,
      ...sorting('surname'),
    },
    { key: 'series', header: t('office:filter.series'), cell: ({ series }) => series },
    { key: 'region', header: t('office:filter.region'), cell: ({ regionName }) => regionName },
    {
      key: 'school',
      header: t('office:entries.school'),
      cell: ({ schoolName }) => schoolName ?? t('office:entries.free'),
    },
    {
      key: 'submitted',
      header: t('office:entries.submitted'),
      cell: ({ submittedAt }) => (submittedAt ? <DateText value={submittedAt} style="short" /> : null),
      ...sorting('submitted'),
    },
    { key: 'state', header: t('office:filter.state'), cell: ({ state }) => <EntryState state={state} /> },
  ];
}
