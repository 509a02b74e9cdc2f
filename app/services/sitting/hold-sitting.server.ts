import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import type { Capability } from '#app/domain/access/roles.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { sitting } from '#db/schema/sitting.ts';
import type { Tx } from '#db/tx.ts';

export type SittingRow = typeof sitting.$inferSelect;

/**
 * A sitting about to be changed, its row held until commit: no entry comes in and no one else changes it meanwhile.
 * `sitting.notFound` for an unknown one and for one of an organisation where the actor lacks the capability.
 */
export async function holdSitting(
  ctx: Ctx,
  tx: Tx,
  sittingId: string,
  capability: Capability,
): Promise<Verdict<SittingRow, 'sitting.notFound'>> {
  const [row] = await tx.db.select().from(sitting).where(eq(sitting.id, sittingId)).for('update');
  if (!row || !authorise(ctx.actor, capability, { organisationId: row.organisationId }).ok)
    return refuse('sitting.notFound');
  return accept(row);
}

export const lockOf = (sittingId: string): string => `sitting:${sittingId}`;

/** As the audit log hashes it: moments as text. */
export function recordOf(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
