import { and, count, eq, isNull } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { dossierFacts } from '#app/domain/anonymity/dossier-facts.ts';
import { papersDue } from '#app/domain/anonymity/papers-due.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { SITTING_TABLE } from '#app/domain/sitting/states.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadSittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { dossier } from '#db/schema/marking.ts';
import { region } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { juryCentre, seat } from '#db/schema/seating.ts';
import { sitting } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { maskEntries } from './code-table.server.ts';
import { countSatBefore } from './count-sat-before.ts';
import { drawCodes } from './draw-codes.server.ts';
import { writeBundles } from './write-bundles.server.ts';

const BATCH = 5000;

export type AssignCodes = {
  readonly sittingId: string;
  /** Go on although validated candidates have no seat: they will have no result. */
  readonly leaveUnseated?: boolean;
};
export type CodesAssigned = {
  readonly dossiers: number;
  readonly scripts: number;
  readonly bundles: number;
};
export type AssignCodesRefusal =
  | 'sitting.notFound'
  | 'state.refused'
  | 'anonymity.nobodySeated'
  | 'anonymity.unseated'
  | 'anonymity.centreWithoutJury';

/**
 * Puts a seated sitting under anonymity and opens its marking: each seated candidate becomes a dossier with a random
 * code, each paper due a script with a code of its own, and scripts are bundled by paper. Who: `bundle.manage`.
 * `sitting.notFound` (unknown or out of scope), `state.refused` unless seated, `anonymity.nobodySeated`,
 * `anonymity.unseated` with how many validated candidates would be left out, unless `leaveUnseated`,
 * `anonymity.centreWithoutJury` when a centre is given to no jury.
 */
export async function assignCodes(
  ctx: Ctx,
  { sittingId, leaveUnseated = false }: AssignCodes,
): Promise<Verdict<CodesAssigned, AssignCodesRefusal>> {
  return withTx(ctx, 'assignCodes', { lock: [`sitting:${sittingId}`] }, async (tx) => {
    const facts = await loadSittingFacts(tx.db, sittingId);
    if (!facts || !authorise(ctx.actor, 'bundle.manage', { organisationId: facts.organisation.id }).ok)
      return refuse('sitting.notFound');
    const state = nextState(SITTING_TABLE, facts.sitting.state, 'startMarking');
    if (!state.ok) return state;
    const unseated = await countUnseated(tx, sittingId);
    if (unseated > 0 && !leaveUnseated) return refuse('anonymity.unseated', { candidates: unseated });
    const seated = await loadSeated(tx, sittingId);
    if (seated.length === 0) return refuse('anonymity.nobodySeated');
    const astray = seated.filter(({ juryId }) => juryId === null).length;
    if (astray > 0) return refuse('anonymity.centreWithoutJury', { candidates: astray });
    const made = await writeCodes(ctx, tx, { sittingId, regulation: facts.regulation, seated });
    const bundles = await writeBundles(tx, {
      organisationId: facts.organisation.id,
      sittingId,
      round: 1,
      origin: 'sitting',
      scripts: made,
    });
    await tx.db.update(sitting).set({ state: state.value }).where(eq(sitting.id, sittingId));
    const answer = { dossiers: seated.length, scripts: made.length, bundles };
    tx.audit({
      organisationId: facts.organisation.id,
      action: 'sitting.assignCodes',
      subject: { type: 'sitting', id: sittingId },
      before: facts.sitting.state,
      after: state.value,
      detail: { ...answer, unseated },
    });
    return accept(answer);
  });
}

/** Validated entries without a seat. The sitting's row is held: a validation under way is waited for, the next refused. */
async function countUnseated(tx: Tx, sittingId: string): Promise<number> {
  await tx.db.select({ id: sitting.id }).from(sitting).where(eq(sitting.id, sittingId)).for('update');
  const [row] = await tx.db
    .select({ candidates: count() })
    .from(entry)
    .leftJoin(seat, eq(seat.entryId, entry.id))
    .where(and(eq(entry.sittingId, sittingId), eq(entry.state, 'validated'), isNull(seat.entryId)));
  return row?.candidates ?? 0;
}

type Seated = Awaited<ReturnType<typeof loadSeated>>[number];
type MadeScript = { readonly code: string; readonly dossier: string; readonly paper: string };

async function loadSeated(tx: Tx, sittingId: string) {
  return tx.db
    .select({
      entryId: entry.id,
      series: entry.series,
      options: entry.options,
      fit: entry.fit,
      declared: entry.attempt,
      region: region.code,
      satBefore: countSatBefore(tx),
      juryId: juryCentre.juryId,
    })
    .from(seat)
    .innerJoin(entry, and(eq(entry.id, seat.entryId), eq(entry.state, 'validated')))
    .innerJoin(sitting, eq(sitting.id, seat.sittingId))
    .leftJoin(region, eq(region.id, entry.regionId))
    .leftJoin(
      juryCentre,
      and(eq(juryCentre.sittingId, seat.sittingId), eq(juryCentre.centreId, seat.centreId)),
    )
    .where(eq(seat.sittingId, sittingId));
}

type Writing = {
  readonly sittingId: string;
  readonly regulation: Regulation;
  readonly seated: readonly Seated[];
};

/** Dossiers and their tie to candidates; gives the scripts they have to leave. */
async function writeCodes(
  ctx: Ctx,
  tx: Tx,
  { sittingId, regulation, seated }: Writing,
): Promise<readonly MadeScript[]> {
  const wanted = seated.map((row) => {
    const due = { series: row.series ?? '', options: row.options ?? [], fit: row.fit ?? false };
    const facts = dossierFacts(row, regulation);
    return { entryId: row.entryId, juryId: row.juryId ?? '', due, facts, papers: papersDue(due, regulation) };
  });
  const needed = wanted.reduce((sum, { papers }) => sum + 1 + papers.length, 0);
  const codes = (await drawCodes(ctx.adapters.random, tx, needed))[Symbol.iterator]();
  const takeCode = (): string => {
    const next = codes.next();
    if (next.done) throw new Error('no code left');
    return next.value;
  };
  const made = wanted.map((one) => ({ ...one, code: takeCode() }));
  const rows = made
    .map(({ code, juryId, due, facts }) => ({
      code,
      sittingId,
      juryId,
      ...{ ...due, options: [...due.options], facts },
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  for (let start = 0; start < rows.length; start += BATCH)
    await tx.db.insert(dossier).values(rows.slice(start, start + BATCH));
  await maskEntries(
    tx,
    sittingId,
    made.map(({ code, entryId }) => ({ dossier: code, entryId })),
  );
  return made.flatMap(({ code, papers }) =>
    papers.map((paper) => ({ code: takeCode(), dossier: code, paper })),
  );
}
