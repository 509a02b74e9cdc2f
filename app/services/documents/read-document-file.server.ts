import type { Ctx } from '#app/services/context.ts';

/** Where a document's bytes lie: a file of their own, or a part of a pack. */
export type DocumentFile = {
  readonly fileKey: string;
  readonly fileOffset: number | null;
  readonly fileLength: number | null;
};

/**
 * The signed PDF of one document, byte for byte as it was issued; undefined when the storage no longer has it.
 * @throws when the storage can't be reached, or its pack is shorter than the register says
 */
export async function readDocumentFile(
  { adapters }: Pick<Ctx, 'adapters'>,
  { fileKey, fileOffset, fileLength }: DocumentFile,
): Promise<Uint8Array | undefined> {
  return fileOffset === null || fileLength === null
    ? adapters.storage.get(fileKey)
    : adapters.storage.getRange(fileKey, { offset: fileOffset, length: fileLength });
}
