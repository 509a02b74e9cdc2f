import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useLocation } from '@remix-run/react';
import { SelectField } from '#app/components/choice-fields.tsx';
import { type Column, DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { FilterForm } from '#app/components/filter-form.tsx';
import { Notice } from '#app/components/notice.tsx';
import { ClaimTag } from '#app/components/office/claim-tag.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { DateText } from '#app/components/values.tsx';
import { CLAIM_STATES } from '#app/domain/deliberation/round-states.ts';
import { hrefWith, pageOf, textOf, wordOf } from '#app/http/list-address.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { paperNames, roundSitting } from '#app/http/round-page.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { CLAIMS_PER_PAGE, listClaims } from '#app/queries/rounds/list-claims.server.ts';

export const handle: RouteHandle = { title: 'rounds:office.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'sitting.manage');
  const { sitting, regulation } = await roundSitting(ctx, args.params.sittingId, ['sitting.manage']);
  const { searchParams } = new URL(args.request.url);
  const filter = {
    state: wordOf(searchParams, 'etat', CLAIM_STATES),
    paper: textOf(searchParams, 'epreuve'),
    page: pageOf(searchParams),
  };
  return {
    sitting: { id: sitting.id, name: sitting.name },
    ...(await listClaims(ctx.db, sitting.id, filter)),
    filter,
    pageSize: CLAIMS_PER_PAGE,
    papers: paperNames(regulation, Object.keys(regulation.papers)),
    answered: searchParams.get('fait') === 'answered',
  };
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

export default function Claims() {
  const t = useT();
  const locale = useLocale();
  const { sitting, rows, total, filter, answered, papers, pageSize } = useLoaderData<typeof loader>();
  const { pathname, search } = useLocation();
  const nameOf = (code: string) => papers.find((one) => one.code === code)?.name[locale] ?? code;
  const columns: Column<Row>[] = [
    {
      key: 'candidate',
      header: t('rounds:claim.candidate'),
      heading: true,
      cell: ({ id, surname, givenNames, tableNumber }) => (
        <a href={`${pathname}/${id}`}>
          {surname} {givenNames} <span className="num">{tableNumber}</span>
        </a>
      ),
    },
    { key: 'paper', header: t('rounds:office.paper'), cell: ({ paper }) => nameOf(paper) },
    { key: 'filed', header: t('rounds:claim.filedOn'), cell: ({ filedAt }) => <DateText value={filedAt} /> },
    { key: 'state', header: t('rounds:office.stateHead'), cell: ({ state }) => <ClaimTag state={state} /> },
    {
      key: 'round',
      header: t('rounds:office.round'),
      align: 'end',
      cell: ({ round }) => round ?? '–',
    },
  ];
  return (
    <>
      <BackLink href={`/bureau/sessions/${sitting.id}`} text={sitting.name[locale]} />
      {answered ? <Notice tone="good" live title={t('rounds:done.answered')} /> : null}
      <PageHeading title={t('rounds:office.title')} lead={t('rounds:office.lead')} />
      <Filters />
      <DataTable
        caption={t('rounds:office.caption')}
        captionHidden
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('rounds:office.none')} />}
      />
      <Pagination
        page={filter.page}
        pageSize={pageSize}
        total={total}
        hrefOf={(page) => hrefWith(pathname, search, { page: String(page) })}
      />
    </>
  );
}

function Filters() {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const { filter, byState, papers } = useLoaderData<typeof loader>();
  return (
    <FilterForm {...(filter.state || filter.paper ? { clearHref: '?' } : {})}>
      <SelectField
        name="etat"
        label={t('rounds:office.stateHead')}
        placeholder={t('rounds:office.any')}
        defaultValue={filter.state ?? ''}
        choices={byState.map(({ state, count }) => ({
          value: state,
          label: `${t(`rounds:office.state.${state}`)} (${format.number(count)})`,
        }))}
      />
      <SelectField
        name="epreuve"
        label={t('rounds:office.paper')}
        placeholder={t('rounds:office.any')}
        defaultValue={filter.paper ?? ''}
        choices={papers.map(({ code, name }) => ({ value: code, label: name[locale] }))}
      />
    </FilterForm>
  );
}
