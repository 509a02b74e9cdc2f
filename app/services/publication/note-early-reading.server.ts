import { eq } from 'drizzle-orm';
import type { Ctx } from '#app/services/context.ts';
import { publication } from '#db/schema/publication.ts';
import { withTx } from '#db/tx.ts';

export type EarlyReading = {
  readonly publicationId: string;
  /** How it was read: shown on a page, or taken away as a file. */
  readonly as: 'page' | 'file';
  readonly candidates: number;
};

/** Writes in the audit log that somebody has read results under embargo: who, when, of how many candidates. */
export async function noteEarlyReading(
  ctx: Ctx,
  { publicationId, as, candidates }: EarlyReading,
): Promise<void> {
  await withTx(ctx, 'noteEarlyReading', {}, async (tx) => {
    const [office] = await tx.db
      .select({ organisationId: publication.organisationId, sittingId: publication.sittingId })
      .from(publication)
      .where(eq(publication.id, publicationId));
    if (!office) return;
    tx.audit({
      organisationId: office.organisationId,
      action: 'publication.readEarly',
      subject: { type: 'publication', id: publicationId },
      detail: { sitting: office.sittingId, as, candidates },
    });
  });
}
