import { desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { ModerationState } from '#app/domain/marking/states.ts';
import type { Db } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';
import { moderation } from '#db/schema/marking.ts';

export type ModerationLine = {
  readonly id: string;
  readonly paperCode: string;
  readonly round: number;
  /** Numbers; empty for every bundle of the paper. */
  readonly bundles: readonly number[];
  readonly shift: number;
  readonly reason: string;
  readonly state: ModerationState;
  readonly proposedById: string;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  /** Marks it moved. */
  readonly changed: number;
};

/** A sitting's moderations, those to decide first. The caller checks the organisation against the actor. */
export async function listModerations(db: Db, sittingId: string): Promise<ModerationLine[]> {
  const decider = alias(userAccount, 'decider');
  return db
    .select({
      id: moderation.id,
      paperCode: moderation.paperCode,
      round: moderation.round,
      bundles: sql<number[]>`(select coalesce(jsonb_agg(b.number order by b.number), '[]') from bundle b
        where b.id in (select x::uuid from jsonb_array_elements_text(${moderation.bundleIds}) x))`,
      shift: moderation.shift,
      reason: moderation.reason,
      state: moderation.state,
      proposedById: moderation.proposedBy,
      proposedBy: userAccount.displayName,
      proposedAt: moderation.proposedAt,
      decidedBy: decider.displayName,
      decidedAt: moderation.decidedAt,
      changed: sql<number>`(select count(*)::int from mark_entry m where m.moderation_id = ${moderation.id})`,
    })
    .from(moderation)
    .innerJoin(userAccount, eq(userAccount.id, moderation.proposedBy))
    .leftJoin(decider, eq(decider.id, moderation.decidedBy))
    .where(eq(moderation.sittingId, sittingId))
    .orderBy(sql`${moderation.state} <> 'proposed'`, desc(moderation.proposedAt))
    .limit(200);
}
