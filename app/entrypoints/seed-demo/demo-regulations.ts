import { eq } from 'drizzle-orm';
import type { Actor } from '#app/domain/access/actor.ts';
import { setNumbers } from '#app/domain/regulation/editable-numbers.ts';
import { regulationSchema } from '#app/domain/regulation/schema.ts';
import type { Ctx } from '#app/services/context.ts';
import { compareVersions, requestComparison } from '#app/services/regulations/compare-versions.server.ts';
import { saveDraft } from '#app/services/regulations/save-draft.server.ts';
import { startDraft } from '#app/services/regulations/start-draft.server.ts';
import { regulationDraft } from '#db/schema/regulation.ts';
import { sitting } from '#db/schema/sitting.ts';
import { must } from './demo-results.ts';

type About = { readonly ctx: Ctx; readonly registrar: Actor; readonly sittingId: string };

/** A draft that lowers the first threshold by half a point, tried on the published sitting. */
export async function seedRegulations({ ctx, registrar, sittingId }: About): Promise<void> {
  const as = { ...ctx, actor: registrar };
  const [about] = await ctx.db
    .select({ versionId: sitting.regulationVersionId })
    .from(sitting)
    .where(eq(sitting.id, sittingId));
  const { draftId } = must(await startDraft(as, { versionId: about?.versionId ?? '' }));
  const [draft] = await ctx.db.select().from(regulationDraft).where(eq(regulationDraft.id, draftId));
  const changed = setNumbers(
    regulationSchema.parse(JSON.parse(draft?.text ?? '')),
    new Map([['stages[0].decisions[2].when.below', '8.5']]),
  );
  const text = `${JSON.stringify(changed.value, null, 2)}\n`;
  must(await saveDraft(as, { draftId, revision: draft?.revision ?? 1, text }));
  const { taskId } = must(await requestComparison(as, { sittingId, rival: { draftId } }));
  await compareVersions(as, { taskId });
}
