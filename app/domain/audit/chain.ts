import { canonicalJson } from '../shared/canonical-json.ts';
import { digestOf } from '../shared/digest.ts';

/** One line of the audit log, without its place in the chain. */
export type AuditRecord = {
  readonly seq: number;
  /** ISO 8601 with milliseconds, UTC. */
  readonly at: string;
  readonly organisationId: string | null;
  readonly actorId: string;
  readonly actorLabel: string;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly beforeHash: string | null;
  readonly afterHash: string | null;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
  readonly requestId: string;
};

export type ChainedRecord = AuditRecord & { readonly prevHash: string; readonly hash: string };

/** What the first line follows. */
export const GENESIS_HASH = '0'.repeat(64);

/** SHA-256 over the canonical line and the hash before it: changing, removing or moving any line breaks all that follow. */
export function chainHash(record: AuditRecord, prevHash: string): string {
  return digestOf({ ...record, prevHash });
}

export type FramedLine = { readonly before: string; readonly between: string; readonly after: string };

/**
 * What `chainHash` hashes, with the two holes that only the chain's end can fill: the hash before it stands between
 * `before` and `between`, the line's number between `between` and `after`. Canonical JSON has its keys in order, so the
 * parts are those of the line's own fields that sort before, between and after the two.
 */
export function frameLine({ seq: _, requestId, subjectId, subjectType, ...first }: AuditRecord): FramedLine {
  return {
    before: `${canonicalJson(first).slice(0, -1)},"prevHash":"`,
    between: `",${canonicalJson({ requestId }).slice(1, -1)},"seq":`,
    after: `,${canonicalJson({ subjectId, subjectType }).slice(1)}`,
  };
}

/** The first line at which a run of lines no longer follows from `from`, or undefined when all do. */
export function findBreak(
  records: Iterable<ChainedRecord>,
  from: { seq: number; hash: string } = { seq: 0, hash: GENESIS_HASH },
): { seq: number; problem: 'missing' | 'link' | 'content' } | undefined {
  let last = from;
  for (const { hash, prevHash, ...record } of records) {
    if (record.seq !== last.seq + 1) return { seq: last.seq + 1, problem: 'missing' };
    if (prevHash !== last.hash) return { seq: record.seq, problem: 'link' };
    if (chainHash(record, prevHash) !== hash) return { seq: record.seq, problem: 'content' };
    last = { seq: record.seq, hash };
  }
  return undefined;
}
