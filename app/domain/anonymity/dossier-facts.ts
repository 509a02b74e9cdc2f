import type { Regulation } from '../regulation/schema.ts';
import type { DossierFacts } from '../regulation/snapshot.ts';

export type KnownOfEntry = {
  /** Earlier sittings of the same examination with a published result. */
  readonly satBefore: number;
  /** Which time it is, as the candidate declared; `null` when they weren't asked. */
  readonly declared: number | null;
  /** The code of their region. */
  readonly region: string | null;
};

/**
 * What a dossier carries beside series and fitness: only what the regulation asks about, because every fact narrows who it
 * may be. The attempt is the higher of what was counted and what was declared; a competition that keeps posts for regions
 * is told the candidate's.
 */
export function dossierFacts(
  { satBefore, declared, region }: KnownOfEntry,
  regulation: Regulation,
): DossierFacts | null {
  const { cases: _, competition, ...rules } = regulation;
  const facts: DossierFacts = {
    ...(says(rules, 'quantity', 'attempts') ? { attempts: Math.max(satBefore + 1, declared ?? 1) } : {}),
    ...(region !== null && says(competition, 'region') ? { region } : {}),
  };
  return Object.keys(facts).length > 0 ? facts : null;
}

/** Whether a key stands anywhere in a part of a regulation; with this value when one is given. */
function says(part: unknown, key: string, value?: string): boolean {
  if (typeof part !== 'object' || part === null) return false;
  return Object.entries(part).some(
    ([at, inside]) => (at === key && (value === undefined || inside === value)) || says(inside, key, value),
  );
}
