import { formatCode } from '#app/domain/anonymity/code.ts';
import { KEYED_STATES } from '#app/domain/marking/read-mark.ts';
import type { FormProblem } from '#app/http/forms.ts';
import { useFormat, useMessageText, useT } from '#app/i18n/use-t.tsx';
import type { Grid, GridRow } from '#app/queries/marker/load-grid.server.ts';
import { type Column, DataTable } from '../data-table.tsx';
import { describedBy } from '../field-frame.tsx';
import { Mark } from '../values.tsx';

type Props = { readonly grid: Grid; readonly problem: FormProblem | undefined };

/** One row a script: its code, a field for the mark, and a state. Works as a plain form. */
export function MarkGrid({ grid, problem }: Props) {
  const t = useT();
  const closed = grid.state === 'closed';
  const columns: Column<GridRow>[] = [
    { key: 'position', header: t('marking:grid.position'), align: 'end', cell: ({ position }) => position },
    {
      key: 'code',
      header: t('marking:grid.code'),
      heading: true,
      cell: ({ code }) => <span className="num">{formatCode(code)}</span>,
    },
    ...(grid.pass === 3 ? [differingColumn(t('marking:grid.differing'))] : []),
    ...(closed
      ? [keyedColumn(t('marking:grid.keyed'))]
      : [
          {
            key: 'mark',
            header: t('marking:grid.mark'),
            cell: (row: GridRow) => <MarkField row={row} problem={problem} />,
          },
          {
            key: 'state',
            header: t('marking:grid.state'),
            cell: (row: GridRow) => <StateField row={row} problem={problem} />,
          },
        ]),
  ];
  return (
    <div className="grid">
      <DataTable
        caption={t('marking:grid.rows')}
        captionHidden
        narrow="scroll"
        columns={columns}
        rows={grid.rows}
        rowKey={({ code }) => code}
      />
    </div>
  );
}

function differingColumn(header: string): Column<GridRow> {
  return {
    key: 'differing',
    header,
    cell: ({ differing }) =>
      differing ? (
        <>
          <Mark mark={differing[0]} /> · <Mark mark={differing[1]} />
        </>
      ) : null,
  };
}

function keyedColumn(header: string): Column<GridRow> {
  return { key: 'keyed', header, align: 'end', cell: ({ mark }) => (mark ? <Mark mark={mark} /> : null) };
}

type FieldProps = { readonly row: GridRow; readonly problem: FormProblem | undefined };

function MarkField({ row: { code, mark }, problem }: FieldProps) {
  const t = useT();
  const say = useMessageText();
  const format = useFormat();
  const name = `mark.${code}`;
  const error = problem?.errors[name];
  const stored = mark?.state === 'mark' ? format.mark(mark.value) : '';
  return (
    <>
      <input
        {...describedBy({ name, ...(error ? { error } : {}) })}
        name={name}
        defaultValue={problem ? (problem.values[name] ?? '') : stored}
        inputMode="decimal"
        maxLength={8}
        aria-label={t('marking:grid.markOf', { code: formatCode(code) })}
      />
      {error ? (
        <span className="error" id={`${name}-error`}>
          {error.map(say).join(' · ')}
        </span>
      ) : null}
    </>
  );
}

function StateField({ row: { code, mark }, problem }: FieldProps) {
  const t = useT();
  const name = `state.${code}`;
  return (
    <select
      name={name}
      defaultValue={problem?.values[name] ?? mark?.state ?? 'mark'}
      aria-label={t('marking:grid.stateOf', { code: formatCode(code) })}
    >
      {KEYED_STATES.map((state) => (
        <option key={state} value={state}>
          {t(`marking:grid.states.${state}`)}
        </option>
      ))}
    </select>
  );
}
