import { asc, gt, sql } from 'drizzle-orm';
import {
  type AuditRecord,
  type ChainedRecord,
  findBreak,
  frameLine,
  GENESIS_HASH,
} from '#app/domain/audit/chain.ts';
import { digestOf } from '#app/domain/shared/digest.ts';
import type { Db, TxDb } from './client.ts';
import { auditLog } from './schema/audit.ts';

/** What happened to what. `before` and `after` are hashed, not kept: the log proves a change without repeating private data. */
export type AuditEvent = {
  readonly organisationId: string | null;
  /** noun.verb, such as "entry.validate". */
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly before?: unknown;
  readonly after?: unknown;
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
};

type Author = { readonly id: string; readonly label: string; readonly at: Date; readonly requestId: string };

/**
 * Adds lines at the chain's end, in one trip: `append_audit` takes the chain's lock, numbers and hashes them there, so
 * that the lock is held for the commit and no longer. Call it last.
 */
export async function appendAudit(db: TxDb, author: Author, events: readonly AuditEvent[]): Promise<void> {
  const lines = events.map((event) => {
    const record: AuditRecord = {
      seq: 0,
      at: author.at.toISOString(),
      organisationId: event.organisationId,
      actorId: author.id,
      actorLabel: author.label,
      action: event.action,
      subjectType: event.subject.type,
      subjectId: event.subject.id,
      beforeHash: event.before === undefined ? null : digestOf(event.before),
      afterHash: event.after === undefined ? null : digestOf(event.after),
      detail: event.detail ?? {},
      requestId: author.requestId,
    };
    return { ...record, ...frameLine(record) };
  });
  await db.execute(sql`select append_audit(${JSON.stringify(lines)}::jsonb)`);
}

/** Walks the whole chain in pages. Returns how many lines hold, and the first that does not. */
export async function checkAuditChain(
  db: Db,
): Promise<{ lines: number; broken?: ReturnType<typeof findBreak> }> {
  let last = { seq: 0, hash: GENESIS_HASH };
  for (;;) {
    const page = await db
      .select()
      .from(auditLog)
      .where(gt(auditLog.seq, last.seq))
      .orderBy(asc(auditLog.seq))
      .limit(5000);
    const records: ChainedRecord[] = page.map((row) => ({ ...row, at: row.at.toISOString() }));
    const broken = findBreak(records, last);
    if (broken) return { lines: broken.seq - 1, broken };
    const end = records.at(-1);
    if (!end) return { lines: last.seq };
    last = { seq: end.seq, hash: end.hash };
  }
}
