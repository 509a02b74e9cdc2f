import { createHash } from 'node:crypto';
import type { StoragePort } from '#app/adapters/storage/port.ts';
import type { DocumentOffice } from '#app/domain/documents/model.ts';

type Pictured = { readonly office: DocumentOffice; readonly photoKey?: string | undefined };
type Loads = { readonly adapters: { readonly storage: StoragePort } };

/** An office's arms, kept from one document to the next: the same few kilobytes for a whole sitting. */
const kept = new WeakMap<StoragePort, Map<string, Uint8Array>>();
const MOST_KEPT = 20;

/**
 * The pictures a document names, by key: the office's arms and a candidate's photo. A photo that was erased is left out.
 * @throws when the arms are not those the model was made with: it would come out as another document.
 */
export async function loadModelImages(ctx: Loads, model: Pictured): Promise<Record<string, Uint8Array>> {
  const { photoKey } = model;
  const photo = photoKey === undefined ? undefined : await ctx.adapters.storage.get(photoKey);
  return {
    ...(await loadArms(ctx, model.office)),
    ...(photoKey !== undefined && photo ? { [photoKey]: photo } : {}),
  };
}

/** The arms alone, for lists of many pages; nothing where the office gave none. @throws as above. */
export async function loadArms(
  { adapters: { storage } }: Loads,
  { arms }: DocumentOffice,
): Promise<Record<string, Uint8Array>> {
  if (!arms) return {};
  const mine = kept.get(storage) ?? new Map<string, Uint8Array>();
  kept.set(storage, mine);
  const known = mine.get(arms.sha256) ?? (await storage.get(arms.key));
  if (!known || createHash('sha256').update(known).digest('hex') !== arms.sha256)
    throw new Error(`the arms ${arms.key} are missing or not those of the model`);
  if (mine.size >= MOST_KEPT) mine.clear();
  mine.set(arms.sha256, known);
  return { [arms.key]: known };
}
