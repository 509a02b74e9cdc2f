import { useEffect, useState } from 'react';
import type { FieldProps } from '#app/components/field-frame.tsx';
import { TextAreaField } from '#app/components/text-field.tsx';
import { readPaste } from '#app/domain/registration/import/paste.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { PasteGrid } from './paste-grid.tsx';

type Props = Pick<FieldProps, 'name' | 'error'> & { readonly defaultValue: string };

/** More rows than these are not corrected by hand in a page. */
const MOST_IN_GRID = 300;

/** A text area where no script runs; where one does, what is pasted becomes a grid of cells. */
export function PasteField({ name, error, defaultValue }: Props) {
  const t = useT();
  const [live, setLive] = useState(false);
  const [grid, setGrid] = useState<string[][]>();
  const [tooLong, setTooLong] = useState(0);
  useEffect(() => setLive(true), []);
  const read = (text: string): boolean => {
    const pasted = readPaste(text);
    const rows = pasted.ok ? pasted.value.rows.length : 0;
    setTooLong(rows > MOST_IN_GRID ? rows : 0);
    if (!pasted.ok || rows > MOST_IN_GRID) return false;
    setGrid([[...pasted.value.header], ...pasted.value.rows.map(({ cells }) => [...cells])]);
    return true;
  };
  if (live && grid) return <PasteGrid name={name} error={error} grid={grid} change={setGrid} />;
  return (
    <div
      onPaste={(event) => {
        if (read(event.clipboardData.getData('text/plain'))) event.preventDefault();
      }}
    >
      <TextAreaField
        name={name}
        label={t('imports:new.paste')}
        hint={t('imports:new.pasteHint')}
        error={error}
        defaultValue={defaultValue}
      />
      {tooLong > 0 ? <p role="status">{t('imports:new.gridLong', { count: tooLong })}</p> : null}
    </div>
  );
}
