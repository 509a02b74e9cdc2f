import type { SnapshotHead } from '#app/domain/publication/snapshot-file.ts';
import { decisionOf } from './result-record.ts';

/** What records a snapshot file has: `head`, `numbers`, `r<table number>`, and `c<centre>.<part>` for the lists by centre. */
export const HEAD_KEY = 'head';
export const NUMBERS_KEY = 'numbers';
export const CENTRE_LINES = 500;

export const resultKey = (tableNumber: string) => `r${tableNumber}`;
export const centreKey = (centre: number, part: number) => `c${centre}.${part}`;

export function packHead(head: SnapshotHead): Buffer {
  return Buffer.from(JSON.stringify(head));
}

/** @throws when the file was written in another format. */
export function unpackHead(record: Buffer): SnapshotHead {
  const head: SnapshotHead = JSON.parse(record.toString('utf8'));
  if (head.format !== 2) throw new Error(`Snapshot files of format ${String(head.format)} can't be read`);
  return head;
}

/** A part of a centre's list: the decisions' letters, then the table numbers, each on a line. */
export function packLines(decisions: string, numbers: readonly string[]): Buffer {
  return Buffer.from([decisions, ...numbers].join('\n'));
}

export function unpackLines(record: Buffer) {
  const [decisions = '', ...numbers] = record.toString('utf8').split('\n');
  return numbers.map((tableNumber, i) => ({ tableNumber, decision: decisionOf(decisions[i] ?? '') }));
}
