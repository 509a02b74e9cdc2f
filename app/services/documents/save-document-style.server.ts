import { createHash } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import type { PhotoRefusal } from '#app/adapters/images/port.ts';
import { authorise } from '#app/domain/access/actor.ts';
import { unprintableFields } from '#app/domain/documents/check-printable.ts';
import { type DocumentStyle, documentStyleSchema } from '#app/domain/documents/style.ts';
import { digestOf } from '#app/domain/shared/digest.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { documentStyle } from '#db/schema/document.ts';
import { withTx } from '#db/tx.ts';

export type SaveDocumentStyle = {
  readonly organisationId: string;
  /** The version it was written over, 0 for none: another saved meanwhile is refused. */
  readonly seen: number;
  readonly style: Omit<DocumentStyle, 'arms'>;
  /** A PNG, JPEG or WebP as it was sent; 'keep' and 'remove' are about those there are. */
  readonly arms: Uint8Array | 'keep' | 'remove';
};
type Refusal =
  | 'access.denied'
  | 'style.changedElsewhere'
  | 'style.malformed'
  | 'document.unprintable'
  | PhotoRefusal;

/**
 * Makes the next version of how an organisation's documents look; nothing when it is as it was. Documents already made
 * keep what they say: each carries its own. `detail.path` names the field at fault.
 */
export async function saveDocumentStyle(
  ctx: Ctx,
  { organisationId, seen, style, arms }: SaveDocumentStyle,
): Promise<Verdict<{ version: number }, Refusal>> {
  const allowed = authorise(ctx.actor, 'document.configure', { organisationId });
  if (!allowed.ok) return allowed;
  const [field] = unprintableFields(style);
  if (field)
    return refuse('document.unprintable', { path: field.path, characters: field.characters.join(' ') });
  const picture = await keepArms(ctx, organisationId, arms);
  if (!picture.ok) return picture;
  return withTx(ctx, 'saveDocumentStyle', { lock: [`document-style:${organisationId}`] }, async (tx) => {
    const [latest] = await tx.db
      .select()
      .from(documentStyle)
      .where(eq(documentStyle.organisationId, organisationId))
      .orderBy(desc(documentStyle.version))
      .limit(1);
    const before = latest && documentStyleSchema.parse(latest.body);
    const version = latest?.version ?? 0;
    if (version !== seen) return refuse('style.changedElsewhere');
    const shown = arms === 'keep' ? before?.arms : picture.value.made;
    const parsed = documentStyleSchema.safeParse({ ...style, ...(shown ? { arms: shown } : {}) });
    if (!parsed.success)
      return refuse('style.malformed', { path: parsed.error.issues[0]?.path.join('.') ?? '' });
    const body = parsed.data;
    if (before && digestOf(before) === digestOf(body)) return accept({ version });
    const createdBy = ctx.actor.kind === 'user' ? ctx.actor.id : null;
    await tx.db
      .insert(documentStyle)
      .values({ organisationId, version: version + 1, body, createdBy, createdAt: tx.now });
    tx.audit({
      organisationId,
      action: 'style.save',
      subject: { type: 'style', id: organisationId },
      ...(before ? { before } : {}),
      after: body,
      detail: { version: version + 1 },
    });
    return accept({ version: version + 1 });
  });
}

/** Stored under its own digest before a style points to it: the same picture twice is one file. */
async function keepArms(
  { adapters: { images, storage } }: Ctx,
  organisationId: string,
  arms: SaveDocumentStyle['arms'],
): Promise<Verdict<{ readonly made?: DocumentStyle['arms'] }, PhotoRefusal>> {
  if (typeof arms === 'string') return accept({});
  const made = await images.reencodeArms(arms);
  if (!made.ok) return made;
  const sha256 = createHash('sha256').update(made.value.bytes).digest('hex');
  const key = `arms/${organisationId}/${sha256}.jpg`;
  await storage.put(key, made.value.bytes, made.value.contentType);
  return accept({ made: { key, sha256 } });
}
