/** What a rule answers: yes with a value, or no with a reason code that routes turn into words. */
export type Verdict<T = true, R extends string = string> = Accepted<T> | Refused<R>;

export type Accepted<T> = { readonly ok: true; readonly value: T };

export type Refused<R extends string = string> = {
  readonly ok: false;
  /** A key of the `reasons` catalogue, such as `entry.closed`. */
  readonly reason: R;
  /** Values the sentence needs, such as a date or a count. */
  readonly detail?: Readonly<Record<string, string | number>>;
};

export function accept(): Accepted<true>;
export function accept<T>(value: T): Accepted<T>;
export function accept<T>(value?: T): Accepted<T | true> {
  return { ok: true, value: value === undefined ? true : value };
}

export function refuse<R extends string>(reason: R, detail?: Refused['detail']): Refused<R> {
  return detail ? { ok: false, reason, detail } : { ok: false, reason };
}

/** The value of a verdict that an earlier judgement has already allowed. @throws when it is refused: a bug. */
export function required<T>(verdict: Verdict<T>): T {
  if (!verdict.ok) throw new Error(`${verdict.reason} ${JSON.stringify(verdict.detail)}`);
  return verdict.value;
}
