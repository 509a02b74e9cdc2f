import { formatCode } from '#app/domain/anonymity/code.ts';
import type { PaperMarking } from '#app/domain/marking/paper-marking.ts';
import { cellsOf } from '#app/domain/marking/read-mark.ts';
import { formatMark } from '#app/domain/shared/mark.ts';
import type { FormProblem } from '#app/http/forms.ts';
import { useFormat, useLocale, useMessageText, useT } from '#app/i18n/use-t.tsx';
import type { Grid, GridRow } from '#app/queries/marker/load-grid.server.ts';
import { cellNames } from './mark-cell-name.ts';
import { decimalSign } from './sheet-words.ts';

type Props = { readonly grid: SheetRows; readonly problem: FormProblem | undefined };
export type SheetRows = Pick<Grid, 'marking' | 'rows' | 'state'>;

/**
 * One row a script: its code, a cell for each mark, and what has become of it. Works as a plain form; the page's own script
 * makes a sheet of it, and reads what is saved in the rows' data.
 */
export function MarkSheet({ grid: { marking, rows, state }, problem }: Props) {
  const t = useT();
  const closed = state === 'closed';
  return (
    <div className={marking.components ? 'grid wide' : 'grid'}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard */}
      <section className="table" tabIndex={0} aria-label={t('marks:sheet.rows')}>
        <table>
          <caption className="hidden">{t('marks:sheet.rows')}</caption>
          <thead>
            <tr>
              <th scope="col" className="end">
                {t('marks:sheet.position')}
              </th>
              <th scope="col">{t('marks:sheet.code')}</th>
              <MarkHeads marking={marking} />
              {closed ? null : <th scope="col">{t('marks:sheet.state')}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <SheetLine key={row.code} row={row} marking={marking} problem={problem} closed={closed} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function MarkHeads({ marking: { components } }: { marking: PaperMarking }) {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  if (!components)
    return (
      <th scope="col" className="end">
        {t('marks:sheet.mark')}
      </th>
    );
  return (
    <>
      {components.map(({ code, name, maximum }) => (
        <th scope="col" key={code} className="end">
          {name[locale]} <small>{t('marks:sheet.outOf', { maximum: format.number(maximum / 100) })}</small>
        </th>
      ))}
      <th scope="col" className="end">
        {t('marks:sheet.total')}
      </th>
    </>
  );
}

type LineProps = {
  readonly row: GridRow;
  readonly marking: PaperMarking;
  readonly problem: FormProblem | undefined;
  readonly closed: boolean;
};

function SheetLine({ row, marking, problem, closed }: LineProps) {
  const sign = decimalSign(useLocale());
  const { code, position, keyed, entries } = row;
  const saved = cellsOf(keyed, marking, sign);
  const names = cellNames(code, marking);
  const total = keyed?.value.state === 'mark' ? formatMark(keyed.value.value, sign) : '';
  return (
    <tr data-code={code} data-entries={entries} data-saved={saved.join('\t')}>
      <td className="end">{position}</td>
      <th scope="row">
        <span className="num">{formatCode(code)}</span>
      </th>
      {names.map((name, column) => (
        <td key={name} className="end">
          {closed ? (
            <span className="num">{saved[column]}</span>
          ) : (
            <MarkCell
              code={code}
              name={name}
              part={marking.components?.[column]}
              value={problem ? (problem.values[name] ?? '') : (saved[column] ?? '')}
              faulty={problem?.errors[name] !== undefined}
            />
          )}
        </td>
      ))}
      {marking.components ? (
        <td className="end num" data-total>
          {total}
        </td>
      ) : null}
      {closed ? null : <StateCell row={row} names={names} problem={problem} />}
    </tr>
  );
}

type CellProps = {
  readonly code: string;
  readonly name: string;
  readonly part: NonNullable<PaperMarking['components']>[number] | undefined;
  readonly value: string;
  readonly faulty: boolean;
};

function MarkCell({ code, name, part, value, faulty }: CellProps) {
  const t = useT();
  const locale = useLocale();
  const shown = formatCode(code);
  const label = part
    ? t('marks:sheet.partOf', { part: part.name[locale], code: shown })
    : t('marks:sheet.markOf', { code: shown });
  const bad = faulty ? ({ 'aria-invalid': true, 'aria-describedby': `state-${code}` } as const) : {};
  return (
    <input
      id={name}
      name={name}
      data-cell
      defaultValue={value}
      inputMode="decimal"
      enterKeyHint="next"
      autoComplete="off"
      maxLength={8}
      aria-label={label}
      {...bad}
    />
  );
}

type StateProps = Pick<LineProps, 'row' | 'problem'> & { readonly names: readonly string[] };

function StateCell({ row: { code, keyed, entries }, names, problem }: StateProps) {
  const t = useT();
  const say = useMessageText();
  const errors = names.flatMap((name) => problem?.errors[name] ?? []);
  const saved = keyed?.value.state === 'awaited' ? t('marks:row.incomplete') : t('marks:row.saved');
  return (
    <td className="row-state">
      <span id={`state-${code}`} data-state-of={code} className={errors.length > 0 ? 'error' : undefined}>
        {errors.length > 0 ? errors.map(say).join(' · ') : entries > 0 && !problem ? saved : ''}
      </span>
    </td>
  );
}
