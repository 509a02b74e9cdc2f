import { DECISIONS, type Decision } from '../regulation/schema.ts';

export const DOSSIERS_PER_PAGE = 50;
/** By the decision that stands; `fraud`: those with a mark that a marker said was fraud. */
export const DOSSIER_LISTS = [...DECISIONS, 'fraud'] as const;
export type DossierList = (typeof DOSSIER_LISTS)[number];

/** Highest average first, lowest first, or by code. */
export const DOSSIER_ORDERS = ['highest', 'lowest', 'code'] as const;
export type DossierOrder = (typeof DOSSIER_ORDERS)[number];

export type DossierLine = {
  readonly dossier: string;
  readonly series: string;
  /** Hundredths. */
  readonly average: number | null;
  readonly total: number | null;
  readonly decision: Decision;
  readonly honours: string | null;
  /** What the jury did, if it did. */
  readonly kind: string | null;
  readonly rescuable: readonly Decision[];
};

/** What a jury has to look at: how many there are, and how many still wait for a decision of its own. */
export type Work = { readonly all: number; readonly waiting: number };
