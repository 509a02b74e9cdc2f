export type Matching = {
  /** Whom each post holds. */
  readonly holders: ReadonlyMap<string, readonly string[]>;
  /** Everyone who asked for each post, held or not. */
  readonly asked: ReadonlyMap<string, readonly string[]>;
};

/**
 * Candidates ask for posts in the order they want them; a post keeps the best of those who asked and lets the others go
 * on (deferred acceptance, candidates asking). No candidate could do better without another who ranks higher there
 * doing worse, and the order in which they ask changes nothing.
 * `keep` must choose the same way whatever the order, and never regret whom it let go.
 */
export function matchByChoices(
  choices: ReadonlyMap<string, readonly string[]>,
  keep: (post: string, asking: readonly string[]) => readonly string[],
): Matching {
  const holders = new Map<string, readonly string[]>();
  const asked = new Map<string, string[]>();
  const next = new Map<string, number>();
  let free: readonly string[] = [...choices.keys()];
  while (free.length > 0) {
    const asking = new Map<string, string[]>();
    for (const candidate of free) {
      const at = next.get(candidate) ?? 0;
      const post = choices.get(candidate)?.[at];
      if (post === undefined) continue;
      next.set(candidate, at + 1);
      push(asking, post, candidate);
      push(asked, post, candidate);
    }
    const letGo: string[] = [];
    for (const [post, fresh] of asking) {
      const all = [...(holders.get(post) ?? []), ...fresh];
      const kept = keep(post, all);
      const held = new Set(kept);
      holders.set(post, kept);
      for (const candidate of all) if (!held.has(candidate)) letGo.push(candidate);
    }
    free = letGo;
  }
  return { holders, asked };
}

function push(lists: Map<string, string[]>, key: string, item: string): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
