/**
 * The instant of a date and an hour as clocks show them in a place. An hour that a change of the clocks skips is read
 * with the offset before it. @param date `YYYY-MM-DD` @param time `HH:MM` @param timeZone IANA
 */
export function localMoment(date: string, time: string, timeZone: string): Date {
  const wanted = new Date(`${date}T${time}:00Z`).getTime();
  const first = wanted - offsetAt(wanted, timeZone);
  return new Date(wanted - offsetAt(first, timeZone));
}

/** What calendars and clocks show there at an instant: `YYYY-MM-DD` and `HH:MM`. @param timeZone IANA */
export function localClock(
  instant: Date,
  timeZone: string,
): { readonly date: string; readonly time: string } {
  const [date = '', time = ''] = shownAt(instant, timeZone).split('T');
  return { date, time: time.slice(0, 5) };
}

/** How far clocks there are ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const shown = new Date(`${shownAt(new Date(instant), timeZone)}Z`);
  return shown.getTime() - Math.floor(instant / 1000) * 1000;
}

/** `YYYY-MM-DDTHH:MM:SS` as clocks show it there. */
function shownAt(instant: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '00';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
}
