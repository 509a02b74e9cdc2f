import { and, asc, eq, inArray } from 'drizzle-orm';
import type { RoundState } from '#app/domain/deliberation/round-states.ts';
import type { Db, TxDb } from '#db/client.ts';
import { deliberation } from '#db/schema/deliberation.ts';
import { dossier, script } from '#db/schema/marking.ts';
import { round } from '#db/schema/round.ts';

export type RoundRow = typeof round.$inferSelect;

const UNDER_WAY: readonly RoundState[] = ['preparing', 'marking', 'deliberating'];

/** The round of a sitting that is under way; there is at most one. */
export async function findRoundUnderWay(db: Db | TxDb, sittingId: string): Promise<RoundRow | undefined> {
  const [row] = await db
    .select()
    .from(round)
    .where(and(eq(round.sittingId, sittingId), inArray(round.state, [...UNDER_WAY])));
  return row;
}

export async function loadRound(db: Db | TxDb, id: string): Promise<RoundRow | undefined> {
  const [row] = await db.select().from(round).where(eq(round.id, id));
  return row;
}

/** Juries with a script in a round, and those among them whose deliberation of it is sealed. */
export async function loadRoundJuries(
  db: Db | TxDb,
  { sittingId, number }: Pick<RoundRow, 'sittingId' | 'number'>,
): Promise<{ readonly concerned: readonly string[]; readonly sealed: readonly string[] }> {
  const concerned = await db
    .selectDistinct({ juryId: dossier.juryId })
    .from(script)
    .innerJoin(dossier, eq(dossier.code, script.dossier))
    .where(and(eq(script.sittingId, sittingId), eq(script.round, number)))
    .orderBy(asc(dossier.juryId));
  const sealed = await db
    .select({ juryId: deliberation.juryId })
    .from(deliberation)
    .where(
      and(
        eq(deliberation.sittingId, sittingId),
        eq(deliberation.round, number),
        eq(deliberation.state, 'sealed'),
      ),
    );
  return {
    concerned: concerned.map(({ juryId }) => juryId),
    sealed: sealed.map(({ juryId }) => juryId),
  };
}
