import { and, eq, inArray, isNull } from 'drizzle-orm';
import { ROUND_TABLE, type RoundKind } from '#app/domain/deliberation/round-states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { SITTING_TABLE } from '#app/domain/sitting/states.ts';
import type { SittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { findRoundUnderWay } from '#app/services/rounds/load-round.server.ts';
import { deliberation } from '#db/schema/deliberation.ts';
import { publicationDraft } from '#db/schema/publication.ts';
import { round } from '#db/schema/round.ts';
import { sitting } from '#db/schema/sitting.ts';
import type { Tx } from '#db/tx.ts';

/** The round a jury deliberates in; the sitting itself, round 1, has no kind. */
export type Entered = { readonly number: number; readonly kind: RoundKind | null };
type Refusal = 'state.refused' | 'deliberation.alreadyOpen' | 'deliberation.publicationUnderWay';

/**
 * The sitting, or the round under way, moves on to its deliberations. `deliberation.alreadyOpen` when this jury has opened
 * its own of that round; `state.refused` when there is nothing to deliberate.
 */
export async function enterRound(
  tx: Tx,
  { sitting: held }: SittingFacts,
  juryId: string,
): Promise<Verdict<Entered, Refusal>> {
  const later = await findRoundUnderWay(tx.db, held.id);
  const number = later?.number ?? 1;
  const [already] = await tx.db
    .select({ id: deliberation.id })
    .from(deliberation)
    .where(and(eq(deliberation.juryId, juryId), eq(deliberation.round, number)));
  if (already) return refuse('deliberation.alreadyOpen');
  if (!later) {
    const state = nextState(SITTING_TABLE, held.state, 'startDeliberation');
    if (!state.ok) return state;
    await tx.db.update(sitting).set({ state: state.value }).where(eq(sitting.id, held.id));
    return accept({ number, kind: null });
  }
  const state = nextState(ROUND_TABLE, later.state, 'startDeliberation');
  if (!state.ok) return state;
  if (await publicationUnderWay(tx, held.id)) return refuse('deliberation.publicationUnderWay');
  await tx.db.update(round).set({ state: state.value }).where(eq(round.id, later.id));
  return accept({ number, kind: later.kind });
}

/** A publication being prepared was gathered without this round: it is put aside, or released, first. */
async function publicationUnderWay(tx: Tx, sittingId: string): Promise<boolean> {
  const rows = await tx.db
    .select({ id: publicationDraft.id })
    .from(publicationDraft)
    .where(
      and(
        eq(publicationDraft.sittingId, sittingId),
        isNull(publicationDraft.closedAt),
        inArray(publicationDraft.state, ['building', 'prepared', 'confirmed']),
      ),
    );
  return rows.length > 0;
}
