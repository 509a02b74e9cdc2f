import { crc32 } from 'node:zlib';
import type { BulkKind } from '#app/domain/documents/bulk-kinds.ts';
import { writeZip, type ZipInput } from '#app/domain/documents/zip/write-zip.ts';
import type { Ctx } from '#app/services/context.ts';
import { documentPack } from '#db/schema/document.ts';
import { withTx } from '#db/tx.ts';
import { listPending, type PendingDocument } from './list-pending.server.ts';
import { type PressedInOrder, pressInOrder } from './press-in-order.server.ts';
import { type FilledPack, type PackedRow, type Sealed, sealPack } from './seal-pack.server.ts';

export type FillPack = {
  readonly taskId: string;
  readonly sittingId: string;
  readonly kind: BulkKind;
  readonly centreId: string | null;
  /** Asked now and then: whether to leave off, keeping nothing. */
  readonly isHalted: () => Promise<boolean>;
};

class Halted extends Error {}

type Pressed = ZipInput & { readonly pressed: PressedInOrder };

/** How many documents between two looks at whether it was paused or stopped. */
const STEP = 100;

/**
 * Draws what waits in one centre into one ZIP and issues it. The documents are issued when the whole file is kept, so that a
 * pack that broke off leaves them waiting; drawn again they are the same bytes, in a pack of another name.
 */
export async function fillPack(ctx: Ctx, about: FillPack): Promise<Sealed> {
  const documents = await listPending(ctx.db, about);
  const [first] = documents;
  if (!first) return 'sealed';
  const { organisationId } = first;
  const packId = await openPack(ctx, about, organisationId);
  const fileKey = packKey(organisationId, packId);
  const rows: PackedRow[] = [];
  const undrawn: FilledPack['undrawn'][number][] = [];
  let bytes = 0;
  const members = drawn(ctx, about, documents, undrawn);
  const zip = writeZip(members, ({ pressed, size }, offset) => {
    if ('undrawn' in pressed.pressed) return;
    const { cose, token } = pressed.pressed;
    const { kid, certificateId } = pressed;
    rows.push({ id: pressed.document.id, kid, cose, token, certificateId, offset, length: size });
  });
  try {
    await ctx.adapters.storage.putStream(
      fileKey,
      counted(zip, (length) => (bytes += length)),
      'application/zip',
    );
  } catch (error) {
    if (error instanceof Halted) return 'halted';
    throw error;
  }
  const sealed = await sealPack(ctx, {
    ...{ packId, taskId: about.taskId, organisationId, fileKey, bytes, rows, undrawn },
  });
  if (sealed !== 'sealed' || rows.length === 0) await ctx.adapters.storage.delete(fileKey);
  return sealed;
}

/** Where a pack's file is kept: known from the pack alone, so that one never sealed can be found and forgotten. */
export function packKey(organisationId: string, packId: string): string {
  return `document-packs/${organisationId}/${packId}.zip`;
}

async function openPack(
  ctx: Ctx,
  { taskId, sittingId, kind, centreId }: FillPack,
  organisationId: string,
): Promise<string> {
  return withTx(ctx, 'openPack', {}, async (tx) => {
    const [row] = await tx.db
      .insert(documentPack)
      .values({ organisationId, taskId, sittingId, kind, centreId, createdAt: tx.now })
      .returning({ id: documentPack.id });
    if (!row) throw new Error('the pack was not written');
    return row.id;
  });
}

async function* drawn(
  ctx: Ctx,
  { isHalted }: FillPack,
  documents: readonly PendingDocument[],
  undrawn: FilledPack['undrawn'][number][],
): AsyncGenerator<Pressed> {
  let done = 0;
  for await (const one of pressInOrder(ctx, documents)) {
    done += 1;
    if (done % STEP === 0 && (await isHalted())) throw new Halted();
    if ('undrawn' in one.pressed) {
      undrawn.push({ entryId: one.document.entryId, why: one.pressed.undrawn });
      continue;
    }
    const { pdf } = one.pressed;
    yield { name: one.document.name, bytes: pdf, size: pdf.length, crc32: crc32(pdf), pressed: one };
  }
}

async function* counted(
  pieces: AsyncIterable<Uint8Array>,
  count: (length: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    count(piece.length);
    yield piece;
  }
}
