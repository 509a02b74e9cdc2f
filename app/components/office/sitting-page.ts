import type { Problem } from '#app/domain/regulation/problem.ts';
import type {
  loadSitting,
  loadSittingProgress,
  SittingFigures,
} from '#app/queries/office/load-sitting.server.ts';

type Loaded = NonNullable<Awaited<ReturnType<typeof loadSitting>>>;

/** What the parts of a sitting's page are told. */
export type SittingPage = {
  readonly sitting: Pick<
    Loaded['sitting'],
    'id' | 'state' | 'entriesOpenAt' | 'entriesCloseAt' | 'examStartsOn' | 'resultsExpectedOn'
  >;
  readonly facts: Pick<Loaded, 'regulation' | 'feeSchedule' | 'slots'>;
  /** What a draft still lacks before it may open. */
  readonly problems: readonly Problem[];
  readonly figures: SittingFigures;
  readonly progress: Awaited<ReturnType<typeof loadSittingProgress>>;
  /** What the reader may do here. */
  readonly can: Readonly<
    Record<
      | 'manage'
      | 'allocate'
      | 'convoke'
      | 'bundles'
      | 'publish'
      | 'follow'
      | 'deliberate'
      | 'minutes'
      | 'documents',
      boolean
    >
  >;
};
