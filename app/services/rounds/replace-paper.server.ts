import { and, asc, eq, inArray } from 'drizzle-orm';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { holdSitting, lockOf } from '#app/services/sitting/hold-sitting.server.ts';
import { dossier, script } from '#db/schema/marking.ts';
import { withTx } from '#db/tx.ts';
import { writeScripts } from './write-scripts.server.ts';

export type ReplacePaper = {
  readonly sittingId: string;
  readonly paper: string;
  readonly series: readonly string[];
  readonly reason: string;
};
export type ReplaceRefusal =
  | 'sitting.notFound'
  | 'state.refused'
  | 'round.reasonMissing'
  | 'round.paperUnknown'
  | 'round.alreadyReplaced';

const SHORTEST_REASON = 5;
const LONGEST_REASON = 400;

/**
 * A paper annulled before any jury met, and sat again by everyone of those series (Burkina 2017: a wrong envelope): its
 * scripts stay where they are and count for nothing, and new ones under fresh codes take their place in the sitting itself.
 * Before codes exist the timetable is enough. Who: `bundle.manage`. `sitting.notFound`, `state.refused` unless marking,
 * `round.reasonMissing`, `round.paperUnknown` when nobody there sat it, `round.alreadyReplaced`.
 */
export async function replacePaper(
  ctx: Ctx,
  { sittingId, paper, series, reason }: ReplacePaper,
): Promise<Verdict<{ scripts: number; bundles: number }, ReplaceRefusal>> {
  const why = reason.normalize('NFC').trim();
  return withTx(ctx, 'replacePaper', { lock: [lockOf(sittingId)] }, async (tx) => {
    const held = await holdSitting(ctx, tx, sittingId, 'bundle.manage');
    if (!held.ok) return held;
    const { state, organisationId } = held.value;
    if (state !== 'marking') return refuse('state.refused', { from: state, event: 'replacePaper' });
    if (why.length < SHORTEST_REASON || why.length > LONGEST_REASON)
      return refuse('round.reasonMissing', { minimum: SHORTEST_REASON, maximum: LONGEST_REASON });
    const sat = await tx.db
      .select({ dossier: script.dossier, origin: script.origin })
      .from(script)
      .innerJoin(dossier, eq(dossier.code, script.dossier))
      .where(
        and(
          eq(script.sittingId, sittingId),
          eq(script.paperCode, paper),
          eq(script.round, 1),
          inArray(dossier.series, [...series]),
        ),
      )
      .orderBy(asc(script.dossier));
    if (sat.length === 0) return refuse('round.paperUnknown', { paper, series: series.join(', ') });
    if (sat.some(({ origin }) => origin === 'resit')) return refuse('round.alreadyReplaced');
    const scripts = sat.map((one) => ({ dossier: one.dossier, paper }));
    const made = await writeScripts(ctx, tx, {
      organisationId,
      sittingId,
      round: 1,
      origin: 'resit',
      scripts,
    });
    tx.audit({
      organisationId,
      action: 'sitting.replacePaper',
      subject: { type: 'sitting', id: sittingId },
      after: { paper, series },
      detail: { paper, series: series.join(', '), reason: why, ...made },
    });
    return accept(made);
  });
}
