import { z } from 'zod';
import { required, type Verdict } from '#app/domain/shared/verdict.ts';
import { LOT_LIMITS } from '#app/domain/verification/lot.ts';
import { message } from '#app/i18n/translate.ts';
import type { Ctx } from '#app/services/context.ts';
import { type CheckedRow, checkLot } from '#app/services/verification/check-lot.server.ts';
import { type FormProblem, formError, parseForm, reasonMessage } from './forms.ts';
import { guardLot } from './guess-guard.server.ts';

export const LOT_BYTES = LOT_LIMITS.megabytes * 1024 * 1024;

const lotForm = z.object({
  file: z.file().max(LOT_BYTES, message('common:errors.fileTooBig')).optional(),
  pasted: z.string().max(LOT_LIMITS.pastedCharacters, message('checks:lot.pastedTooLong')).optional(),
});

type Sent = { readonly bytes: Uint8Array; readonly name: string; readonly field: 'file' | 'pasted' };
export type LotForm = ({ readonly ok: true } & Sent) | FormProblem;

/** The file, or else what was pasted. */
export async function readLotForm(formData: FormData): Promise<LotForm> {
  const form = parseForm(lotForm, formData);
  if (!form.ok) return form;
  const { file, pasted = '' } = form.value;
  if (file && file.size > 0) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    return { ok: true, bytes, name: file.name, field: 'file' };
  }
  if (pasted.trim() === '') return formError(formData, { file: message('checks:lot.nothing') });
  return { ok: true, bytes: new TextEncoder().encode(pasted), name: 'lot.csv', field: 'pasted' };
}

/** The answers to a list, or why it cannot be read. */
export async function answerLot(
  ctx: Ctx,
  { bytes, name }: Pick<Sent, 'bytes' | 'name'>,
  clientAddress: string,
): Promise<Verdict<readonly CheckedRow[]>> {
  const sheet = await ctx.adapters.spreadsheets.open(bytes, name);
  if (!sheet.ok) return sheet;
  return checkLot(ctx, required(sheet), await guardLot(ctx, clientAddress));
}

export function lotProblem(formData: FormData, { field }: Sent, refused: { reason: string }): FormProblem {
  return formError(formData, { [field]: reasonMessage(refused) });
}
