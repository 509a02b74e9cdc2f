import type { Verdict } from '#app/domain/shared/verdict.ts';

/** Looks for viruses in what people send. */
export type VirusScanPort = {
  /**
   * `clean`, or `unscanned` where no scanner is configured. `scan.infected` for a file with a virus, `scan.unavailable`
   * when the scanner is configured and gives no answer: such a file is not taken.
   */
  scan(bytes: Uint8Array): Promise<Verdict<'clean' | 'unscanned', 'scan.infected' | 'scan.unavailable'>>;
};
