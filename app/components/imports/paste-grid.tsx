import type { KeyboardEvent } from 'react';
import { type FieldProps, HintAndError } from '#app/components/field-frame.tsx';
import { useT } from '#app/i18n/use-t.tsx';

type Props = Pick<FieldProps, 'name' | 'error'> & {
  /** Titles first. */
  readonly grid: readonly (readonly string[])[];
  readonly change: (grid: string[][]) => void;
};

/** As a spreadsheet copies cells: quotes around what holds a tab, a line break or starts with a quote. */
function copied(grid: Props['grid']): string {
  const cell = (text: string) => (/[\t\r\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return grid.map((row) => row.map(cell).join('\t')).join('\n');
}

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1, Enter: 1 };

/** Up, down and Enter go to the same column of the next row, as in a spreadsheet; Enter sends nothing. */
function move(event: KeyboardEvent<HTMLTableElement>): void {
  const step = STEPS[event.key];
  if (step === undefined || !(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  const [row = 0, column = 0] = (event.target.dataset.at ?? '').split(':').map(Number);
  event.currentTarget.querySelector<HTMLInputElement>(`[data-at="${row + step}:${column}"]`)?.focus();
}

/** The pasted cells, each to be corrected; what is sent is one field, as if it had been pasted so. */
export function PasteGrid({ name, error, grid, change }: Props) {
  const t = useT();
  const [header = []] = grid;
  const columns = Math.max(...grid.map((row) => row.length));
  const places = Array.from({ length: columns }, (_, column) => column);
  const set = (at: number, column: number, text: string) =>
    change(
      grid.map((row, index) =>
        index === at ? places.map((place) => (place === column ? text : (row[place] ?? ''))) : [...row],
      ),
    );
  return (
    <div className="field">
      <HintAndError name={name} error={error} hint={t('imports:new.gridHelp')} />
      <input type="hidden" name={name} value={copied(grid)} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard */}
      <section className="table cells" tabIndex={0} aria-label={t('imports:new.grid')}>
        <table onKeyDown={move}>
          <caption className="hidden">{t('imports:new.grid')}</caption>
          <tbody>
            {grid.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
              <tr key={at}>
                <th scope="row">{at === 0 ? t('imports:new.gridTitles') : at + 1}</th>
                {places.map((column) => (
                  <td key={column}>
                    <input
                      data-at={`${at}:${column}`}
                      aria-label={t('imports:new.gridCell', {
                        column: header[column] || String(column + 1),
                        row: at + 1,
                      })}
                      value={row[column] ?? ''}
                      onChange={(event) => set(at, column, event.target.value)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <button
        type="button"
        className="button second"
        onClick={() => change([...grid.map((row) => [...row]), ['']])}
      >
        {t('imports:new.gridAdd')}
      </button>
    </div>
  );
}
