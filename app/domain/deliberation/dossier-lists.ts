import { DECISIONS, type Decision } from '../regulation/schema.ts';

export const DOSSIERS_PER_PAGE = 50;
/** `near`: those the jury may rescue. */
export const DOSSIER_LISTS = ['near', ...DECISIONS] as const;
export type DossierList = (typeof DOSSIER_LISTS)[number];
export type DossierCounts = Readonly<Record<DossierList, number>>;
export type DossierLine = {
  readonly dossier: string;
  /** Hundredths. */
  readonly average: number | null;
  readonly decision: Decision;
  /** What the jury did, if it did. */
  readonly kind: string | null;
};
