import type { Centre } from './allocate.ts';

export type Place = { readonly centre: string; readonly room: string; readonly seatNumber: number };

/** The free seats of centres in order: every seat of a room before the next room, every room before the next centre. */
export function fillRooms(
  centres: readonly Centre[],
  takenIn: (room: string) => ReadonlySet<number>,
): readonly Place[] {
  return centres.flatMap(({ id: centre, rooms }) =>
    [...rooms]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .flatMap(({ id: room, capacity }) => {
        const taken = takenIn(room);
        return Array.from({ length: capacity }, (_, i) => ({ centre, room, seatNumber: i + 1 })).filter(
          ({ seatNumber }) => !taken.has(seatNumber),
        );
      }),
  );
}
