import { z } from 'zod';
import type { ResultPointer } from './port.ts';

const pointerSchema = z.object({
  sittingId: z.uuid(),
  publicationId: z.uuid(),
  version: z.int().positive(),
  fileName: z.string(),
  fileDigest: z.string(),
});

export function pointerName(sittingId: string): string {
  if (!z.uuid().safeParse(sittingId).success) throw new TypeError(`${sittingId} is no sitting's id`);
  return `${sittingId}.json`;
}

/** Whether a file among the pointers may be one; those begun and not yet in place have a dot in front. */
export const isPointerName = (name: string) => name.endsWith('.json') && !name.startsWith('.');

/** `undefined` for a text that is no pointer. */
export function parsePointer(text: string): ResultPointer | undefined {
  try {
    return pointerSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
