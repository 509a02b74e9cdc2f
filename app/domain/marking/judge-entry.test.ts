import { expect, it } from 'vitest';
import { markingInParts, PLAIN_MARKING } from '#tests/factories/paper-marking.ts';
import { judgeEntry } from './judge-entry.ts';
import type { KeyedMark } from './read-mark.ts';
import type { Parts } from './resolve.ts';

const mark = (value: number): KeyedMark => ({ value: { state: 'mark', value }, parts: null });
const PARTED = markingInParts([500, 500]);
const parted = (parts: Parts): KeyedMark => {
  const [a = null, b = null] = parts;
  return { value: a === null || b === null ? { state: 'awaited' } : { state: 'mark', value: a + b }, parts };
};
const said = (one: KeyedMark, more: { seen?: number; reason?: string } = {}) => ({
  mark: one,
  reason: null,
  ...more,
});

it('takes a first entry, and leaves the same one alone whatever was seen', () => {
  expect(judgeEntry(said(mark(1000)), undefined, PLAIN_MARKING)).toEqual({
    ok: true,
    value: { mark: mark(1000), reason: null },
  });
  const soFar = { last: mark(1000), entries: 2 };
  expect(judgeEntry(said(mark(1000), { seen: 1 }), soFar, PLAIN_MARKING)).toEqual({ ok: true, value: null });
});

it('wants a reason for a change, from who saw what they change', () => {
  const soFar = { last: mark(1000), entries: 2 };
  const judge = (more: { seen?: number; reason?: string }) =>
    judgeEntry(said(mark(1100), more), soFar, PLAIN_MARKING);
  expect(judge({ seen: 2 })).toMatchObject({ reason: 'mark.reasonMissing' });
  expect(judge({ seen: 2, reason: 'Relu' })).toMatchObject({ ok: true, value: { reason: 'Relu' } });
  for (const seen of [0, 1, 3])
    expect(judge({ seen, reason: 'Relu' })).toMatchObject({ reason: 'mark.stale' });
  expect(judge({ reason: 'Relu' })).toMatchObject({ ok: true });
});

it('wants no reason to key a component that was missing, and one to change or empty it', () => {
  const soFar = { last: parted([400, null]), entries: 1 };
  const judge = (parts: Parts) => judgeEntry(said(parted(parts), { seen: 1 }), soFar, PARTED);
  expect(judge([400, 300])).toMatchObject({ ok: true, value: { reason: null } });
  expect(judge([300, null])).toMatchObject({ reason: 'mark.reasonMissing' });
  expect(judge([null, 300])).toMatchObject({ reason: 'mark.reasonMissing' });
  expect(judgeEntry(said({ value: { state: 'absent' }, parts: null }), soFar, PARTED)).toMatchObject({
    reason: 'mark.reasonMissing',
  });
});

it('refuses what no marker may key', () => {
  const bad: readonly KeyedMark[] = [
    mark(2001),
    mark(-1),
    mark(0.5),
    { value: { state: 'awaited' }, parts: null },
    { value: { state: 'notDue' }, parts: null },
    { value: { state: 'mark', value: 900 }, parts: [900] },
  ];
  for (const one of bad)
    expect(judgeEntry(said(one), undefined, PLAIN_MARKING)).toMatchObject({ reason: 'mark.unreadable' });
  const badParts: readonly KeyedMark[] = [
    mark(900),
    { value: { state: 'mark', value: 901 }, parts: [400, 500] },
    { value: { state: 'mark', value: 400 }, parts: [400] },
    { value: { state: 'awaited' }, parts: [400, 500] },
    { value: { state: 'absent' }, parts: [null, null] },
    { value: { state: 'mark', value: 1000 }, parts: [600, 400] },
  ];
  for (const one of badParts)
    expect(judgeEntry(said(one), undefined, PARTED)).toMatchObject({ reason: 'mark.unreadable' });
});
