import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { LinkButton } from '#app/components/buttons.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { FilterForm } from '#app/components/filter-form.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { DecisionTag } from '#app/components/results/decision-tag.tsx';
import { StatisticsTable } from '#app/components/results/statistics-table.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { publicStatistics } from '#app/domain/publication/public-statistics.ts';
import { pageOf } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import {
  type CentreResults,
  listCentreResults,
  listCentres,
  RESULTS_PER_PAGE,
} from '#app/queries/results/list-centres.server.ts';
import { findPublished } from '#app/queries/results/list-published.server.ts';

export const handle: RouteHandle = { title: 'results:find.title' };

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const ctx = publicRoute({ context }, 'table numbers and decisions are public once published');
  const id = z.uuid().safeParse(params.sittingId);
  if (!id.success) throw notFound();
  const published = orNotFound(await findPublished(ctx.db, id.data));
  const { searchParams } = new URL(request.url);
  const search = (searchParams.get('q') ?? '').slice(0, 80);
  const page = pageOf(searchParams);
  const { statistics, publicationId, ...head } = published;
  const common = {
    ...head,
    search,
    page,
    pageSize: RESULTS_PER_PAGE,
    statistics: publicStatistics(statistics),
  };
  const chosen = searchParams.get('centre');
  if (chosen === null)
    return { ...common, centres: await listCentres(ctx.db, publicationId, search), results: null };
  const centreId = z.uuid().safeParse(chosen);
  if (!centreId.success) throw notFound();
  const query = { centreId: centreId.data, page };
  return {
    ...common,
    centres: [],
    results: orNotFound(await listCentreResults(ctx.db, publicationId, query)),
  };
}

export default function ResultsOfSitting() {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const { sittingId, name, office, version, reason, publishedAt, results } = useLoaderData<typeof loader>();
  const date = format.dateTime(new Date(publishedAt));
  const here = `/resultats/${sittingId}`;
  return (
    <>
      <BackLink
        href={results ? here : '/resultats'}
        text={t(results ? 'results:sitting.allCentres' : 'results:find.title')}
      />
      <PageHeading
        eyebrow={office[locale]}
        title={results ? t('results:sitting.list', { centre: results.centre.name }) : name[locale]}
        lead={
          version > 1
            ? t('results:sitting.corrected', { version, date, reason: reason ?? '' })
            : t('results:sitting.published', { date })
        }
        actions={<LinkButton href="/resultats" kind="second" text={t('results:sitting.one')} />}
      />
      {results ? <ResultsOfCentre here={here} results={results} /> : <Centres here={here} />}
    </>
  );
}

function Centres({ here }: { here: string }) {
  const t = useT();
  const format = useFormat();
  const { centres, search, statistics } = useLoaderData<typeof loader>();
  const lines = [
    ...statistics.groups.map(({ group, statistics: counts }) => ({ name: group, statistics: counts })),
    { name: t('results:statistics.all'), statistics: statistics.whole },
  ];
  return (
    <>
      <FilterForm submit={t('common:action.search')} {...(search === '' ? {} : { clearHref: here })}>
        <TextField name="q" type="search" label={t('results:sitting.search')} defaultValue={search} />
      </FilterForm>
      <DataTable
        caption={t('results:sitting.centres')}
        rows={centres}
        rowKey={({ centre }) => centre.id}
        empty={<EmptyState title={t('results:sitting.noCentre')} />}
        columns={[
          {
            key: 'centre',
            header: t('results:sitting.centre'),
            heading: true,
            cell: ({ centre }) => <a href={`${here}?centre=${centre.id}`}>{centre.name}</a>,
          },
          {
            key: 'candidates',
            header: t('results:sitting.candidates'),
            align: 'end',
            cell: ({ candidates }) => format.number(candidates),
          },
        ]}
      />
      <StatisticsTable lines={lines} />
      <p className="small">{t('results:statistics.small')}</p>
    </>
  );
}

function ResultsOfCentre({ here, results }: { here: string; results: CentreResults }) {
  const t = useT();
  const { page, pageSize } = useLoaderData<typeof loader>();
  return (
    <>
      <DataTable
        caption={t('results:sitting.list', { centre: results.centre.name })}
        captionHidden
        narrow="scroll"
        rows={results.lines}
        rowKey={({ tableNumber }) => tableNumber}
        columns={[
          {
            key: 'number',
            header: t('results:sitting.number'),
            heading: true,
            cell: ({ tableNumber }) => (
              <a href={`${here}/${encodeURIComponent(tableNumber)}`}>{tableNumber}</a>
            ),
          },
          {
            key: 'decision',
            header: t('results:sitting.decision'),
            cell: ({ decision }) => <DecisionTag decision={decision} />,
          },
        ]}
      />
      <Pagination
        page={page}
        pageSize={pageSize}
        total={results.total}
        hrefOf={(number) => `${here}?centre=${results.centre.id}&page=${number}`}
      />
    </>
  );
}
