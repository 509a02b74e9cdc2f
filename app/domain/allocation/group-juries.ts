/** What one jury deliberates on at most, where centres allow: about as many as a panel gets through in its days. */
export const JURY_SIZE = 500;

export type SeatedCentre = { readonly id: string; readonly region: string; readonly candidates: number };

/**
 * Groups centres into juries: neighbours in the order given, of one region, up to `size` candidates together. A centre
 * is never split: a larger one has a jury of its own.
 */
export function groupJuries(
  centres: readonly SeatedCentre[],
  size: number = JURY_SIZE,
): readonly (readonly SeatedCentre[])[] {
  const groups: SeatedCentre[][] = [];
  for (const centre of centres) {
    const group = groups.at(-1);
    const held = group?.reduce((sum, { candidates }) => sum + candidates, 0) ?? 0;
    const fits = group?.[0]?.region === centre.region && held + centre.candidates <= size;
    if (group && fits) group.push(centre);
    else groups.push([centre]);
  }
  return groups;
}
