import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { z } from 'zod';
import { formError, formProblem, parseForm, reasonMessage } from '#app/http/forms.ts';
import type { SignedIn } from '#app/http/require-actor.server.ts';
import type { OwnEntry } from '#app/services/registration/load-own-entry.server.ts';
import { resubmitEntry } from '#app/services/registration/resubmit-entry.server.ts';
import { submitEntry } from '#app/services/registration/submit-entry.server.ts';

/** An unticked box is sent by no browser: its absence is the answer "no". */
const acceptSchema = z.object({
  version: z.number().int(),
  accept: z.literal('yes', 'candidate:errors.accept'),
});

/** Sends an entry, or sends back one that was returned, and leads to `next`. */
export async function sendEntry(
  ctx: SignedIn,
  entry: OwnEntry['entry'],
  next: string,
  { request }: ActionFunctionArgs,
) {
  const form = await request.formData();
  const read = parseForm(acceptSchema, form);
  if (!read.ok) return formProblem(read);
  const command = { entryId: entry.id, version: read.value.version };
  const sent =
    entry.state === 'returned' ? await resubmitEntry(ctx, command) : await submitEntry(ctx, command);
  if (!sent.ok) return formProblem(formError(form, { '': reasonMessage(sent) }));
  return redirect(next);
}
