import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { FilterForm } from '#app/components/filter-form.tsx';
import { type MarkerLine, MarkerTable } from '#app/components/marking/marker-table.tsx';
import { PaperField } from '#app/components/marking/paper-filter.tsx';
import { BackLink, PageHeading } from '#app/components/page-heading.tsx';
import { authorise } from '#app/domain/access/actor.ts';
import { formatCode } from '#app/domain/anonymity/code.ts';
import {
  deviationHundredths,
  meanHundredths,
  SMALLEST_SAMPLE,
} from '#app/domain/marking/marker-statistics.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { paperOf } from '#app/http/paper-round.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import {
  listWideGaps,
  loadMarkedSitting,
  loadMarkerStatistics,
  type NamedStatistics,
} from '#app/queries/office/load-marker-statistics.server.ts';

export const handle: RouteHandle = { title: 'scripts:statistics.title' };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'bundle.manage');
  const marked = orNotFound(await loadMarkedSitting(ctx.db, idParam(args.params.sittingId)));
  if (!authorise(ctx.actor, 'bundle.manage', marked).ok) throw notFound();
  const { sitting, papers, tolerance } = marked;
  const asked = new URL(args.request.url).searchParams.get('epreuve');
  const chosen = paperOf(papers, asked) ?? papers[0] ?? null;
  if (!chosen) return { sitting, papers, chosen, lines: [], gaps: [] };
  const of = { sittingId: sitting.id, paperCode: chosen.code, round: chosen.round };
  const markers = await loadMarkerStatistics(ctx.db, of, tolerance);
  return {
    sitting,
    papers,
    chosen,
    lines: markers.map(lineOf),
    gaps: [...(await listWideGaps(ctx.db, of, tolerance))],
  };
}

/** What is shown of a marker: figures rounded once, from exact sums. */
function lineOf({
  userId,
  name,
  keyed,
  absent,
  differing,
  moments,
  severity,
  bundles,
}: NamedStatistics): MarkerLine {
  return {
    ...{ id: userId, name, keyed, absent, differing },
    mean: meanHundredths(moments),
    spread: deviationHundredths(moments),
    position: severity ?? (moments.n < SMALLEST_SAMPLE ? 'few' : 'usual'),
    bundles: bundles.map((one) => ({
      number: one.bundle,
      keyed: one.keyed,
      mean: meanHundredths(one.moments),
    })),
  };
}

export default function Markers() {
  const t = useT();
  const locale = useLocale();
  const { sitting, papers, chosen, lines } = useLoaderData<typeof loader>();
  return (
    <>
      <BackLink href={`/bureau/sessions/${sitting.id}/lots`} text={t('marking:office.title')} />
      <PageHeading
        eyebrow={sitting.name[locale]}
        title={t('scripts:statistics.title')}
        lead={t('scripts:statistics.lead')}
      />
      {papers.length === 0 ? (
        <EmptyState title={t('scripts:statistics.noPapers')} />
      ) : (
        <>
          <FilterForm submit={t('scripts:statistics.show')}>
            <PaperField papers={papers} chosen={chosen} />
          </FilterForm>
          <MarkerTable lines={lines} />
          <p className="small">{t('scripts:statistics.rule')}</p>
          <Gaps />
        </>
      )}
    </>
  );
}

function Gaps() {
  const t = useT();
  const format = useFormat();
  const { gaps } = useLoaderData<typeof loader>();
  if (gaps.length === 0) return null;
  return (
    <DataTable
      caption={t('scripts:statistics.gaps')}
      rows={gaps}
      rowKey={({ code }) => code}
      columns={[
        {
          key: 'code',
          header: t('scripts:statistics.code'),
          heading: true,
          cell: ({ code }) => formatCode(code),
        },
        {
          key: 'bundle',
          header: t('scripts:statistics.inBundle'),
          align: 'end',
          cell: ({ bundle }) => bundle,
        },
        {
          key: 'first',
          header: t('scripts:statistics.first'),
          align: 'end',
          cell: ({ first }) => format.mark(first),
        },
        {
          key: 'second',
          header: t('scripts:statistics.second'),
          align: 'end',
          cell: ({ second }) => format.mark(second),
        },
      ]}
    />
  );
}
