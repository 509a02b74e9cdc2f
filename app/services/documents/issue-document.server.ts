import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { storedModelSchema } from '#app/domain/documents/stored-model.ts';
import { ensureCertificate } from '#app/services/certificates/ensure-certificate.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { document } from '#db/schema/document.ts';
import { withTx } from '#db/tx.ts';
import { checkTemplate } from './check-template.server.ts';
import { loadModelImages } from './load-model-images.server.ts';
import { maySignStill } from './may-sign-still.server.ts';
import { pressDocument } from './press-document.server.ts';
import { ensureSigningKey } from './signing-keys.server.ts';

/**
 * Signs, draws and stores a document that has its number. Killed anywhere and run again it ends the same: the signature
 * and the page depend on the frozen model alone, and only one run may turn `pending` into `issued`.
 * @throws when its template was edited after use, its key or certificate is withdrawn meanwhile, or the signer or the
 *   storage can't be reached (the job is tried again).
 */
export async function issueDocument(ctx: Ctx, { documentId }: { documentId: string }): Promise<void> {
  const [row] = await ctx.db.select().from(document).where(eq(document.id, documentId));
  if (!row || row.state === 'issued') return;
  const model = storedModelSchema.parse(row.model);
  const template = await checkTemplate(ctx, model.draft.kind, model.draft.templateVersion);
  if (!template.ok) throw new Error(`document ${documentId}: ${template.reason}`);
  const key = await ensureSigningKey(ctx, row.organisationId, row.createdAt);
  const { id: certificateId } = await ensureCertificate(ctx, row.organisationId, row.createdAt);
  const images = await loadModelImages(ctx, model.draft);
  const job = { documentId, model, key, certificateId, sealedAt: row.createdAt, images };
  const signed = await pressDocument(ctx.adapters, job);
  // By its bytes: a run that follows a killed one may seal with another certificate, and what is stored never changes.
  const digest = createHash('sha256').update(signed.pdf).digest('hex').slice(0, 32);
  const fileKey = `documents/${row.organisationId}/${row.id}-${digest}.pdf`;
  await ctx.adapters.storage.put(fileKey, signed.pdf, 'application/pdf');

  await withTx(ctx, 'issueDocument', {}, async (tx) => {
    if (!(await maySignStill(tx, [{ kid: key.kid, certificateId }])))
      throw new Error(`document ${documentId}: its key or certificate was withdrawn while it was drawn`);
    const issued = await tx.db
      .update(document)
      .set({
        state: 'issued',
        kid: key.kid,
        cose: signed.cose,
        token: signed.token,
        certificateId,
        fileKey,
        issuedAt: tx.now,
      })
      .where(and(eq(document.id, documentId), eq(document.state, 'pending')))
      .returning({ id: document.id });
    if (issued.length === 0) return;
    tx.audit({
      organisationId: row.organisationId,
      action: 'document.issue',
      subject: { type: 'document', id: documentId },
      before: row.modelHash,
      after: signed.token,
      detail: { number: row.number, edition: row.edition, kid: key.kid },
    });
  });
}
