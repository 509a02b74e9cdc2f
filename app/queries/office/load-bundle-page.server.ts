import { asc, count, desc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { custodyOf, type MovementKind } from '#app/domain/marking/movements.ts';
import type { BundleState, ReopeningState } from '#app/domain/marking/states.ts';
import type { Bilingual } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';
import { bundle, bundleAssignment, bundleMovement, bundleReopening, script } from '#db/schema/marking.ts';
import { sitting } from '#db/schema/sitting.ts';
import { loadPaperNames } from './load-paper-names.server.ts';

export type MovementLine = {
  readonly id: string;
  readonly kind: MovementKind;
  readonly marker: string;
  readonly scripts: number;
  readonly signedAs: string;
  readonly note: string | null;
  /** Somebody else than the marker: it was signed at the desk. */
  readonly recordedBy: string | null;
  readonly at: Date;
};
export type ReopeningLine = {
  readonly id: string;
  readonly reason: string;
  readonly state: ReopeningState;
  readonly requestedById: string;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
};
export type BundlePage = {
  readonly organisationId: string;
  readonly sitting: { readonly id: string; readonly name: Bilingual };
  readonly id: string;
  readonly paper: Bilingual;
  readonly number: number;
  readonly round: number;
  readonly state: BundleState;
  readonly scripts: number;
  readonly markers: readonly { readonly id: string; readonly pass: number; readonly name: string }[];
  readonly holder: { readonly id: string; readonly signedAs: string } | null;
  readonly movements: readonly MovementLine[];
  readonly reopenings: readonly ReopeningLine[];
};

/** One bundle for the office: where its packet is, who signed for it, and its reopenings. The caller checks the organisation. */
export async function loadBundlePage(
  db: Db,
  sittingId: string,
  bundleId: string,
): Promise<BundlePage | undefined> {
  const [row] = await db
    .select({ bundle, name: sitting.name })
    .from(bundle)
    .innerJoin(sitting, eq(sitting.id, bundle.sittingId))
    .where(eq(bundle.id, bundleId));
  if (!row || row.bundle.sittingId !== sittingId) return undefined;
  const { paperCode, number, round, state, organisationId } = row.bundle;
  const papers = await loadPaperNames(db, sittingId);
  const [scripts] = await db.select({ n: count() }).from(script).where(eq(script.bundleId, bundleId));
  const markers = await db
    .select({ id: bundleAssignment.userId, pass: bundleAssignment.pass, name: userAccount.displayName })
    .from(bundleAssignment)
    .innerJoin(userAccount, eq(userAccount.id, bundleAssignment.userId))
    .where(eq(bundleAssignment.bundleId, bundleId))
    .orderBy(asc(bundleAssignment.pass));
  const movements = await listMovements(db, bundleId);
  const last = movements.at(-1);
  return {
    ...{ organisationId, id: bundleId, number, round, state, markers },
    sitting: { id: sittingId, name: row.name },
    paper: papers.get(paperCode) ?? { fr: paperCode, en: paperCode },
    scripts: scripts?.n ?? 0,
    holder: last && custodyOf(movements).holder ? { id: last.markerId, signedAs: last.signedAs } : null,
    movements: movements.map(({ markerId: _, ...line }) => line).reverse(),
    reopenings: await listReopenings(db, bundleId),
  };
}

/** What was signed, oldest first. */
export async function listMovements(
  db: Db,
  bundleId: string,
): Promise<(MovementLine & { readonly markerId: string })[]> {
  const recorder = alias(userAccount, 'recorder');
  const rows = await db
    .select({ line: bundleMovement, marker: userAccount.displayName, recorder: recorder.displayName })
    .from(bundleMovement)
    .innerJoin(userAccount, eq(userAccount.id, bundleMovement.markerId))
    .innerJoin(recorder, eq(recorder.id, bundleMovement.recordedBy))
    .where(eq(bundleMovement.bundleId, bundleId))
    .orderBy(asc(bundleMovement.id));
  return rows.map(({ line, marker, recorder: by }) => ({
    id: String(line.id),
    ...{ kind: line.kind, markerId: line.markerId, scripts: line.scripts, signedAs: line.signedAs },
    ...{ marker, note: line.note, at: line.at },
    recordedBy: line.recordedBy === line.markerId ? null : by,
  }));
}

async function listReopenings(db: Db, bundleId: string): Promise<ReopeningLine[]> {
  const decider = alias(userAccount, 'decider');
  return db
    .select({
      id: bundleReopening.id,
      reason: bundleReopening.reason,
      state: bundleReopening.state,
      requestedById: bundleReopening.requestedBy,
      requestedBy: userAccount.displayName,
      requestedAt: bundleReopening.requestedAt,
      decidedBy: decider.displayName,
      decidedAt: bundleReopening.decidedAt,
    })
    .from(bundleReopening)
    .innerJoin(userAccount, eq(userAccount.id, bundleReopening.requestedBy))
    .leftJoin(decider, eq(decider.id, bundleReopening.decidedBy))
    .where(eq(bundleReopening.bundleId, bundleId))
    .orderBy(desc(bundleReopening.requestedAt));
}
