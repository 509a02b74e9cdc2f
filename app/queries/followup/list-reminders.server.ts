import { and, desc, eq } from 'drizzle-orm';
import { AUDIENCES, type Audience } from '#app/domain/followup/audiences.ts';
import type { Db } from '#db/client.ts';
import { auditLog } from '#db/schema/audit.ts';

export type PastReminder = {
  readonly seq: number;
  readonly at: Date;
  readonly actor: string;
  readonly audience: Audience;
  readonly people: number;
};

/** The reminders sent by hand for a sitting, from the audit log, newest first. */
export async function listReminders(db: Db, sittingId: string): Promise<PastReminder[]> {
  const rows = await db
    .select({ seq: auditLog.seq, at: auditLog.at, actor: auditLog.actorLabel, detail: auditLog.detail })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.subjectType, 'sitting'),
        eq(auditLog.subjectId, sittingId),
        eq(auditLog.action, 'sitting.remind'),
      ),
    )
    .orderBy(desc(auditLog.seq))
    .limit(50);
  return rows.flatMap(({ detail, ...row }) => {
    const audience = AUDIENCES.find((one) => one === detail['audience']);
    return audience ? [{ ...row, audience, people: Number(detail['people'] ?? 0) }] : [];
  });
}
