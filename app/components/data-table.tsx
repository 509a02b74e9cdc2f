import { type ReactNode, useContext } from 'react';
import { EmptyState } from './empty-state.tsx';
import { StaffContext } from './shell-context.tsx';

export type Column<Row> = {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Figures go to the end side. */
  readonly align?: 'start' | 'end';
  /** The cell that names the row. */
  readonly heading?: boolean;
  /** Address of the same page sorted by this column. */
  readonly sortHref?: string;
  readonly sorted?: 'ascending' | 'descending';
};

export type DataTableProps<Row> = {
  readonly caption: ReactNode;
  readonly captionHidden?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** `stack` turns rows into blocks on a narrow screen; `scroll` keeps the grid. */
  readonly narrow?: 'stack' | 'scroll';
  /** Totals: one cell per column. */
  readonly foot?: readonly ReactNode[];
  readonly empty?: ReactNode;
};

function Head<Row>({ column }: { column: Column<Row> }) {
  return (
    <th scope="col" className={column.align} aria-sort={column.sorted}>
      {column.sortHref ? <a href={column.sortHref}>{column.header}</a> : column.header}
    </th>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  if (column.heading) {
    return (
      <th scope="row" className={column.align}>
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td className={column.align} data-label={column.header}>
      {column.cell(row)}
    </td>
  );
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, captionHidden, columns, rows, rowKey, narrow = 'stack', foot, empty } = props;
  const staff = useContext(StaffContext);
  if (rows.length === 0) return <>{empty ?? <EmptyState />}</>;
  const table = (
    <table>
      <caption className={captionHidden ? 'hidden' : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <Head key={column.key} column={column} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
      {foot ? (
        <tfoot>
          <tr>
            {columns.map((column, order) => (
              <td key={column.key} className={column.align} data-label={column.header}>
                {foot[order]}
              </td>
            ))}
          </tr>
        </tfoot>
      ) : null}
    </table>
  );
  const name = narrow === 'stack' ? 'table stack' : 'table';
  if (narrow === 'stack' && !staff) return <div className={name}>{table}</div>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard
    <section className={name} tabIndex={0} aria-label={typeof caption === 'string' ? caption : undefined}>
      {table}
    </section>
  );
}
