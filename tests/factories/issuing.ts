import type { BulkKind } from '#app/domain/documents/bulk-kinds.ts';
import type { Ctx } from '#app/services/context.ts';
import { startIssuing } from '#app/services/documents/bulk/start-issuing.server.ts';
import { documentCertificate } from '#db/schema/document.ts';
import { createPublication } from './publication.ts';
import { createSeatedSitting } from './seated-sitting.ts';

/** A published sitting in which the second candidate's name can't be printed. */
export async function createPublishedSitting(
  ctx: Ctx,
  { candidates = 6, centres = 2, unprintable = true } = {},
) {
  const seated = await createSeatedSitting(ctx.db, {
    candidates,
    centres,
    regulation: 'benin-bac',
    examCode: 'BAC',
    series: 'D',
    entryOf: (at) => ({ photoKey: null, ...(unprintable && at === 1 ? { surname: '漢字' } : {}) }),
  });
  const publication = await createPublication(ctx.db, seated, {});
  return {
    seated,
    publication,
    sittingId: seated.sitting.id,
    organisationId: seated.organisation.id,
    printable: unprintable ? candidates - 1 : candidates,
  };
}

/** Begins a run without working on it. */
export async function startRun(ctx: Ctx, sittingId: string, kind: BulkKind): Promise<string> {
  const started = await startIssuing(ctx, { sittingId, kind });
  if (!started.ok) throw new Error(started.reason);
  return started.value.taskId;
}

/** A certificate that nothing can be sealed with, for where nothing is drawn: making a real one takes a while. */
export async function insertHollowCertificate(ctx: Ctx, organisationId: string): Promise<void> {
  await ctx.db.insert(documentCertificate).values({
    organisationId,
    subject: 'CN=Office',
    chain: '-',
    thumbprint: organisationId,
    wrappedPrivate: '-',
    state: 'active',
    notBefore: new Date('2020-01-01T00:00:00Z'),
    notAfter: new Date('2040-01-01T00:00:00Z'),
    createdAt: ctx.clock(),
  });
}
