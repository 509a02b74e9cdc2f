const made = new Map<string, Intl.DateTimeFormat>();

/** The calendar date of an instant where the office is: `YYYY-MM-DD`. @param timeZone IANA, such as "Africa/Niamey". */
export function localDate(instant: Date, timeZone: string): string {
  const known = made.get(timeZone);
  const format = known ?? new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  if (!known) made.set(timeZone, format);
  return format.format(instant);
}
