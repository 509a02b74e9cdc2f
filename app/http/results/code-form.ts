import { z } from 'zod';
import { message } from '#app/i18n/translate.ts';

export const LONGEST_CODE = 40;

export const codeForm = z.object({
  code: z.string({ error: message('results:find.missingCode') }).max(LONGEST_CODE),
});
