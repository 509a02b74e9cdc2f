import { digestOf } from '../shared/digest.ts';
import type { Regulation } from './schema.ts';
import type { Snapshot } from './snapshot.ts';

/** SHA-256 of the regulation as written: the same file gives the same digest whatever the order of its keys. */
export function hashRegulation(regulation: Regulation): string {
  return digestOf(regulation);
}

export function hashSnapshot(snapshot: Snapshot): string {
  return digestOf(snapshot);
}
