import { and, eq } from 'drizzle-orm';
import { type Allocation, allocate, type Seat } from '#app/domain/allocation/allocate.ts';
import { makeResultCode, RESULT_CODE_BYTES } from '#app/domain/allocation/result-code.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { SITTING_TABLE } from '#app/domain/sitting/states.ts';
import type { Ctx } from '#app/services/context.ts';
import { openIssuing } from '#app/services/documents/bulk/start-issuing.server.ts';
import { holdSitting, lockOf } from '#app/services/sitting/hold-sitting.server.ts';
import { entry } from '#db/schema/registration.ts';
import { seat } from '#db/schema/seating.ts';
import { sitting } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { createJuries } from './create-juries.server.ts';
import { loadCentres } from './load-centres.server.ts';

export type AllocateSeats = {
  readonly sittingId: string;
  /** Go on although some candidates have no seat in their region. */
  readonly leaveUnplaced?: boolean;
};

export type AllocationReport = {
  /** Drawn for this run and kept in the audit log: with the same entries it gives the same seats. */
  readonly seed: string;
  readonly seated: number;
  readonly added: number;
  readonly unplaced: number;
  readonly sameSchoolNeighbours: number;
  readonly juries: number;
};

export type AllocationRefusal =
  | 'sitting.notFound'
  | 'state.refused'
  | 'allocation.nobody'
  | 'allocation.noRoom';

const BATCH = 1000;

/**
 * Gives every validated entry a seat in its region, a table number and a result code, and every centre a jury; then the
 * convocations. Who: `seat.allocate` over the organisation. A second run seats who came late and moves nobody.
 * `allocation.nobody` without validated entries; `allocation.noRoom` with how many have no seat, unless `leaveUnplaced`.
 */
export async function allocateSeats(
  ctx: Ctx,
  { sittingId, leaveUnplaced = false }: AllocateSeats,
): Promise<Verdict<AllocationReport, AllocationRefusal>> {
  return withTx(ctx, 'allocateSeats', { lock: [lockOf(sittingId)] }, async (tx) => {
    const held = await holdSitting(ctx, tx, sittingId, 'seat.allocate');
    if (!held.ok) return held;
    const next = nextState(SITTING_TABLE, held.value.state, 'allocate');
    if (!next.ok) return next;
    const { organisationId } = held.value;
    const pinned = await loadSeats(tx, sittingId);
    const entries = await loadValidated(tx, sittingId);
    if (entries.length === 0) return refuse('allocation.nobody');
    const seed = seedOf(ctx.adapters.random.bytes(8));
    const centres = await loadCentres(tx.db, organisationId);
    const allocation = allocate({ entries, centres, seed, pinned });
    if (allocation.unplaced.length > 0 && !leaveUnplaced)
      return refuse('allocation.noRoom', { count: allocation.unplaced.length });
    const added = await writeSeats(ctx, tx, sittingId, allocation, pinned);
    const juries = await createJuries(tx, sittingId);
    await tx.db.update(sitting).set({ state: next.value }).where(eq(sitting.id, sittingId));
    const report: AllocationReport = {
      seed,
      seated: allocation.seats.length,
      added,
      unplaced: allocation.unplaced.length,
      sameSchoolNeighbours: allocation.sameSchoolNeighbours.length,
      juries,
    };
    tx.audit({
      organisationId,
      action: 'sitting.allocate',
      subject: { type: 'sitting', id: sittingId },
      before: pinned,
      after: allocation.seats,
      detail: { ...report },
    });
    await openIssuing(ctx, tx, { organisationId, sittingId, kind: 'convocation' });
    return accept(report);
  });
}

async function loadSeats(tx: Tx, sittingId: string): Promise<readonly Seat[]> {
  return tx.db
    .select({
      entry: seat.entryId,
      centre: seat.centreId,
      room: seat.roomId,
      seatNumber: seat.seatNumber,
      tableNumber: seat.tableNumber,
    })
    .from(seat)
    .where(eq(seat.sittingId, sittingId))
    .orderBy(seat.tableNumber);
}

async function loadValidated(tx: Tx, sittingId: string) {
  const rows = await tx.db
    .select({ id: entry.id, school: entry.schoolId, series: entry.series, region: entry.regionId })
    .from(entry)
    .where(and(eq(entry.sittingId, sittingId), eq(entry.state, 'validated')))
    .orderBy(entry.id);
  return rows.map(({ series, region, ...row }) => ({ ...row, series: series ?? '', region: region ?? '' }));
}

async function writeSeats(
  ctx: Ctx,
  tx: Tx,
  sittingId: string,
  { seats }: Allocation,
  pinned: readonly Seat[],
): Promise<number> {
  const known = new Set(pinned.map(({ entry: id }) => id));
  const rows = seats
    .filter(({ entry: id }) => !known.has(id))
    .map((one) => ({
      entryId: one.entry,
      sittingId,
      centreId: one.centre,
      roomId: one.room,
      seatNumber: one.seatNumber,
      tableNumber: one.tableNumber,
      resultCode: makeResultCode(ctx.adapters.random.bytes(RESULT_CODE_BYTES)),
      createdAt: tx.now,
    }));
  for (let start = 0; start < rows.length; start += BATCH)
    await tx.db.insert(seat).values(rows.slice(start, start + BATCH));
  return rows.length;
}

function seedOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
