export type Place = { readonly row: number; readonly column: number };
export type Pressed = {
  readonly key: string;
  readonly shift: boolean;
  readonly control: boolean;
  /** Where the caret is: at the start and at the end of the cell's text, both when it is empty or wholly selected. */
  readonly atStart: boolean;
  readonly atEnd: boolean;
};

/** Where a key leads from a cell, as in a spreadsheet; `null` for a key that stays with the cell. */
export function moveCell(from: Place, pressed: Pressed, rows: number, columns: number): Place | null {
  const { key, shift, control, atStart, atEnd } = pressed;
  const within = (row: number, column: number): Place => ({
    row: Math.max(0, Math.min(rows - 1, row)),
    column: Math.max(0, Math.min(columns - 1, column)),
  });
  switch (key) {
    case 'ArrowUp':
      return within(control ? 0 : from.row - 1, from.column);
    case 'ArrowDown':
      return within(control ? rows - 1 : from.row + 1, from.column);
    case 'Enter':
      return within(from.row + (shift ? -1 : 1), from.column);
    case 'ArrowLeft':
      return atStart && !shift ? within(from.row, control ? 0 : from.column - 1) : null;
    case 'ArrowRight':
      return atEnd && !shift ? within(from.row, control ? columns - 1 : from.column + 1) : null;
    case 'Home':
      return shift ? null : within(control ? 0 : from.row, 0);
    case 'End':
      return shift ? null : within(control ? rows - 1 : from.row, columns - 1);
    case 'PageUp':
      return within(from.row - 10, from.column);
    case 'PageDown':
      return within(from.row + 10, from.column);
    default:
      return null;
  }
}
