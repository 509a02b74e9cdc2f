import type { SeatEntry } from './allocate.ts';

/**
 * The order with the fewest neighbours of one school: none unless a school holds more than half. The largest schools
 * are dealt first over the even positions, then the others between them; candidates without a school separate too.
 * Keeps the order given within a school. O(n log n).
 */
export function spreadSchools(entries: readonly SeatEntry[]): readonly SeatEntry[] {
  const bySchool = new Map<string, SeatEntry[]>();
  for (const entry of entries) {
    const key = entry.school ?? `\u0000${entry.id}`;
    const group = bySchool.get(key);
    if (group) group.push(entry);
    else bySchool.set(key, [entry]);
  }
  const schools = [...bySchool.values()].sort((a, b) => b.length - a.length);
  const dealt = schools.flat();
  const half = Math.max(Math.ceil(dealt.length / 2), schools[0]?.length ?? 0);
  return dealt.slice(0, half).flatMap((entry, i) => [entry, ...dealt.slice(half + i, half + i + 1)]);
}
