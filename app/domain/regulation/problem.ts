/** Something wrong in a file or a snapshot, with its place, such as `series.A1.papers[3].coefficient`. */
export type Problem = {
  readonly place: string;
  readonly reason: string;
  readonly detail?: Readonly<Record<string, string | number>>;
};
