import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '#app/components/buttons.tsx';
import { type Column, DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { ImportTag } from '#app/components/imports/import-tag.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import { DateText } from '#app/components/values.tsx';
import { grantsFor } from '#app/domain/access/actor.ts';
import { pageOf } from '#app/http/list-address.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { RouteHandle } from '#app/http/route-handle.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { IMPORTS_PER_PAGE, listImports, schoolsOf } from '#app/queries/imports/list-imports.server.ts';

export const handle: RouteHandle = { title: 'imports:title' };
const PATH = '/ecole/imports';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const page = pageOf(new URL(args.request.url).searchParams);
  const schools = schoolsOf(grantsFor(ctx.actor, 'entry.school'));
  return { ...(await listImports(ctx.db, schools, page)), page, pageSize: IMPORTS_PER_PAGE };
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

export default function Imports() {
  const t = useT();
  const { rows, total, page, pageSize } = useLoaderData<typeof loader>();
  const start = <LinkButton href={`${PATH}/nouveau`} text={t('imports:start')} />;
  return (
    <>
      <PageHeading
        title={t('imports:title')}
        lead={t('imports:lead')}
        actions={total > 0 ? start : undefined}
      />
      <DataTable
        caption={t('imports:caption')}
        captionHidden
        columns={useColumns()}
        rows={rows}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('imports:none')} text={t('imports:noneText')} action={start} />}
      />
      <Pagination
        page={page}
        pageSize={pageSize}
        total={total}
        hrefOf={(target) => `${PATH}?page=${target}`}
      />
    </>
  );
}

function useColumns(): Column<Row>[] {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  return [
    {
      key: 'file',
      header: t('imports:file'),
      heading: true,
      cell: ({ id, fileName }) => (
        <a href={`${PATH}/${id}`}>
          <bdi>{fileName}</bdi>
        </a>
      ),
    },
    { key: 'sitting', header: t('imports:sitting'), cell: ({ sittingName }) => sittingName[locale] },
    {
      key: 'sent',
      header: t('imports:sent'),
      cell: ({ createdAt }) => <DateText value={createdAt} style="short" />,
    },
    { key: 'state', header: t('imports:state'), cell: ({ state }) => <ImportTag state={state} /> },
    {
      key: 'rows',
      header: t('imports:rows'),
      align: 'end',
      cell: ({ totalRows }) => (totalRows === null ? '–' : format.number(totalRows)),
    },
    {
      key: 'bad',
      header: t('imports:result.bad'),
      align: 'end',
      cell: ({ badRows }) => format.number(badRows),
    },
    {
      key: 'done',
      header: t('imports:result.done'),
      align: 'end',
      cell: ({ doneRows }) => format.number(doneRows),
    },
  ];
}
