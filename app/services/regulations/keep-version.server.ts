import { and, desc, eq } from 'drizzle-orm';
import { hashRegulation } from '#app/domain/regulation/hash-regulation.ts';
import { parseRegulationText } from '#app/domain/regulation/parse-regulation-text.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { regulationDraft } from '#db/schema/regulation.ts';
import { regulationVersion } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { holdDraft } from './hold-draft.server.ts';

export type KeepVersion = { readonly draftId: string; readonly revision: number };
export type KeepRefusal =
  | 'regulation.notFound'
  | 'regulation.changedSince'
  | 'regulation.invalid'
  | 'regulation.otherCode'
  | 'regulation.sameAsBefore';

/**
 * Makes a version of a draft that is sound: never changed from then on, to be chosen by sittings still being prepared. The
 * draft goes. Who: `regulation.manage`. `regulation.invalid` with how many problems; `regulation.otherCode` when the file
 * names another regulation; `regulation.sameAsBefore` when the last version says the same.
 */
export async function keepVersion(
  ctx: Ctx,
  { draftId, revision }: KeepVersion,
): Promise<Verdict<{ versionId: string; version: number }, KeepRefusal>> {
  return withTx(ctx, 'keepVersion', { lock: [`regulationDraft:${draftId}`] }, async (tx) => {
    const held = await holdDraft(ctx, tx, draftId);
    if (!held.ok) return held;
    const draft = held.value;
    if (draft.revision !== revision) return refuse('regulation.changedSince');
    const read = parseRegulationText(draft.text);
    if (!read.ok) return refuse('regulation.invalid', { problems: read.problems.length });
    if (read.value.code !== draft.code) return refuse('regulation.otherCode', { code: draft.code });
    const hash = hashRegulation(read.value);
    const last = await lastVersion(tx, draft);
    if (last?.hash === hash) return refuse('regulation.sameAsBefore', { version: last.version });
    const { organisationId, code } = draft;
    const version = (last?.version ?? 0) + 1;
    const [row] = await tx.db
      .insert(regulationVersion)
      .values({ organisationId, code, version, hash, body: read.value, createdAt: tx.now })
      .returning({ id: regulationVersion.id });
    if (!row) throw new Error('the version was not written');
    await tx.db.delete(regulationDraft).where(eq(regulationDraft.id, draftId));
    tx.audit({
      organisationId,
      action: 'regulation.keepVersion',
      subject: { type: 'regulationVersion', id: row.id },
      after: hash,
      detail: { code, version },
    });
    return accept({ versionId: row.id, version });
  });
}

async function lastVersion(tx: Tx, { organisationId, code }: { organisationId: string; code: string }) {
  const [row] = await tx.db
    .select({ version: regulationVersion.version, hash: regulationVersion.hash })
    .from(regulationVersion)
    .where(and(eq(regulationVersion.organisationId, organisationId), eq(regulationVersion.code, code)))
    .orderBy(desc(regulationVersion.version))
    .limit(1);
  return row;
}
