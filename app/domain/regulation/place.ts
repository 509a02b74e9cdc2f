/** A step of a place in a regulation file: a key, or a number in a list. */
export type Step = string | number;

/** The steps of a place such as `series.A1.papers[3].coefficient`; none for `$`, the whole file. */
export function stepsOf(place: string): readonly Step[] {
  return place
    .split(/[.[\]]/)
    .filter((step) => step !== '' && step !== '$')
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** What a value holds under a step of its own; nothing that is only inherited. */
export function valueUnder(value: unknown, step: Step): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, step)?.value
    : undefined;
}
