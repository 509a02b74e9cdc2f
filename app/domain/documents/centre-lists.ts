import { papersDue } from '../anonymity/papers-due.ts';
import type { Regulation } from '../regulation/schema.ts';
import { localClock } from '../shared/local-moment.ts';
import { formatDayAndDate, formatLongDate, formatTime } from './format-values.ts';
import type { DocumentOffice, Wording } from './model.ts';

/** Lists printed for one centre of a sitting. Signed by nobody: drawn again whenever they are asked for. */
export type CentreBook = {
  readonly office: DocumentOffice;
  readonly title: string;
  readonly exam: Wording;
  readonly sitting: Wording;
  readonly centre: string;
  /** Host printed at the foot. */
  readonly host: string;
  /** `YYYY-MM-DD`. */
  readonly printedOn: string;
};

export type AttendanceRow = {
  readonly seat: number;
  readonly tableNumber: string;
  readonly name: string;
  readonly series: string;
};
/** Who must sit one paper in one room. */
export type AttendanceSheet = {
  readonly room: string;
  readonly paper: Wording;
  /** "lundi 8 juin 2026, 8 h 00 – 12 h 00". */
  readonly when: string;
  readonly rows: readonly AttendanceRow[];
};
export type AttendanceBook = CentreBook & { readonly sheets: readonly AttendanceSheet[] };

export type CentreRow = AttendanceRow & { readonly birthDate: string; readonly school: string };
export type CentreList = CentreBook & {
  readonly rooms: readonly { readonly room: string; readonly rows: readonly CentreRow[] }[];
  /** How many of each series, by its code. */
  readonly series: readonly { readonly code: string; readonly name: Wording; readonly count: number }[];
};

/** One seated candidate, as they are read by room then seat. */
export type Seated = {
  readonly room: string;
  readonly seat: number;
  readonly tableNumber: string;
  readonly surname: string;
  readonly givenNames: string;
  readonly birthDate: string | null;
  readonly series: string;
  readonly options: readonly string[];
  readonly fit: boolean;
  readonly school: string | null;
};
export type Slot = { readonly paperCode: string; readonly startsAt: Date; readonly minutes: number };

const nameOf = ({ surname, givenNames }: Seated): string =>
  `${surname} ${givenNames}`.normalize('NFC').trim();

const rowOf = (seated: Seated): AttendanceRow => ({
  seat: seated.seat,
  tableNumber: seated.tableNumber,
  name: nameOf(seated),
  series: seated.series,
});

function roomsOf(seated: readonly Seated[]): ReadonlyMap<string, readonly Seated[]> {
  const rooms = new Map<string, Seated[]>();
  for (const one of seated) {
    const there = rooms.get(one.room);
    if (there) there.push(one);
    else rooms.set(one.room, [one]);
  }
  return rooms;
}

function hoursOf({ startsAt, minutes }: Slot, timeZone: string): string {
  const start = localClock(startsAt, timeZone);
  const end = localClock(new Date(startsAt.getTime() + minutes * 60_000), timeZone);
  return `${formatDayAndDate(start.date, 'fr')}, ${formatTime(start.time, 'fr')} – ${formatTime(end.time, 'fr')}`;
}

/**
 * A sheet for each room and paper, in the order of the timetable, of those who are due to sit it; a room where nobody is
 * has none. `timeZone` is IANA.
 */
export function attendanceSheets(
  seated: readonly Seated[],
  slots: readonly Slot[],
  regulation: Regulation,
  timeZone: string,
): AttendanceSheet[] {
  const due = new Map(seated.map((one) => [one, new Set(papersDue(one, regulation))]));
  const rooms = roomsOf(seated);
  return slots.flatMap((slot) =>
    [...rooms].flatMap(([room, all]): AttendanceSheet[] => {
      const rows = all.filter((one) => due.get(one)?.has(slot.paperCode)).map(rowOf);
      const paper = regulation.papers[slot.paperCode]?.name ?? { fr: slot.paperCode };
      return rows.length === 0 ? [] : [{ room, paper, when: hoursOf(slot, timeZone), rows }];
    }),
  );
}

/** Everyone who sits in a centre by room, and how many of each series. */
export function centreRooms(
  seated: readonly Seated[],
  regulation: Regulation,
): Pick<CentreList, 'rooms' | 'series'> {
  const rooms = [...roomsOf(seated)].map(([room, all]) => ({
    room,
    rows: all.map((one) => ({
      ...rowOf(one),
      birthDate: one.birthDate ? formatLongDate(one.birthDate, 'fr') : '',
      school: one.school ?? 'Candidat libre',
    })),
  }));
  const codes = [...new Set(seated.map(({ series }) => series))].sort();
  const series = codes.map((code) => ({
    code,
    name: regulation.series[code]?.name ?? { fr: code },
    count: seated.filter((one) => one.series === code).length,
  }));
  return { rooms, series };
}
