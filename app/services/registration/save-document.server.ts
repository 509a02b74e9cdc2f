import { and, eq, isNull } from 'drizzle-orm';
import { takesPapers, type WindowRefusal } from '#app/domain/registration/eligibility.ts';
import { documentsFor } from '#app/domain/registration/entry-rules.ts';
import { sha256Hex } from '#app/domain/shared/digest.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { entry, entryDocument } from '#db/schema/registration.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { loadOwnEntry, type OwnEntry } from './load-own-entry.server.ts';
import { type Attachment, type AttachmentRefusal, readAttachment } from './read-attachment.server.ts';

export type SaveDocument = {
  readonly entryId: string;
  /** Of the sitting's rules, such as "birthCertificate". */
  readonly code: string;
  readonly bytes: Uint8Array;
};

export type DocumentRefusal =
  | 'entry.notFound'
  | 'entry.notEditable'
  | 'attachment.notAsked'
  | AttachmentRefusal
  | WindowRefusal;

/**
 * Keeps a paper of an entry's file, for its candidate or the head of its school: scanned, read or drawn anew, stored
 * before the entry points to it, and removed if the entry refuses it. The paper it replaces is kept, marked replaced; the
 * same file sent twice is one. `attachment.notAsked` for a paper the sitting's rules do not name.
 */
export async function saveDocument(
  ctx: Ctx,
  { entryId, code, bytes }: SaveDocument,
): Promise<Verdict<true, DocumentRefusal>> {
  const own = await loadOwnEntry(ctx.db, ctx.actor, entryId);
  if (!own.ok) return own;
  const asked = takes(own.value, code, ctx.clock());
  if (!asked.ok) return asked;
  const read = await readAttachment(ctx, bytes);
  if (!read.ok) return read;
  const { random, storage } = ctx.adapters;
  const { sitting } = own.value;
  const fileKey = `entry-documents/${sitting.id}/${entryId}/${random.uuid()}.${read.value.extension}`;
  await storage.put(fileKey, read.value.bytes, read.value.contentType);
  const saved = await withTx(ctx, 'saveDocument', { lock: [`entry:${entryId}`] }, async (tx) => {
    const now = await loadOwnEntry(tx.db, ctx.actor, entryId);
    if (!now.ok) return now;
    const still = takes(now.value, code, tx.now);
    return still.ok ? accept(await replace(ctx, tx, now.value, { code, fileKey, read: read.value })) : still;
  });
  if (!saved.ok || saved.value === 'same') await storage.delete(fileKey);
  return saved.ok ? accept() : saved;
}

function takes(
  { entry: row, sitting, rules }: OwnEntry,
  code: string,
  now: Date,
): Verdict<true, 'attachment.notAsked' | 'entry.notEditable' | WindowRefusal> {
  const asked = documentsFor(rules, row.kind).some((one) => one.code === code);
  return asked ? takesPapers(row, sitting, now) : refuse('attachment.notAsked');
}

type Kept = { readonly code: string; readonly fileKey: string; readonly read: Attachment };

async function replace(
  ctx: Ctx,
  tx: Tx,
  { entry: row }: OwnEntry,
  { code, fileKey, read }: Kept,
): Promise<'new' | 'same'> {
  const current = and(
    eq(entryDocument.entryId, row.id),
    eq(entryDocument.code, code),
    isNull(entryDocument.replacedAt),
  );
  const digest = sha256Hex(read.bytes);
  const [before] = await tx.db.select().from(entryDocument).where(current);
  if (before?.digest === digest) return 'same';
  await tx.db.update(entryDocument).set({ replacedAt: tx.now }).where(current);
  await tx.db.insert(entryDocument).values({
    entryId: row.id,
    code,
    fileKey,
    contentType: read.contentType,
    bytes: read.bytes.length,
    digest,
    scan: read.scan,
    uploadedBy: ctx.actor.kind === 'user' ? ctx.actor.id : null,
    createdAt: tx.now,
  });
  await tx.db
    .update(entry)
    .set({ version: row.version + 1, updatedAt: tx.now })
    .where(eq(entry.id, row.id));
  tx.audit({
    organisationId: row.organisationId,
    action: 'entry.document',
    subject: { type: 'entry', id: row.id },
    detail: { code, digest, scan: read.scan, replaces: before !== undefined },
  });
  return 'new';
}
