import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate, type Centre, type SeatEntry } from './allocate.ts';
import { isTableNumber, makeTableNumber, sequenceOf } from './table-number.ts';

const entry = (i: number, school: string | null = `S${i % 4}`, series = 'D', region = 'R1'): SeatEntry => ({
  id: `E${String(i).padStart(4, '0')}`,
  school,
  series,
  region,
});
const centre = (id: string, capacities: readonly number[], region = 'R1'): Centre => ({
  id,
  region,
  rooms: capacities.map((capacity, i) => ({ id: `${id}-${i + 1}`, capacity })),
});
const many = (count: number, from = 0) => Array.from({ length: count }, (_, i) => entry(from + i));

describe('table numbers', () => {
  it('carry a check digit that catches every single error and swap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), (sequence) => {
        const number = makeTableNumber(sequence);
        expect(sequenceOf(number)).toBe(sequence);
        for (let i = 0; i < 8; i += 1) {
          for (const digit of '0123456789')
            if (digit !== number[i])
              expect(isTableNumber(number.slice(0, i) + digit + number.slice(i + 1))).toBe(false);
          const swapped = number.slice(0, i) + number.charAt(i + 1) + number.charAt(i) + number.slice(i + 2);
          if (i < 7 && swapped !== number) expect(isTableNumber(swapped)).toBe(false);
        }
      }),
      { numRuns: 50 },
    );
  });
  it('refuses what has no number', () => {
    expect(() => makeTableNumber(0)).toThrow(RangeError);
    expect(() => makeTableNumber(10_000_000)).toThrow(RangeError);
    expect(isTableNumber('1234')).toBe(false);
  });
});

describe('allocate', () => {
  const request = {
    entries: many(100),
    centres: [centre('C2', [30, 30]), centre('C1', [30, 30])],
    seed: 'sitting-1',
  };

  it('gives one seat each, one person a seat, and fills rooms in order', () => {
    const { seats, unplaced } = allocate(request);
    expect(unplaced).toEqual([]);
    expect(new Set(seats.map((seat) => seat.entry)).size).toBe(100);
    expect(new Set(seats.map((seat) => `${seat.room}/${seat.seatNumber}`)).size).toBe(100);
    expect(seats[0]).toMatchObject({
      centre: 'C1',
      room: 'C1-1',
      seatNumber: 1,
      tableNumber: makeTableNumber(1),
    });
    expect(seats.every(({ tableNumber }) => isTableNumber(tableNumber))).toBe(true);
  });
  it('is the same for the same seed whatever the order of entries and centres, and another for another seed', () => {
    const again = allocate({
      ...request,
      entries: [...request.entries].reverse(),
      centres: [...request.centres].reverse(),
    });
    expect(again).toEqual(allocate(request));
    expect(allocate({ ...request, seed: 'sitting-2' }).seats).not.toEqual(again.seats);
  });
  it('keeps a series together', () => {
    const entries = many(60).map((one, i) => ({ ...one, series: ['A', 'C', 'D'][i % 3] ?? 'A' }));
    const series = new Map(entries.map((one) => [one.id, one.series]));
    const seen = allocate({ ...request, entries }).seats.map((seat) => series.get(seat.entry));
    expect(seen.filter((one, i) => one !== seen[i - 1])).toEqual(['A', 'C', 'D']);
  });
  it('seats in the region, and says who could not be', () => {
    const entries = [...many(3), { ...entry(10), region: 'R2' }];
    const { unplaced } = allocate({ entries, centres: [centre('C1', [2])], seed: 's' });
    expect(unplaced.map(({ reason }) => reason).sort()).toEqual(['centresFull', 'noCentreInRegion']);
  });
  it('never puts two of one school side by side while no school holds more than half', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd', null), { maxLength: 60 }), (schools) => {
        const entries = schools.map((school, i) => entry(i, school));
        const largest = Math.max(
          0,
          ...['a', 'b', 'c', 'd'].map((s) => schools.filter((one) => one === s).length),
        );
        const { sameSchoolNeighbours } = allocate({ entries, centres: [centre('C1', [60])], seed: 's' });
        const unavoidable = Math.max(0, 2 * largest - schools.length - 1);
        expect(sameSchoolNeighbours.length).toBe(unavoidable);
      }),
    );
  });
  it('adds late entries without moving anyone', () => {
    const first = allocate(request);
    const late = allocate({
      ...request,
      entries: [...request.entries, ...many(10, 500)],
      pinned: first.seats,
    });
    expect(late.seats.slice(0, 100)).toEqual(first.seats);
    expect(late.seats).toHaveLength(110);
    expect(new Set(late.seats.map((seat) => `${seat.room}/${seat.seatNumber}`)).size).toBe(110);
    expect(late.seats[100]?.tableNumber).toBe(makeTableNumber(101));
  });
  it('refuses an entry or a room given twice', () => {
    expect(() => allocate({ ...request, entries: [entry(1), entry(1)] })).toThrow(/twice/);
    expect(() => allocate({ ...request, centres: [centre('C1', [1]), centre('C1', [1])] })).toThrow(/twice/);
  });
  it('seats 100 000 in a few seconds', () => {
    const entries = Array.from({ length: 100_000 }, (_, i) => ({ ...entry(i), id: `E${i}` }));
    const centres = Array.from({ length: 200 }, (_, i) =>
      centre(
        `C${i}`,
        Array.from({ length: 20 }, () => 26),
      ),
    );
    expect(allocate({ entries, centres, seed: 's' }).unplaced).toEqual([]);
  }, 20_000);
});
