import type { PressJob } from '#app/adapters/document-press/port.ts';
import { storedModelSchema } from '#app/domain/documents/stored-model.ts';
import { ensureCertificate } from '#app/services/certificates/ensure-certificate.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { checkTemplate } from '#app/services/documents/check-template.server.ts';
import { loadModelImages } from '#app/services/documents/load-model-images.server.ts';
import { ensureSigningKey } from '#app/services/documents/signing-keys.server.ts';
import { loadModels, type PendingDocument } from './list-pending.server.ts';

/** Documents handed to the press at a time: few enough to be in memory, many enough to be worth the way there. */
const BATCH = 25;

export type PressedInOrder = {
  readonly document: PendingDocument;
  readonly kid: string;
  readonly certificateId: string;
  readonly pressed: Awaited<ReturnType<Ctx['adapters']['press']['press']>>[number];
};

/**
 * Signs, draws and seals documents on all of the press's cores and gives them back in their own order. A few batches are
 * under way at a time; no more is in memory, however many documents there are.
 * @throws when a template was edited after use, or a key, a certificate or the storage can't be reached
 */
export async function* pressInOrder(
  ctx: Ctx,
  documents: readonly PendingDocument[],
): AsyncGenerator<PressedInOrder> {
  const using = usingKeys(ctx);
  const underWay: Promise<PressedInOrder[]>[] = [];
  let next = 0;
  try {
    for (;;) {
      while (underWay.length < ctx.adapters.press.width && next < documents.length) {
        const batch = pressBatch(ctx, using, documents.slice(next, next + BATCH));
        // One that fails while an earlier one is awaited is not lost: it is awaited in its turn.
        batch.catch(() => undefined);
        underWay.push(batch);
        next += BATCH;
      }
      const first = underWay.shift();
      if (!first) return;
      yield* await first;
    }
  } finally {
    await Promise.allSettled(underWay);
  }
}

type Keys = { readonly key: PressJob['key']; readonly certificateId: string };
type UsingKeys = (document: PendingDocument) => Promise<Keys>;

/** Documents of one batch of numbers share their moment: the key and certificate of each moment are looked up once. */
function usingKeys(ctx: Ctx): UsingKeys {
  const known = new Map<number, Promise<Keys>>();
  return ({ organisationId, createdAt }) => {
    const found = known.get(createdAt.getTime());
    if (found) return found;
    const looked = Promise.all([
      ensureSigningKey(ctx, organisationId, createdAt),
      ensureCertificate(ctx, organisationId, createdAt),
    ]).then(([{ kid, alg }, { id }]) => ({ key: { kid, alg }, certificateId: id }));
    known.set(createdAt.getTime(), looked);
    return looked;
  };
}

async function pressBatch(
  ctx: Ctx,
  using: UsingKeys,
  documents: readonly PendingDocument[],
): Promise<PressedInOrder[]> {
  const ids = documents.map(({ id }) => id);
  const models = await loadModels(ctx.db, ids);
  const jobs: PressJob[] = [];
  for (const one of documents) {
    const model = storedModelSchema.parse(models.get(one.id));
    const { key, certificateId } = await using(one);
    const template = await checkTemplate(ctx, model.draft.kind, model.draft.templateVersion);
    if (!template.ok) throw new Error(`document ${one.id}: ${template.reason}`);
    const images = await loadModelImages(ctx, model.draft);
    jobs.push({ documentId: one.id, model, key, certificateId, sealedAt: one.createdAt, images });
  }
  const pressed = await ctx.adapters.press.press(jobs);
  return documents.map((document, at) => {
    const [job, made] = [jobs[at], pressed[at]];
    if (!job || !made) throw new Error('the press gave back less than it was given');
    return { document, kid: job.key.kid, certificateId: job.certificateId, pressed: made };
  });
}
