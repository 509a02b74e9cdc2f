import { useLocation } from '@remix-run/react';
import { type Column, DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Pagination } from '#app/components/pagination.tsx';
import type { RowError } from '#app/domain/registration/import/row-error.ts';
import type { ImportRowState } from '#app/domain/registration/import/states.ts';
import { hrefWith } from '#app/http/list-address.ts';
import { useFormat, useMessageText, useT } from '#app/i18n/use-t.tsx';
import type { ImportRowLine } from '#app/queries/imports/load-import.server.ts';
import type { ImportView } from './import-body.tsx';

/** The rows in one state at a time; which, and the page, are in the address. */
export function ImportRows({ page }: { page: ImportView }) {
  const t = useT();
  const { pathname, search } = useLocation();
  const { batch, listed, filter, pageSize } = page;
  const columns = useColumns(batch.header, filter.state);
  if (!listed) return null;
  return (
    <section aria-labelledby="rows">
      <h2 id="rows">{t('imports:result.table')}</h2>
      <StateLinks page={page} />
      <DataTable
        caption={t('imports:result.table')}
        captionHidden
        columns={columns}
        rows={listed.rows}
        rowKey={({ rowNumber }) => String(rowNumber)}
        empty={<EmptyState title={t('imports:result.noRows')} />}
      />
      <Pagination
        page={filter.page}
        pageSize={pageSize}
        total={listed.total}
        hrefOf={(target) => hrefWith(pathname, search, { page: String(target), deja: undefined })}
      />
    </section>
  );
}

function StateLinks({ page: { batch, filter } }: { page: ImportView }) {
  const t = useT();
  const format = useFormat();
  const { pathname, search } = useLocation();
  const good = batch.checkedRows - batch.badRows - batch.knownRows - batch.doneRows;
  const counts: readonly [ImportRowState, number][] = [
    ['bad', batch.badRows],
    ['good', good],
    ['known', batch.knownRows],
    ['done', batch.doneRows],
  ];
  const shown = counts.filter(([state, count]) => count > 0 || state === filter.state);
  return (
    <nav aria-label={t('imports:result.filter')}>
      <ul className="lists">
        {shown.map(([state, count]) => (
          <li key={state}>
            <a
              href={hrefWith(pathname, search, { lignes: state, deja: undefined })}
              aria-current={filter.state === state ? 'true' : undefined}
            >
              {t(`imports:result.${state}`)} <span className="none num">{format.number(count)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function useColumns(header: readonly string[], state: ImportRowState): Column<ImportRowLine>[] {
  const t = useT();
  const format = useFormat();
  const columns: Column<ImportRowLine>[] = [
    {
      key: 'row',
      header: t('imports:result.row'),
      heading: true,
      cell: ({ rowNumber }) => format.number(rowNumber),
    },
    { key: 'name', header: t('imports:result.name'), cell: ({ name }) => <bdi>{name}</bdi> },
  ];
  if (state === 'bad' || state === 'known')
    columns.push({
      key: 'what',
      header: t('imports:result.what'),
      cell: ({ errors }) => <CellErrors header={header} errors={errors} />,
    });
  if (state === 'known' || state === 'done')
    columns.push({
      key: 'number',
      header: t('imports:result.number'),
      cell: ({ entry }) =>
        entry === null ? null : (
          <a href={`/ecole/dossiers/${entry.id}`}>{entry.number ?? t('imports:result.draft')}</a>
        ),
    });
  return columns;
}

type Errors = readonly (RowError & { readonly typed: string })[];

function CellErrors({ header, errors }: { header: readonly string[]; errors: Errors }) {
  const t = useT();
  const say = useMessageText();
  const placeOf = ({ column, field }: RowError) => {
    const title = column === null ? '' : (header[column] ?? '');
    return title !== '' || field === null ? title : t(`import:fields.${field}`);
  };
  return (
    <ul>
      {errors.map((error, order) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell may have two errors, and the list never changes
        <li key={order}>
          <b>
            <bdi>{placeOf(error)}</bdi>
          </b>{' '}
          <q className="typed">
            <bdi>{error.typed === '' ? t('imports:result.empty') : error.typed.slice(0, 80)}</bdi>
          </q>{' '}
          {say(error.message)}
        </li>
      ))}
    </ul>
  );
}
