import { asc, count, eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import {
  judgeMovement,
  type Movement,
  type MovementKind,
  type MovementRefusal,
} from '#app/domain/marking/movements.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { bundleMovement, script } from '#db/schema/marking.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { loadBundle } from './load-bundle.server.ts';

export type SignBundle = {
  readonly bundleId: string;
  readonly kind: MovementKind;
  /** Who takes it, when it is signed at the desk; whoever signs on their own screen signs for themselves. */
  readonly markerId?: string | undefined;
  /** How many scripts were counted. */
  readonly scripts: number;
  /** The name they sign with, as typed. */
  readonly signedAs: string;
  readonly note?: string | undefined;
};
export type SignBundleRefusal = MovementRefusal | 'bundle.notFound' | 'bundle.notOpen';

/**
 * Appends the line that is signed when a packet of scripts is taken or given back. Who: one of its markers for themselves
 * (`mark.enter`), or the office at its desk (`bundle.manage`) for the marker in front of it. `bundle.notFound` for anybody
 * else, `bundle.notOpen` for taking what was not handed out, and the refusals of `judgeMovement`.
 */
export async function signBundle(ctx: Ctx, command: SignBundle): Promise<Verdict<true, SignBundleRefusal>> {
  const { bundleId, kind, scripts } = command;
  return withTx(ctx, 'signBundle', { lock: [`bundle:${bundleId}`] }, async (tx) => {
    const loaded = await loadBundle(tx.db, bundleId);
    if (!loaded || ctx.actor.kind !== 'user') return refuse('bundle.notFound');
    const { organisationId, state, paperCode, number } = loaded.bundle;
    const atDesk = authorise(ctx.actor, 'bundle.manage', { organisationId }).ok;
    const movements = await loadMovements(tx, bundleId);
    const markers = [...loaded.markers.values()];
    const isTheirs =
      authorise(ctx.actor, 'mark.enter', { organisationId }).ok &&
      [...markers, ...movements.map((one) => one.markerId)].includes(ctx.actor.id);
    if (!atDesk && !isTheirs) return refuse('bundle.notFound');
    if (kind === 'handOut' && state !== 'handedOut') return refuse('bundle.notOpen');
    const note = command.note?.trim() ? command.note.trim() : null;
    const markerId = (atDesk ? command.markerId : undefined) ?? ctx.actor.id;
    const line = { kind, markerId, scripts, signedAs: command.signedAs.trim(), note };
    const expected = await countScripts(tx, bundleId);
    const judged = judgeMovement(line, { movements, markers, expected });
    if (!judged.ok) return judged;
    await tx.db.insert(bundleMovement).values({ ...line, bundleId, recordedBy: ctx.actor.id, at: tx.now });
    tx.audit({
      organisationId,
      action: kind === 'handOut' ? 'bundle.signOut' : 'bundle.signIn',
      subject: { type: 'bundle', id: bundleId },
      detail: { paper: paperCode, number, marker: markerId, scripts, expected, atDesk, note },
    });
    return accept();
  });
}

/** What was signed for a packet, oldest first. */
export async function loadMovements({ db }: Pick<Tx, 'db'>, bundleId: string): Promise<SignedMovement[]> {
  return db
    .select({
      kind: bundleMovement.kind,
      markerId: bundleMovement.markerId,
      scripts: bundleMovement.scripts,
      signedAs: bundleMovement.signedAs,
    })
    .from(bundleMovement)
    .where(eq(bundleMovement.bundleId, bundleId))
    .orderBy(asc(bundleMovement.id));
}

export type SignedMovement = Movement & { readonly signedAs: string };

async function countScripts(tx: Tx, bundleId: string): Promise<number> {
  const [row] = await tx.db.select({ n: count() }).from(script).where(eq(script.bundleId, bundleId));
  return row?.n ?? 0;
}
