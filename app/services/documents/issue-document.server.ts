import { and, eq } from 'drizzle-orm';
import { attachQr } from '#app/domain/documents/prepare-document.ts';
import { storedModelSchema } from '#app/domain/documents/stored-model.ts';
import { signDocument } from '#app/domain/verification/sign-document.ts';
import type { Ctx } from '#app/services/context.ts';
import { document } from '#db/schema/document.ts';
import { withTx } from '#db/tx.ts';
import { loadModelImages } from './load-model-images.server.ts';
import { ensureSigningKey } from './signing-keys.server.ts';

/**
 * Signs, draws and stores a document that has its number. Killed anywhere and run again it ends the same: the signature
 * and the page depend on the frozen model alone, and only one run may turn `pending` into `issued`.
 * @throws when the signer or the storage can't be reached (the job is tried again).
 */
export async function issueDocument(ctx: Ctx, { documentId }: { documentId: string }): Promise<void> {
  const [row] = await ctx.db.select().from(document).where(eq(document.id, documentId));
  if (!row || row.state === 'issued') return;
  const { draft, claims } = storedModelSchema.parse(row.model);
  const key = await ensureSigningKey(ctx, row.organisationId, row.createdAt);
  const sign = (bytes: Uint8Array) => ctx.adapters.signer.sign(key.kid, bytes);
  const signed = await signDocument(claims, key, draft.verification.host, sign);
  const [address, digits] = signed.qr.segments;
  const model = attachQr(draft, { url: address.data, digits: digits.data });
  if (!model.ok) throw new Error(`document ${documentId}: ${model.reason}`);
  const pdf = await ctx.adapters.documents.render(model.value, await loadModelImages(ctx, draft));
  const fileKey = `documents/${row.organisationId}/${row.id}-${signed.token}.pdf`;
  await ctx.adapters.storage.put(fileKey, pdf, 'application/pdf');

  await withTx(ctx, 'issueDocument', {}, async (tx) => {
    const issued = await tx.db
      .update(document)
      .set({
        state: 'issued',
        kid: key.kid,
        cose: signed.cose,
        token: signed.token,
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
