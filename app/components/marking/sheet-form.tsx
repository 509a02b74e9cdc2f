import type { FormProblem } from '#app/http/forms.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import type { Grid } from '#app/queries/marker/load-grid.server.ts';
import { useShell } from '../shell-context.tsx';
import { MarkSheet } from './mark-sheet.tsx';
import { SheetBar } from './sheet-bar.tsx';
import type { SheetFacts } from './sheet-facts.ts';
import { decimalSign, sheetWords } from './sheet-words.ts';

type Props = {
  readonly grid: Pick<Grid, 'id' | 'state' | 'marking' | 'rows'>;
  /** Whose sheet it is: what is not saved yet is kept apart from anybody else's on the same device. */
  readonly person: string;
  readonly problem: FormProblem | undefined;
  /** Address of the sheet's script. */
  readonly script: string;
};

/** A marker's sheet as a form; a closed bundle's is only read. */
export function SheetForm({ grid, person, problem, script }: Props) {
  const t = useT();
  const locale = useLocale();
  const { nonce } = useShell();
  if (grid.state === 'closed') return <MarkSheet grid={grid} problem={undefined} />;
  const facts: SheetFacts = {
    key: `palmares:${grid.id}:${person}`,
    save: `/correction/${grid.id}/notes`,
    marking: grid.marking,
    sign: decimalSign(locale),
    words: sheetWords(t),
  };
  return (
    <>
      <form method="post" noValidate autoComplete="off" className="sheet" data-sheet={JSON.stringify(facts)}>
        <input type="hidden" name="seen" value={seenText(grid.rows)} />
        <p className="keys">{t('marks:sheet.keys')}</p>
        <MarkSheet grid={grid} problem={problem} />
        <SheetBar problem={problem} hasSaved={grid.rows.some(({ entries }) => entries > 0)} />
      </form>
      <script type="module" nonce={nonce} src={script} />
    </>
  );
}

/** The field that says which version of each row the page showed: "K7AX92PM:1 …", rows never keyed left out. */
function seenText(rows: Props['grid']['rows']): string {
  return rows.flatMap(({ code, entries }) => (entries > 0 ? [`${code}:${entries}`] : [])).join(' ');
}
