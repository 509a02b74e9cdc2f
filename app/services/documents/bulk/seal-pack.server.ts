import { and, eq, inArray, sql } from 'drizzle-orm';
import { isBulkKind } from '#app/domain/documents/bulk-kinds.ts';
import { digestOf } from '#app/domain/shared/digest.ts';
import type { Ctx } from '#app/services/context.ts';
import { document, documentPack, documentRefusal } from '#db/schema/document.ts';
import { task } from '#db/schema/task.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { maySignStill } from '../may-sign-still.server.ts';
import { bulkRules } from './bulk-kinds.server.ts';

/** A document's place in the file of its pack, and what was signed. */
export type PackedRow = {
  readonly id: string;
  readonly kid: string;
  readonly cose: Uint8Array;
  readonly token: string;
  readonly certificateId: string;
  readonly offset: number;
  readonly length: number;
};

export type FilledPack = {
  readonly packId: string;
  readonly taskId: string;
  readonly organisationId: string;
  readonly fileKey: string;
  readonly bytes: number;
  readonly rows: readonly PackedRow[];
  /** Those no page could hold, with why. */
  readonly undrawn: readonly { readonly entryId: string; readonly why: string }[];
};

export type Sealed =
  | 'sealed'
  /** The task was paused or stopped meanwhile. */
  | 'halted'
  /**
   * To be drawn again: somebody else issued one of its documents first, its key or certificate was withdrawn while it was
   * drawn, or it was drawn so long ago that its file may be forgotten.
   */
  | 'taken';

/** A pack opened longer ago than this is never sealed, so that its file can be forgotten. */
export const LONGEST_PACK_MS = 6 * 60 * 60_000;

const ROWS = 1000;

/**
 * Issues the documents of a pack whose file is kept: all of them and the pack in one transaction, or none. Whoever comes
 * second to a document changes nothing; the caller then forgets the file.
 */
export async function sealPack(ctx: Ctx, pack: FilledPack): Promise<Sealed> {
  return withTx(ctx, 'sealPack', { lock: [`seal-pack:${pack.taskId}`] }, async (tx): Promise<Sealed> => {
    if (!(await isUnderWay(tx, pack.taskId))) return 'halted';
    if (await isTooOld(tx, pack.packId)) return 'taken';
    if (!(await areStillPending(tx, pack.rows))) return 'taken';
    if (!(await maySignStill(tx, pack.rows))) return 'taken';
    await noteUndrawn(tx, pack);
    if (pack.rows.length === 0) return 'sealed';
    for (let start = 0; start < pack.rows.length; start += ROWS)
      await issueRows(tx, pack, pack.rows.slice(start, start + ROWS));
    await tellHolders(tx, pack);
    const documents = pack.rows.length;
    await tx.db
      .update(documentPack)
      .set({ fileKey: pack.fileKey, documents, bytes: pack.bytes, sealedAt: tx.now })
      .where(eq(documentPack.id, pack.packId));
    await tx.db
      .update(task)
      .set({ done: sql`${task.done} + ${documents}`, updatedAt: tx.now })
      .where(eq(task.id, pack.taskId));
    tx.audit({
      organisationId: pack.organisationId,
      action: 'document.issue',
      subject: { type: 'documentPack', id: pack.packId },
      after: digestOf(pack.rows.map(({ token }) => token)),
      detail: { count: documents, bytes: pack.bytes, kid: pack.rows[0]?.kid ?? '' },
    });
    return 'sealed';
  });
}

async function isUnderWay(tx: Tx, taskId: string): Promise<boolean> {
  const [row] = await tx.db.select({ state: task.state }).from(task).where(eq(task.id, taskId)).for('update');
  return row?.state === 'running';
}

async function isTooOld(tx: Tx, packId: string): Promise<boolean> {
  const [row] = await tx.db
    .select({ createdAt: documentPack.createdAt })
    .from(documentPack)
    .where(eq(documentPack.id, packId));
  return !row || tx.now.getTime() - row.createdAt.getTime() > LONGEST_PACK_MS;
}

async function areStillPending(tx: Tx, rows: readonly PackedRow[]): Promise<boolean> {
  let found = 0;
  for (let start = 0; start < rows.length; start += ROWS) {
    const ids = rows.slice(start, start + ROWS).map(({ id }) => id);
    const pending = await tx.db
      .select({ id: document.id })
      .from(document)
      .where(and(inArray(document.id, ids), eq(document.state, 'pending')))
      .orderBy(document.id)
      .for('update');
    found += pending.length;
  }
  return found === rows.length;
}

async function issueRows(tx: Tx, { fileKey }: FilledPack, rows: readonly PackedRow[]): Promise<void> {
  const given = rows.map(({ cose, ...row }) => ({ ...row, cose: Buffer.from(cose).toString('hex') }));
  await tx.db.execute(sql`
    update document d set state = 'issued', kid = x.kid, cose = decode(x.cose, 'hex'), token = x.token,
      certificate_id = x."certificateId", file_key = ${fileKey}, file_offset = x."offset", file_length = x.length,
      issued_at = ${tx.now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as x(id uuid, kid text, cose text, token text,
      "certificateId" uuid, "offset" bigint, length int)
    where d.id = x.id`);
}

/** Once an edition: a document is issued once. */
async function tellHolders(tx: Tx, { packId, rows }: FilledPack): Promise<void> {
  const [pack] = await tx.db
    .select({ kind: documentPack.kind })
    .from(documentPack)
    .where(eq(documentPack.id, packId));
  if (!pack || !isBulkKind(pack.kind)) return;
  const { tell } = bulkRules(pack.kind);
  if (!tell) return;
  for (let start = 0; start < rows.length; start += ROWS) {
    const ids = rows.slice(start, start + ROWS).map(({ id }) => id);
    const told = await tx.db
      .select({ entryId: document.entryId })
      .from(document)
      .where(inArray(document.id, ids))
      .orderBy(document.number);
    await tell(
      tx,
      told.map(({ entryId }) => entryId),
    );
  }
}

async function noteUndrawn(tx: Tx, { taskId, undrawn }: FilledPack): Promise<void> {
  if (undrawn.length === 0) return;
  const [row] = await tx.db.select({ subject: task.subject }).from(task).where(eq(task.id, taskId));
  const { sittingId = '', kind = '' } = row?.subject ?? {};
  await tx.db
    .insert(documentRefusal)
    .values(
      undrawn.map(({ entryId, why }) => ({
        entryId,
        kind: kind as typeof documentRefusal.$inferInsert.kind,
        sittingId,
        reason: 'document.undrawable',
        detail: { why },
        at: tx.now,
      })),
    )
    .onConflictDoNothing();
}
