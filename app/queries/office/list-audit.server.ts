import { and, desc, eq, gte, ilike, like, lte, or, sql } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import { checkAuditChain } from '#db/audit-chain.ts';
import type { Db } from '#db/client.ts';
import { auditLog } from '#db/schema/audit.ts';
import { containing, withinReach } from './within-reach.ts';

export type AuditFilter = {
  /** Part of a name, or an account's id. */
  readonly actor?: string | undefined;
  /** "entry" or "entry.validate". */
  readonly action?: string | undefined;
  /** An id, or part of a number the line names. */
  readonly subject?: string | undefined;
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
  readonly page: number;
};

export const AUDIT_LINES_PER_PAGE = 50;
/** Longer chains are checked by the command line, which a request does not wait for. */
export const CHECKED_ON_A_PAGE = 50_000;

export async function listAudit(db: Db, reach: Reach, filter: AuditFilter) {
  const { actor, action, subject, from, until, page } = filter;
  const where = and(
    withinReach(reach, auditLog.organisationId),
    actor === undefined
      ? undefined
      : or(ilike(auditLog.actorLabel, containing(actor)), eq(auditLog.actorId, actor)),
    action === undefined
      ? undefined
      : or(eq(auditLog.action, action), like(auditLog.action, `${containing(action).slice(1, -1)}.%`)),
    subject === undefined
      ? undefined
      : or(eq(auditLog.subjectId, subject), ilike(sql`${auditLog.detail}::text`, containing(subject))),
    from === undefined ? undefined : gte(auditLog.at, from),
    until === undefined ? undefined : lte(auditLog.at, until),
  );
  const [counted] = await db.select({ total: sql<number>`count(*)::int` }).from(auditLog).where(where);
  const rows = await db
    .select({
      seq: auditLog.seq,
      at: auditLog.at,
      actorLabel: auditLog.actorLabel,
      action: auditLog.action,
      subjectType: auditLog.subjectType,
      subjectId: auditLog.subjectId,
      detail: auditLog.detail,
      hash: auditLog.hash,
    })
    .from(auditLog)
    .where(where)
    .orderBy(desc(auditLog.seq))
    .limit(AUDIT_LINES_PER_PAGE)
    .offset((page - 1) * AUDIT_LINES_PER_PAGE);
  return { rows, total: counted?.total ?? 0 };
}

/** The chain's last line, whoever wrote it: its hash stands for the whole log. */
export async function loadChainHead(db: Db): Promise<{ seq: number; hash: string } | null> {
  const [head] = await db
    .select({ seq: auditLog.seq, hash: auditLog.hash })
    .from(auditLog)
    .orderBy(desc(auditLog.seq))
    .limit(1);
  return head ?? null;
}

type Checked = Awaited<ReturnType<typeof checkAuditChain>>;

/** Walks the chain, unless it is too long for a page. */
export async function checkChain(db: Db): Promise<Checked | 'tooLong'> {
  const head = await loadChainHead(db);
  return (head?.seq ?? 0) > CHECKED_ON_A_PAGE ? 'tooLong' : checkAuditChain(db);
}
