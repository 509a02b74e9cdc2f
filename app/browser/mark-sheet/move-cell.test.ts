import { expect, it } from 'vitest';
import { moveCell, type Pressed } from './move-cell.ts';

const from = { row: 3, column: 2 };
const press = (key: string, more: Partial<Pressed> = {}) =>
  moveCell(from, { key, shift: false, control: false, atStart: true, atEnd: true, ...more }, 6, 4);

it('goes to the next row and back, never out of the sheet', () => {
  expect(press('ArrowDown')).toEqual({ row: 4, column: 2 });
  expect(press('Enter')).toEqual({ row: 4, column: 2 });
  expect(press('Enter', { shift: true })).toEqual({ row: 2, column: 2 });
  expect(press('ArrowUp', { control: true })).toEqual({ row: 0, column: 2 });
  expect(press('PageDown')).toEqual({ row: 5, column: 2 });
  expect(press('PageUp')).toEqual({ row: 0, column: 2 });
});

it('goes sideways from the edge of a cell’s text only', () => {
  expect(press('ArrowLeft')).toEqual({ row: 3, column: 1 });
  expect(press('ArrowRight', { control: true })).toEqual({ row: 3, column: 3 });
  expect(press('ArrowLeft', { atStart: false })).toBeNull();
  expect(press('ArrowRight', { atEnd: false })).toBeNull();
  expect(press('ArrowRight', { shift: true })).toBeNull();
});

it('goes to both ends of a row and of the sheet', () => {
  expect(press('Home')).toEqual({ row: 3, column: 0 });
  expect(press('End')).toEqual({ row: 3, column: 3 });
  expect(press('End', { control: true })).toEqual({ row: 5, column: 3 });
});

it('leaves every other key to the cell', () => {
  for (const key of ['5', 'a', 'Tab', 'Backspace', ',']) expect(press(key)).toBeNull();
});
