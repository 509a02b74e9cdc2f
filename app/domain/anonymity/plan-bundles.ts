/** What one marker is handed at a time. */
export const BUNDLE_SIZE = 50;

export type ScriptToBundle = { readonly code: string; readonly paper: string };

export type PlannedBundle<Script extends ScriptToBundle> = {
  readonly paper: string;
  /** From 1 in each paper. */
  readonly number: number;
  readonly scripts: readonly Script[];
};

/**
 * Scripts of each paper in bundles of at most `size`, as even as can be. They go in the order of their codes, which are
 * drawn at random: centres and series mix, and an order of codes tells nothing of an order of candidates.
 */
export function planBundles<Script extends ScriptToBundle>(
  scripts: readonly Script[],
  size: number = BUNDLE_SIZE,
): readonly PlannedBundle<Script>[] {
  const byPaper = new Map<string, Script[]>();
  for (const script of [...scripts].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    const list = byPaper.get(script.paper);
    if (list) list.push(script);
    else byPaper.set(script.paper, [script]);
  }
  return [...byPaper].flatMap(([paper, list]) => {
    const count = Math.ceil(list.length / size);
    return Array.from({ length: count }, (_, i) => ({
      paper,
      number: i + 1,
      scripts: list.slice(Math.floor((i * list.length) / count), Math.floor(((i + 1) * list.length) / count)),
    }));
  });
}
