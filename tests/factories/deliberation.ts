import { joinDeliberation } from '#app/services/deliberation/join-deliberation.server.ts';
import { openDeliberation } from '#app/services/deliberation/open-deliberation.server.ts';
import { sealDeliberation } from '#app/services/deliberation/seal-deliberation.server.ts';
import { signMinutes } from '#app/services/deliberation/sign-minutes.server.ts';
import type { TestContext } from '#tests/setup/bare-context.ts';
import { accepted } from './marking.ts';
import type { createResultStaff, SeatedSitting } from './seated-sitting.ts';

type Staff = Awaited<ReturnType<typeof createResultStaff>>;

/** Each jury's deliberation opened, its president and a member present; gives their ids. */
export async function openAll(ctx: TestContext, { juries }: SeatedSitting, staff: Staff): Promise<string[]> {
  const ids: string[] = [];
  for (const [i, { id: juryId }] of juries.entries()) {
    const board = staff.boards[i];
    if (!board) throw new Error('no board');
    const president = ctx.as(board.president.actor);
    const { deliberationId } = accepted(await openDeliberation(president, { juryId }));
    for (const one of [board.president, ...board.members.slice(0, 1)])
      accepted(await joinDeliberation(ctx.as(one.actor), { deliberationId }));
    ids.push(deliberationId);
  }
  return ids;
}

/** Each jury's deliberation sealed, and its minutes signed by the president. */
export async function sealAll(ctx: TestContext, world: SeatedSitting, staff: Staff, ids: readonly string[]) {
  for (const [i, deliberationId] of ids.entries()) {
    const board = staff.boards[i];
    if (!board) throw new Error('no board');
    const president = ctx.as(board.president.actor);
    accepted(await sealDeliberation(president, { deliberationId }));
    accepted(await signMinutes(president, { deliberationId, signedAs: board.president.actor.label }));
  }
  return world;
}
