import { sha256Hex } from '../shared/digest.ts';
import { fillRooms, type Place } from './fill-rooms.ts';
import { spreadSchools } from './spread-schools.ts';
import { makeTableNumber, sequenceOf } from './table-number.ts';

export type SeatEntry = {
  readonly id: string;
  /** `null` for a candidate on their own. */
  readonly school: string | null;
  readonly series: string;
  readonly region: string;
};
export type Room = { readonly id: string; readonly capacity: number };
export type Centre = { readonly id: string; readonly region: string; readonly rooms: readonly Room[] };

/** Seats of a room are numbered from 1 in the order of its desks: 1 and 2 are neighbours. */
export type Seat = {
  readonly entry: string;
  readonly centre: string;
  readonly room: string;
  readonly seatNumber: number;
  readonly tableNumber: string;
};

export type Allocation = {
  /** Every seat, pinned ones included, in the order of their table numbers. */
  readonly seats: readonly Seat[];
  readonly unplaced: readonly {
    readonly entry: string;
    readonly reason: 'noCentreInRegion' | 'centresFull';
  }[];
  /** Two of one school left side by side, because no other order was found. */
  readonly sameSchoolNeighbours: readonly {
    readonly room: string;
    readonly entries: readonly [string, string];
  }[];
};

export type AllocationRequest = {
  readonly entries: readonly SeatEntry[];
  readonly centres: readonly Centre[];
  /** The same seed and the same entries give the same seats, in whatever order they come. */
  readonly seed: string;
  /** Seats already given, which stay exactly as they are. */
  readonly pinned?: readonly Seat[];
};

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Seats every entry in a centre of its region: series kept together, schools spread so that neighbours come from
 * different schools where possible, in an order drawn from the seed. Late entries take free seats; nobody moves.
 * O(n log n). @throws RangeError for two entries, rooms or pinned seats that are the same.
 */
export function allocate({ entries, centres, seed, pinned = [] }: AllocationRequest): Allocation {
  refuseTwice(entries.map(({ id }) => id));
  refuseTwice(centres.flatMap(({ rooms }) => rooms.map(({ id }) => id)));
  refuseTwice(pinned.map(({ room, seatNumber }) => `${room}/${seatNumber}`));
  const known = new Set(pinned.map(({ entry }) => entry));
  const waiting = entries.filter(({ id }) => !known.has(id));
  const unplaced: { entry: string; reason: 'noCentreInRegion' | 'centresFull' }[] = [];
  const placed: { entry: string; place: Place }[] = [];
  const free = freePlaces(centres, pinned);
  for (const [region, inRegion] of [...groupBy(waiting, ({ region }) => region)].sort(byKey)) {
    const places = free.get(region);
    const ordered = [...groupBy(inRegion, ({ series }) => series)]
      .sort(byKey)
      .flatMap(([, ofSeries]) => spreadSchools(shuffle(ofSeries, seed)));
    ordered.forEach((entry, i) => {
      const place = places?.[i];
      if (place) placed.push({ entry: entry.id, place });
      else unplaced.push({ entry: entry.id, reason: places ? 'centresFull' : 'noCentreInRegion' });
    });
  }
  const seats = number(placed, pinned);
  return { seats, unplaced, sameSchoolNeighbours: neighbours(seats, entries) };
}

/** Free seats by region, filled room after room; centres and rooms in the order of their ids. */
function freePlaces(
  centres: readonly Centre[],
  pinned: readonly Seat[],
): ReadonlyMap<string, readonly Place[]> {
  const taken = groupBy(pinned, ({ room }) => room);
  const byRegion = groupBy(
    [...centres].sort((a, b) => compareText(a.id, b.id)),
    ({ region }) => region,
  );
  return new Map(
    [...byRegion].map(([region, inRegion]) => [
      region,
      fillRooms(inRegion, (room) => new Set(taken.get(room)?.map(({ seatNumber }) => seatNumber))),
    ]),
  );
}

/** Table numbers go on after the highest pinned one, in the order of seating. */
function number(
  placed: readonly { entry: string; place: Place }[],
  pinned: readonly Seat[],
): readonly Seat[] {
  const last = pinned.reduce((highest, seat) => Math.max(highest, sequenceOf(seat.tableNumber) ?? 0), 0);
  const added = placed.map(({ entry, place }, i) => ({
    entry,
    ...place,
    tableNumber: makeTableNumber(last + i + 1),
  }));
  return [...pinned, ...added].sort((a, b) => compareText(a.tableNumber, b.tableNumber));
}

function neighbours(
  seats: readonly Seat[],
  entries: readonly SeatEntry[],
): Allocation['sameSchoolNeighbours'] {
  const schools = new Map(entries.map(({ id, school }) => [id, school]));
  return [...groupBy(seats, ({ room }) => room)].flatMap(([room, inRoom]) => {
    const ordered = [...inRoom].sort((a, b) => a.seatNumber - b.seatNumber);
    return ordered.flatMap((seat, i) => {
      const next = ordered[i + 1];
      const school = schools.get(seat.entry);
      const beside = next !== undefined && next.seatNumber === seat.seatNumber + 1;
      if (!beside || !school || schools.get(next.entry) !== school) return [];
      const pair: readonly [string, string] = [seat.entry, next.entry];
      return [{ room, entries: pair }];
    });
  });
}

/** An order no one chose: by SHA-256 of the seed and the entry's id. */
function shuffle(entries: readonly SeatEntry[], seed: string): readonly SeatEntry[] {
  return entries
    .map((entry) => ({ entry, key: sha256Hex(`${seed}\n${entry.id}`) }))
    .sort((a, b) => compareText(a.key, b.key))
    .map(({ entry }) => entry);
}

const byKey = (a: readonly [string, unknown], b: readonly [string, unknown]): number =>
  compareText(a[0], b[0]);

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function refuseTwice(ids: readonly string[]): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) throw new RangeError(`${id} is given twice`);
    seen.add(id);
  }
}
