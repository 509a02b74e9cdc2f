import { and, eq, inArray, isNull } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { BUNDLE_TABLE } from '#app/domain/marking/states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { whoSawCodes } from '#app/services/anonymity/judge-label-printer.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadSittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { roleGrant, userAccount } from '#db/schema/access.ts';
import { bundle, bundleAssignment } from '#db/schema/marking.ts';
import { type Tx, withTx } from '#db/tx.ts';

export type HandOutBundles = {
  readonly sittingId: string;
  readonly bundleIds: readonly string[];
  /** Who keys the first pass, and who the second: nobody when the regulation asks for one entry only. */
  readonly first: string;
  readonly second: string | null;
};
export type HandOutRefusal =
  | 'sitting.notFound'
  | 'bundle.noneChosen'
  | 'bundle.notFound'
  | 'bundle.samePerson'
  | 'bundle.secondMissing'
  | 'bundle.notMarker'
  | 'labels.sawCodes'
  | 'state.refused';

/**
 * Hands prepared bundles to their two markers, all or none. Who: `bundle.manage`. `bundle.samePerson` when both passes
 * would be one person's, `bundle.secondMissing` when the regulation asks for two entries, `bundle.notMarker` for somebody
 * without that role in the organisation, `labels.sawCodes` for somebody who has printed labels of the sitting.
 */
export async function handOutBundles(
  ctx: Ctx,
  command: HandOutBundles,
): Promise<Verdict<{ handedOut: number }, HandOutRefusal>> {
  const ids = [...new Set(command.bundleIds)];
  return withTx(ctx, 'handOutBundles', { lock: ids.map((id) => `bundle:${id}`) }, async (tx) => {
    const facts = await loadSittingFacts(tx.db, command.sittingId);
    if (!facts || !authorise(ctx.actor, 'bundle.manage', { organisationId: facts.organisation.id }).ok)
      return refuse('sitting.notFound');
    const { first } = command;
    const second = facts.regulation.marking.entries === 2 ? command.second : null;
    if (ids.length === 0) return refuse('bundle.noneChosen');
    if (facts.regulation.marking.entries === 2 && !second) return refuse('bundle.secondMissing');
    if (first === second) return refuse('bundle.samePerson');
    const people = second ? [first, second] : [first];
    if (!(await areMarkers(tx, facts.organisation.id, people))) return refuse('bundle.notMarker');
    if ((await whoSawCodes(tx.db, command.sittingId, people)).length > 0) return refuse('labels.sawCodes');
    const rows = await tx.db
      .select()
      .from(bundle)
      .where(and(eq(bundle.sittingId, command.sittingId), inArray(bundle.id, ids)));
    if (rows.length !== ids.length) return refuse('bundle.notFound');
    for (const { state } of rows) {
      const next = nextState(BUNDLE_TABLE, state, 'handOut');
      if (!next.ok) return next;
    }
    await tx.db.update(bundle).set({ state: 'handedOut' }).where(inArray(bundle.id, ids));
    await tx.db
      .insert(bundleAssignment)
      .values(ids.flatMap((bundleId) => people.map((userId, i) => ({ bundleId, pass: i + 1, userId }))));
    for (const { id, paperCode, number } of rows)
      tx.audit({
        organisationId: facts.organisation.id,
        action: 'bundle.handOut',
        subject: { type: 'bundle', id },
        before: 'prepared',
        after: { state: 'handedOut', people },
        detail: { paper: paperCode, number, first, second },
      });
    return accept({ handedOut: ids.length });
  });
}

/** Whether all of them hold the marker's role in the organisation, with an account that is open. */
export async function areMarkers(
  tx: Tx,
  organisationId: string,
  people: readonly string[],
): Promise<boolean> {
  const rows = await tx.db
    .selectDistinct({ userId: roleGrant.userId })
    .from(roleGrant)
    .innerJoin(userAccount, and(eq(userAccount.id, roleGrant.userId), isNull(userAccount.disabledAt)))
    .where(
      and(
        eq(roleGrant.organisationId, organisationId),
        eq(roleGrant.role, 'marker'),
        inArray(roleGrant.userId, [...people]),
      ),
    );
  return rows.length === new Set(people).size;
}
