import { judgeShift, type ModerationEffect } from '#app/domain/marking/moderate.ts';
import { paperMarkingOf } from '#app/domain/marking/paper-marking.ts';
import { accept, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import {
  type ModeratedBundles,
  type ModerationTargetRefusal,
  readModeratedMarks,
} from './read-moderated-marks.server.ts';

export type ModerationPreview = ModerationEffect & { readonly bundles: readonly number[] };

/** What a moderation would do, before anybody proposes it: how many marks move, and the exact mean before and after. */
export async function previewModerationOf(
  ctx: Ctx,
  { shift, ...target }: ModeratedBundles & { readonly shift: number },
): Promise<Verdict<ModerationPreview, ModerationTargetRefusal | 'moderation.noShift'>> {
  const read = await readModeratedMarks(ctx, ctx.db, target);
  if (!read.ok) return read;
  const { bundles, effectOf, regulation } = read.value;
  const judged = judgeShift(shift, paperMarkingOf(target.paperCode, regulation).maximum);
  if (!judged.ok) return judged;
  return accept({ ...effectOf(shift), bundles: bundles.map(({ number }) => number) });
}
