import { expect, it } from 'vitest';
import { listsPublished, listToFill, placeOf, STATUS_LIST_SIZE } from './status-places.ts';

it('a status index names its list and its place there', () => {
  expect(placeOf(0)).toEqual({ list: 0, place: 0 });
  expect(placeOf(STATUS_LIST_SIZE - 1)).toEqual({ list: 0, place: STATUS_LIST_SIZE - 1 });
  expect(placeOf(STATUS_LIST_SIZE)).toEqual({ list: 1, place: 0 });
  expect(placeOf(3 * STATUS_LIST_SIZE + 7)).toEqual({ list: 3, place: 7 });
  // The profile's index is a number of 32 bits: 4,096 lists.
  expect(placeOf(0xffff_ffff)).toEqual({ list: 4095, place: STATUS_LIST_SIZE - 1 });
});

it('new documents go to the next list when one is three quarters full, so that chance finds a place quickly', () => {
  const full = (STATUS_LIST_SIZE / 4) * 3;
  expect([0, full - 1, full, 2 * full].map(listToFill)).toEqual([0, 0, 1, 2]);
});

it('a list is published before its first document, and stays while it holds one', () => {
  const half = STATUS_LIST_SIZE / 2;
  expect(listsPublished(0, 0)).toBe(1);
  expect(listsPublished(half - 1, STATUS_LIST_SIZE - 1)).toBe(1);
  expect(listsPublished(half, STATUS_LIST_SIZE - 1)).toBe(2);
  expect(listsPublished(10, 5 * STATUS_LIST_SIZE)).toBe(6);
});
