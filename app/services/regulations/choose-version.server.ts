import { and, eq } from 'drizzle-orm';
import { entryRulesSchema } from '#app/domain/registration/entry-rules.ts';
import { parseRegulation } from '#app/domain/regulation/check-regulation.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { checkSeriesOf } from '#app/services/sitting/change-entry-rules.server.ts';
import { holdSitting, lockOf } from '#app/services/sitting/hold-sitting.server.ts';
import { regulationVersion, sitting } from '#db/schema/sitting.ts';
import { withTx } from '#db/tx.ts';

export type ChooseVersion = { readonly sittingId: string; readonly versionId: string };
export type ChooseRefusal =
  | 'sitting.notFound'
  | 'regulation.notFound'
  | 'regulation.frozen'
  | 'sitting.regulationInvalid'
  | 'rules.seriesUnknown';

/**
 * The version a sitting runs under, while it is being prepared. From its opening on it is frozen: `regulation.frozen`.
 * Who: `sitting.manage`. `rules.seriesUnknown` when the sitting's entry rules name a series the version doesn't have.
 */
export async function chooseVersion(
  ctx: Ctx,
  { sittingId, versionId }: ChooseVersion,
): Promise<Verdict<{ version: number }, ChooseRefusal>> {
  return withTx(ctx, 'chooseVersion', { lock: [lockOf(sittingId)] }, async (tx) => {
    const held = await holdSitting(ctx, tx, sittingId, 'sitting.manage');
    if (!held.ok) return held;
    const { organisationId, state, regulationVersionId, entryRules } = held.value;
    if (state !== 'draft') return refuse('regulation.frozen');
    const [wanted] = await tx.db
      .select()
      .from(regulationVersion)
      .where(and(eq(regulationVersion.id, versionId), eq(regulationVersion.organisationId, organisationId)));
    if (!wanted) return refuse('regulation.notFound');
    const read = parseRegulation(wanted.body);
    if (!read.ok) return refuse('sitting.regulationInvalid', { problems: read.problems.length });
    const known = checkSeriesOf(entryRulesSchema.parse(entryRules), read.value);
    if (!known.ok) return known;
    await tx.db.update(sitting).set({ regulationVersionId: wanted.id }).where(eq(sitting.id, sittingId));
    tx.audit({
      organisationId,
      action: 'sitting.chooseRegulation',
      subject: { type: 'sitting', id: sittingId },
      before: regulationVersionId,
      after: wanted.id,
      detail: { code: wanted.code, version: wanted.version, hash: wanted.hash },
    });
    return accept({ version: wanted.version });
  });
}
