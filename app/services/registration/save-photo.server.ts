import type { PhotoRefusal } from '#app/adapters/images/port.ts';
import type { Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadOwnEntry } from './load-own-entry.server.ts';
import { isOpenFor, type SaveRefusal, saveStep } from './save-step.server.ts';

export type SavePhoto = { readonly entryId: string; readonly version: number; readonly bytes: Uint8Array };

/**
 * Re-encodes an uploaded photo, keeps it and makes it the entry's. The file is stored before the entry points to it and
 * removed if the entry refuses it; the photo it replaces is removed once nothing points to it.
 */
export async function savePhoto(
  ctx: Ctx,
  { entryId, version, bytes }: SavePhoto,
): Promise<Verdict<{ version: number }, SaveRefusal | PhotoRefusal>> {
  const { images, random, storage } = ctx.adapters;
  const own = await loadOwnEntry(ctx.db, ctx.actor, entryId);
  if (!own.ok) return own;
  const editable = isOpenFor('photo', own.value, ctx.clock());
  if (!editable.ok) return editable;
  const photo = await images.reencodePhoto(bytes);
  if (!photo.ok) return photo;
  const photoKey = `photos/${own.value.sitting.id}/${entryId}/${random.uuid()}.jpg`;
  await storage.put(photoKey, photo.value.bytes, photo.value.contentType);
  const saved = await saveStep(ctx, { entryId, version, answer: { step: 'photo', value: { photoKey } } });
  if (!saved.ok) await storage.delete(photoKey);
  else if (own.value.entry.photoKey !== null) await storage.delete(own.value.entry.photoKey);
  return saved;
}
