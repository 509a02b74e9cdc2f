import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { MINUTES_TYPE, minutesClaims } from '#app/domain/deliberation/check-minutes.ts';
import { buildMinutes, type Minutes, minutesDigest } from '#app/domain/deliberation/minutes.ts';
import { sameName } from '#app/domain/deliberation/same-name.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { signJws } from '#app/domain/verification/jws.ts';
import type { Ctx } from '#app/services/context.ts';
import { ensureSigningKey } from '#app/services/documents/signing-keys.server.ts';
import { minutes } from '#db/schema/deliberation.ts';
import { withTx } from '#db/tx.ts';
import { gatherMinutes } from './gather-minutes.server.ts';
import {
  type DeliberationRow,
  loadAppointed,
  loadDeliberation,
  loadJury,
} from './load-deliberation.server.ts';

export type SignMinutes = {
  readonly deliberationId: string;
  /** The president's name, as typed. */
  readonly signedAs: string;
};

export type SignMinutesRefusal =
  | 'deliberation.notFound'
  | 'minutes.notSealed'
  | 'minutes.alreadySigned'
  | 'minutes.notPresent'
  | 'minutes.nameDiffers'
  | 'minutes.unprintable';

/**
 * The president signs the minutes of a sealed deliberation under their name: they are written out, signed by the office's
 * documents key, drawn and kept. Once, for ever. Who: `deliberation.seal` in the jury, having been present as its
 * president. The caller has made sure of who is at the keyboard (`confirmPassword`).
 * @throws when the signer or the storage can't be reached; nothing is then signed.
 */
export async function signMinutes(
  ctx: Ctx,
  { deliberationId, signedAs }: SignMinutes,
): Promise<Verdict<{ modelHash: string }, SignMinutesRefusal>> {
  const allowed = await findSigner(ctx, { deliberationId, signedAs });
  if (!allowed.ok) return allowed;
  const { found, userId, name } = allowed.value;
  const signedAt = ctx.clock();
  const { facts, issuer } = await gatherMinutes(ctx.db, found, { signedAs: name, signedAt });
  const built = buildMinutes(facts);
  if (!built.ok) return built;
  const modelHash = minutesDigest(built.value);
  const { signature, kid } = await signModel(ctx, found.organisationId, built.value, issuer);
  const pdf = await ctx.adapters.documents.minutes(built.value, { kid, digest: modelHash, signature });
  // Two who sign at once write two files; the row that is kept names its own.
  const fileKey = `minutes/${found.organisationId}/${deliberationId}-${modelHash.slice(0, 16)}.pdf`;
  await ctx.adapters.storage.put(fileKey, pdf, 'application/pdf');
  return withTx(ctx, 'signMinutes', { lock: [`deliberation:${deliberationId}`] }, async (tx) => {
    const row = { deliberationId, model: built.value, modelHash, signature, fileKey };
    const written = await tx.db
      .insert(minutes)
      .values({ ...row, signedBy: userId, signedAs: name, signedAt })
      .onConflictDoNothing()
      .returning({ deliberationId: minutes.deliberationId });
    if (written.length === 0) return refuse('minutes.alreadySigned');
    tx.audit({
      organisationId: found.organisationId,
      action: 'minutes.sign',
      subject: { type: 'deliberation', id: deliberationId },
      after: modelHash,
      detail: { kid, dossiers: built.value.dossiers.length, decisions: built.value.decisions.length },
    });
    return accept({ modelHash });
  });
}

type Signer = { readonly found: DeliberationRow; readonly userId: string; readonly name: string };

async function findSigner(
  ctx: Ctx,
  { deliberationId, signedAs }: SignMinutes,
): Promise<Verdict<Signer, SignMinutesRefusal>> {
  const found = await loadDeliberation(ctx.db, deliberationId);
  const { actor } = ctx;
  if (!found || actor.kind !== 'user') return refuse('deliberation.notFound');
  const { organisationId, juryId } = found;
  if (!authorise(actor, 'deliberation.seal', { organisationId, juryId }).ok)
    return refuse('deliberation.notFound');
  if (found.state !== 'sealed') return refuse('minutes.notSealed');
  const [already] = await ctx.db
    .select({ id: minutes.deliberationId })
    .from(minutes)
    .where(eq(minutes.deliberationId, deliberationId));
  if (already) return refuse('minutes.alreadySigned');
  const { present } = await loadJury(ctx.db, found);
  const { presidents } = await loadAppointed(ctx.db, juryId);
  if (!present.includes(actor.id) || !presidents.includes(actor.id)) return refuse('minutes.notPresent');
  if (!sameName(signedAs, actor.label)) return refuse('minutes.nameDiffers', { name: actor.label });
  return accept({ found, userId: actor.id, name: actor.label });
}

async function signModel(ctx: Ctx, organisationId: string, model: Minutes, issuer: string) {
  const key = await ensureSigningKey(ctx, organisationId, new Date(model.signed.at));
  const signature = await signJws(
    { alg: key.alg, typ: MINUTES_TYPE, kid: key.kid },
    minutesClaims(model, issuer),
    (bytes) => ctx.adapters.signer.sign(key.kid, bytes),
  );
  return { kid: key.kid, signature };
}
