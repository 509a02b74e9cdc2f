import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useLocation } from '@remix-run/react';
import { LinkButton } from '#app/components/buttons.tsx';
import { SelectField } from '#app/components/choice-fields.tsx';
import { FilterForm } from '#app/components/filter-form.tsx';
import { HandOverTable, WaitingByRegion } from '#app/components/office/documents/hand-over-table.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { TextField } from '#app/components/text-field.tsx';
import { reachOf } from '#app/domain/access/reach.ts';
import { KEPT_KINDS } from '#app/domain/documents/status-change.ts';
import { handOverFilter } from '#app/http/hand-over-address.ts';
import { hrefWith, pageOf } from '#app/http/list-address.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import {
  countHandOvers,
  HAND_OVERS_PER_PAGE,
  readHandOvers,
} from '#app/queries/documents/list-hand-overs.server.ts';
import { listEntryChoices } from '#app/queries/office/list-choices.server.ts';

export const handle: RouteHandle = { title: 'documentLife:handOver.title' };
const PATH = '/bureau/remises';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'document.handOut');
  const reach = reachOf(ctx.actor, 'document.handOut');
  const parameters = new URL(args.request.url).searchParams;
  const filter = handOverFilter(parameters);
  const page = pageOf(parameters);
  const { sittings, regions } = await listEntryChoices(ctx.db, reach);
  return {
    filter,
    page,
    pageSize: HAND_OVERS_PER_PAGE,
    sittings,
    regions,
    rows: await readHandOvers(ctx.db, reach, filter, { page, size: HAND_OVERS_PER_PAGE }),
    counts: await countHandOvers(ctx.db, reach, filter),
  };
}

export default function HandOvers() {
  const t = useT();
  const { rows, counts, filter, page, pageSize } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const said = filter.state === 'waiting' ? 'waitingCount' : 'collectedCount';
  return (
    <>
      <PageHeading
        title={t('documentLife:handOver.title')}
        lead={t('documentLife:handOver.lead')}
        actions={
          <LinkButton
            kind="second"
            href={hrefWith(`${PATH}.csv`, search, {})}
            text={t('documentLife:handOver.csv')}
            download
          />
        }
      />
      <Filters />
      <p>
        <b>{t(`documentLife:handOver.${said}`, { count: counts.total })}</b>
      </p>
      <WaitingByRegion state={filter.state} regions={counts.regions} total={counts.total} />
      <HandOverTable rows={rows} state={filter.state} />
      <Pagination
        page={page}
        pageSize={pageSize}
        total={counts.total}
        hrefOf={(to) => hrefWith(PATH, search, { page: String(to) })}
      />
    </>
  );
}

function Filters() {
  const t = useT();
  const locale = useLocale();
  const { filter, sittings, regions } = useLoaderData<typeof loader>();
  const all = t('documentLife:handOver.all');
  return (
    <FilterForm clearHref={PATH}>
      <TextField
        name="q"
        type="search"
        label={t('documentLife:handOver.search')}
        defaultValue={filter.text ?? ''}
      />
      <SelectField
        name="etat"
        label={t('documentLife:handOver.state')}
        defaultValue={filter.state}
        choices={(['waiting', 'collected'] as const).map((value) => ({
          value,
          label: t(`documentLife:handOver.${value}`),
        }))}
      />
      <SelectField
        name="type"
        label={t('documentLife:handOver.kind')}
        placeholder={all}
        defaultValue={filter.kind ?? ''}
        choices={KEPT_KINDS.map((value) => ({ value, label: t(`documents:kind.${value}`) }))}
      />
      <SelectField
        name="session"
        label={t('documentLife:handOver.sitting')}
        placeholder={all}
        defaultValue={filter.sittingId ?? ''}
        choices={sittings.map(({ id, name }) => ({ value: id, label: name[locale] }))}
      />
      <SelectField
        name="region"
        label={t('documentLife:handOver.region')}
        placeholder={all}
        defaultValue={filter.regionId ?? ''}
        choices={regions.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </FilterForm>
  );
}
