import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useLocation } from '@remix-run/react';
import { SelectField } from '#app/components/choice-fields.tsx';
import { LedgerExport } from '#app/components/counter/ledger-export.tsx';
import { TillTag } from '#app/components/counter/till-tags.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { FilterForm } from '#app/components/filter-form.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { DateText, Money } from '#app/components/values.tsx';
import { reachOf } from '#app/domain/access/reach.ts';
import { TILL_STATES } from '#app/domain/fees/states.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { hrefWith, pageOf, wordOf } from '#app/http/list-address.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { listTills, TILLS_PER_PAGE } from '#app/queries/counter/load-journal.server.ts';

export const handle: RouteHandle = { title: 'counter:tills.title' };
const PATH = '/bureau/guichet/caisses';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'money.read');
  const parameters = new URL(args.request.url).searchParams;
  const filter = { state: wordOf(parameters, 'etat', TILL_STATES), page: pageOf(parameters) };
  const today = localDate(ctx.clock(), args.context.timeZone ?? 'UTC');
  const found = await listTills(ctx.db, reachOf(ctx.actor, 'money.read'), filter);
  return { filter, today, ...found, pageSize: TILLS_PER_PAGE };
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

export default function Tills() {
  const t = useT();
  const { filter, rows, total, pageSize, today } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  return (
    <>
      <PageHeading title={t('counter:tills.title')} lead={t('counter:tills.lead')} />
      <FilterForm {...(filter.state ? { clearHref: PATH } : {})}>
        <SelectField
          name="etat"
          label={t('counter:tills.state')}
          placeholder={t('counter:tills.all')}
          defaultValue={filter.state ?? ''}
          choices={TILL_STATES.map((state) => ({ value: state, label: t(`counter:tillState.${state}`) }))}
        />
      </FilterForm>
      <TillTable rows={rows} />
      <Pagination
        page={filter.page}
        pageSize={pageSize}
        total={total}
        hrefOf={(page) => hrefWith(PATH, search, { page: String(page) })}
      />
      <LedgerExport today={today} />
    </>
  );
}

function TillTable({ rows }: { rows: readonly Row[] }) {
  const t = useT();
  return (
    <DataTable
      caption={t('counter:tills.title')}
      captionHidden
      narrow="scroll"
      columns={[
        {
          key: 'day',
          header: t('counter:tills.day'),
          heading: true,
          cell: ({ id, day }) => (
            <a href={`/bureau/guichet/journal/${id}`}>
              <DateText value={day} style="short" />
            </a>
          ),
        },
        { key: 'cashier', header: t('counter:tills.cashier'), cell: ({ cashier }) => cashier },
        { key: 'state', header: t('counter:tills.state'), cell: ({ state }) => <TillTag state={state} /> },
        {
          key: 'inBooks',
          header: t('counter:tills.inBooks'),
          align: 'end',
          cell: ({ inBooks, currency }) => <Money amount={{ minor: inBooks, currency }} />,
        },
        { key: 'office', header: t('counter:tills.office'), cell: ({ office }) => office },
        {
          key: 'deposit',
          header: t('counter:tills.deposit'),
          cell: ({ depositReference }) => depositReference ?? '–',
        },
      ]}
      rows={rows}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('counter:tills.none')} />}
    />
  );
}
