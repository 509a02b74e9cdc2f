import { z } from 'zod';
import { message } from '#app/i18n/translate.ts';

/** No document of ours is near this, nor a phone's photograph; a larger file is refused before it is read. */
export const FILE_LIMIT = 10 * 1024 * 1024;

const typed = z.string().max(80);

export const typedCodeForm = z.object({ number: typed, code: typed });

export const scannedForm = z.object({ text: z.string().max(8192) });

export const fileForm = z.object({
  file: z
    .file({ error: message('common:errors.file') })
    .min(1, message('common:errors.file'))
    .max(FILE_LIMIT, message('common:errors.fileTooBig')),
});
